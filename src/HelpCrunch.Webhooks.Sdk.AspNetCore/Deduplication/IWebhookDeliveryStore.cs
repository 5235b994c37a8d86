namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Stores which deliveries were handled, so that a redelivery is not handled again. The endpoint claims a delivery before its handlers
/// run, completes it after all of them succeeded, and abandons it after one failed.
/// </summary>
/// <remarks>
/// The default is <see cref="InMemoryWebhookDeliveryStore"/>, which stores the deliveries of one process. If several processes
/// receive the same webhooks, register a shared store as a singleton. Implementations must be thread-safe. If
/// <see cref="ClaimAsync"/> throws, the response is 503 and the delivery may be sent again.
/// </remarks>
public interface IWebhookDeliveryStore
{
    /// <summary>Claims a delivery. The operation must be atomic: if several callers claim a delivery, only one gets the claim.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="token">
    /// Identifies the claim. The caller chooses a random number for each claim, so that it can abandon a claim whose result it did not get.
    /// A second call with the token of the current claim gets the claim again.
    /// </param>
    /// <param name="expiresAfter">How long the claim holds if it is neither completed nor abandoned, for example after a crash.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The claim, or the state of the delivery if it cannot be claimed.</returns>
    ValueTask<WebhookDeliveryClaim> ClaimAsync(WebhookDeliveryId delivery, long token, TimeSpan expiresAfter, CancellationToken cancellationToken);

    /// <summary>Marks a delivery as handled. It must succeed even if the claim has expired, because the handlers have succeeded.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="token">The token of the claim.</param>
    /// <param name="rememberFor">How long the delivery counts as handled.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>A task that completes when the delivery is marked.</returns>
    ValueTask CompleteAsync(WebhookDeliveryId delivery, long token, TimeSpan rememberFor, CancellationToken cancellationToken);

    /// <summary>Releases a claim, so that a redelivery is handled. Does nothing if the claim has expired and another caller has claimed the delivery.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="token">The token of the claim.</param>
    /// <param name="completedHandlers">
    /// The names of the handlers that succeeded, in this attempt or an earlier one; empty for none. A store that returns them as
    /// <see cref="WebhookDeliveryClaim.CompletedHandlers"/> of the next claim prevents that they run again. An empty collection
    /// does not delete names that the store already remembers. A store may ignore the names.
    /// </param>
    /// <param name="rememberFor">How long to remember <paramref name="completedHandlers"/>.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>A task that completes when the delivery can be claimed again.</returns>
    ValueTask AbandonAsync(
        WebhookDeliveryId delivery,
        long token,
        IReadOnlyCollection<string> completedHandlers,
        TimeSpan rememberFor,
        CancellationToken cancellationToken);
}
