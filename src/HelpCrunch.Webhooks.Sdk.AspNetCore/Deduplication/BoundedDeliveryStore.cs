namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Bounds each call of a store by <see cref="HelpCrunchWebhooksEndpointOptions.StoreTimeout"/>. A cancellation token is not enough: clients of
/// databases wait for a frozen server even after it is canceled.
/// </summary>
internal sealed class BoundedDeliveryStore(IWebhookDeliveryStore store, TimeProvider timeProvider)
{
    /// <summary>Claims a delivery. A claim that is not known to have failed is abandoned, because nothing would handle its delivery.</summary>
    public async ValueTask<WebhookDeliveryClaim> ClaimAsync(WebhookDeliveryId delivery, long token, TimeSpan expiresAfter, TimeSpan timeout)
    {
        var call = store.ClaimAsync(delivery, token, expiresAfter, CancellationToken.None);
        if (call.IsCompletedSuccessfully)
        {
            return call.Result;
        }

        var task = call.AsTask();
        try
        {
            return await task.WaitAsync(timeout, timeProvider).ConfigureAwait(false);
        }
        catch (Exception)
        {
            _ = AbandonLateAsync(task, delivery, token);
            throw;
        }
    }

    public ValueTask CompleteAsync(WebhookDeliveryId delivery, long token, TimeSpan rememberFor, TimeSpan timeout) =>
        WaitAsync(store.CompleteAsync(delivery, token, rememberFor, CancellationToken.None), timeout);

    public ValueTask AbandonAsync(
        WebhookDeliveryId delivery,
        long token,
        IReadOnlyCollection<string> completedHandlers,
        TimeSpan rememberFor,
        TimeSpan timeout) =>
        WaitAsync(store.AbandonAsync(delivery, token, completedHandlers, rememberFor, CancellationToken.None), timeout);

    private ValueTask WaitAsync(ValueTask call, TimeSpan timeout) =>
        call.IsCompletedSuccessfully ? call : new ValueTask(call.AsTask().WaitAsync(timeout, timeProvider));

    private async Task AbandonLateAsync(Task<WebhookDeliveryClaim> task, WebhookDeliveryId delivery, long token)
    {
        try
        {
            await ((Task)task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!task.IsCompletedSuccessfully || task.Result.Status == WebhookDeliveryClaimStatus.Claimed)
            {
                // A call that threw may have claimed the delivery as well, when only its result was lost.
                await store.AbandonAsync(delivery, token, completedHandlers: [], TimeSpan.Zero, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception)
        {
            // The failure of the claim is logged. This claim expires.
        }
    }
}
