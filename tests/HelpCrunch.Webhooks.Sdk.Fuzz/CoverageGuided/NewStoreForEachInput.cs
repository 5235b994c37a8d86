using HelpCrunch.Webhooks.Sdk.AspNetCore;

namespace HelpCrunch.Webhooks.Sdk.Fuzz;

/// <summary>A store that can be emptied, so that the result of an input does not depend on the inputs before.</summary>
internal sealed class NewStoreForEachInput(TimeProvider timeProvider) : IWebhookDeliveryStore
{
    private InMemoryWebhookDeliveryStore _store = new(timeProvider: timeProvider);

    public void Clear() => _store = new InMemoryWebhookDeliveryStore(capacity: 4, timeProvider);

    public ValueTask<WebhookDeliveryClaim> ClaimAsync(WebhookDeliveryId delivery, long token, TimeSpan expiresAfter, CancellationToken cancellationToken) =>
        _store.ClaimAsync(delivery, token, expiresAfter, cancellationToken);

    public ValueTask CompleteAsync(WebhookDeliveryId delivery, long token, TimeSpan rememberFor, CancellationToken cancellationToken) =>
        _store.CompleteAsync(delivery, token, rememberFor, cancellationToken);

    public ValueTask AbandonAsync(
        WebhookDeliveryId delivery,
        long token,
        IReadOnlyCollection<string> completedHandlers,
        TimeSpan rememberFor,
        CancellationToken cancellationToken) =>
        _store.AbandonAsync(delivery, token, completedHandlers, rememberFor, cancellationToken);
}
