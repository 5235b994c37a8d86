using HelpCrunch.Webhooks.Sdk.AspNetCore;

namespace HelpCrunch.Webhooks.Sdk.Fuzz;

/// <summary>A store that can be emptied, so that the result of an input does not depend on the inputs before.</summary>
internal sealed class NewStoreForEachInput(TimeProvider timeProvider) : IWebhookDeliveryStore
{
    private InMemoryWebhookDeliveryStore _store = new(timeProvider: timeProvider);

    public void Clear() => _store = new InMemoryWebhookDeliveryStore(capacity: 4, timeProvider);

    public ValueTask<WebhookDeliveryClaim> ClaimAsync(WebhookDeliveryClaimRequest request, CancellationToken cancellationToken) =>
        _store.ClaimAsync(request, cancellationToken);

    public ValueTask CompleteAsync(WebhookDeliveryCompletion completion, CancellationToken cancellationToken) =>
        _store.CompleteAsync(completion, cancellationToken);

    public ValueTask AbandonAsync(WebhookDeliveryAbandonment abandonment, CancellationToken cancellationToken) =>
        _store.AbandonAsync(abandonment, cancellationToken);
}
