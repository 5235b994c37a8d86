namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Stores which deliveries were handled, so that a redelivery is not handled again. The endpoint claims a delivery before its handlers
/// run, completes it after all of them succeeded, and abandons it after one failed.
/// </summary>
/// <remarks>
/// The default is <see cref="InMemoryWebhookDeliveryStore"/>, which stores the deliveries of one process. If several processes
/// receive the same webhooks, register a shared store as a singleton. Implementations must be thread-safe. The endpoint waits for an
/// operation until <see cref="HelpCrunchWebhooksEndpointOptions.StoreTimeout"/>, then cancels its token. If <see cref="ClaimAsync"/> fails, the
/// response is 503 and the delivery may be sent again.
/// </remarks>
public interface IWebhookDeliveryStore
{
    /// <summary>
    /// Claims a delivery. The operation must be atomic: if several callers claim a delivery, only one gets the claim. A second call with the
    /// token of the current claim gets the claim again.
    /// </summary>
    /// <param name="request">The delivery and how to claim it.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The claim, or the state of the delivery if it cannot be claimed.</returns>
    ValueTask<WebhookDeliveryClaim> ClaimAsync(WebhookDeliveryClaimRequest request, CancellationToken cancellationToken);

    /// <summary>Marks a delivery as handled. It must succeed even if the claim has expired, because the handlers have succeeded.</summary>
    /// <param name="completion">The delivery and its claim.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>A task that completes when the delivery is marked.</returns>
    ValueTask CompleteAsync(WebhookDeliveryCompletion completion, CancellationToken cancellationToken);

    /// <summary>Releases a claim, so that a redelivery is handled. Does nothing if the claim has expired and another caller has claimed the delivery.</summary>
    /// <param name="abandonment">The delivery and its claim.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>A task that completes when the delivery can be claimed again.</returns>
    ValueTask AbandonAsync(WebhookDeliveryAbandonment abandonment, CancellationToken cancellationToken);
}
