using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Bounds storing a message by <see cref="HelpCrunchWebhooksEndpointOptions.StoreTimeout"/>. Canceling is not enough: clients of databases and
/// brokers wait for a frozen server even then. Like in <see cref="BoundedDeliveryStore"/>, the cancellation is not awaited.
/// </summary>
internal sealed class BoundedInbox(WebhookInboxRegistration registration, IServiceScopeFactory scopes, TimeProvider timeProvider)
{
    private volatile bool _isFailing;

    /// <summary>Whether the last message could not be stored.</summary>
    public bool IsFailing => _isFailing;

    public async ValueTask<WebhookInboxReceipt> StoreAsync(WebhookInboxMessage message, TimeSpan timeout)
    {
        var source = new CancellationTokenSource();
        try
        {
            var receipt = await StoreInScopeAsync(message, source.Token).WaitAsync(timeout, timeProvider).ConfigureAwait(false);
            _isFailing = receipt is not (WebhookInboxReceipt.Stored or WebhookInboxReceipt.Duplicate);
            return receipt;
        }
        catch (Exception)
        {
            _isFailing = true;
            _ = source.CancelAsync();
            throw;
        }
    }

    /// <summary>Not the scope of the request: it would be disposed while an inbox that missed the timeout still uses it.</summary>
    private async Task<WebhookInboxReceipt> StoreInScopeAsync(WebhookInboxMessage message, CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            return await registration.GetInbox(scope.ServiceProvider).StoreAsync(message, cancellationToken).ConfigureAwait(false);
        }
    }
}
