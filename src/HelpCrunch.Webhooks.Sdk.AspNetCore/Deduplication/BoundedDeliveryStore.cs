namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Bounds each operation of a store by <see cref="HelpCrunchWebhooksEndpointOptions.StoreTimeout"/>. Canceling the operation is not enough: clients
/// of databases wait for a frozen server even then.
/// </summary>
/// <remarks>
/// The cancellation is not awaited, because the client of a database may connect to the frozen server to cancel. The sources are not disposed,
/// because the cancellation may still run. Without a timer, they hold no resources.
/// </remarks>
internal sealed class BoundedDeliveryStore(IWebhookDeliveryStore store, TimeProvider timeProvider)
{
    public IWebhookDeliveryStore Store => store;

    /// <summary>Whether the store is in the memory of this process, so that its operations need no timeout.</summary>
    public bool NeverWaits { get; } = store is InMemoryWebhookDeliveryStore;

    /// <summary>Claims a delivery. A claim whose result is unknown or comes too late is abandoned, because its delivery is not handled.</summary>
    public async ValueTask<WebhookDeliveryClaim> ClaimAsync(WebhookDeliveryClaimRequest request, TimeSpan timeout)
    {
        if (NeverWaits)
        {
            return await store.ClaimAsync(request, CancellationToken.None).ConfigureAwait(false);
        }

        var source = new CancellationTokenSource();
        Task<WebhookDeliveryClaim>? operation = null;
        try
        {
            operation = store.ClaimAsync(request, source.Token).AsTask();
            return await operation.WaitAsync(timeout, timeProvider).ConfigureAwait(false);
        }
        catch (Exception)
        {
            _ = source.CancelAsync();
            _ = AbandonAsync(operation ?? Task.CompletedTask, request);
            throw;
        }
    }

    public ValueTask CompleteAsync(WebhookDeliveryCompletion completion, TimeSpan timeout) => NeverWaits
        ? store.CompleteAsync(completion, CancellationToken.None)
        : CompleteInTimeAsync(completion, timeout);

    public ValueTask AbandonAsync(WebhookDeliveryAbandonment abandonment, TimeSpan timeout) => NeverWaits
        ? store.AbandonAsync(abandonment, CancellationToken.None)
        : AbandonInTimeAsync(abandonment, timeout);

    // Separate methods: a method with a lambda allocates its variables even if the lambda is not created.
    private ValueTask CompleteInTimeAsync(WebhookDeliveryCompletion completion, TimeSpan timeout) =>
        WaitAsync(token => store.CompleteAsync(completion, token), timeout);

    private ValueTask AbandonInTimeAsync(WebhookDeliveryAbandonment abandonment, TimeSpan timeout) =>
        WaitAsync(token => store.AbandonAsync(abandonment, token), timeout);

    private async ValueTask WaitAsync(Func<CancellationToken, ValueTask> start, TimeSpan timeout)
    {
        var source = new CancellationTokenSource();
        try
        {
            await start(source.Token).AsTask().WaitAsync(timeout, timeProvider).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _ = source.CancelAsync();
            throw;
        }
    }

    private async Task AbandonAsync(Task operation, WebhookDeliveryClaimRequest request)
    {
        try
        {
            await operation.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await store.AbandonAsync(new() { Delivery = request.Delivery, ClaimToken = request.ClaimToken }, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The failure of the claim is logged. If the delivery was claimed, the claim expires.
        }
    }
}
