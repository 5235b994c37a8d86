namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Remembers which deliveries were handled, so that a repetition is not handled again. A delivery is claimed before its handlers
/// run, completed after all of them succeeded, and abandoned after one failed. Register your own, as a singleton, where several
/// processes receive the same webhooks: the default, <see cref="InMemoryWebhookDeliveryStore"/>, knows those of its process.
/// </summary>
/// <remarks>Safe for threads. A method that throws on a claim makes the endpoint answer 503, so that the delivery comes again.</remarks>
public interface IWebhookDeliveryStore
{
    /// <summary>Claims a delivery, in one step that only one caller can win.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="expiresAfter">When the claim lapses, should its holder neither complete nor abandon it: a process may crash.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether the claim is the caller's, or what became of the delivery elsewhere.</returns>
    ValueTask<WebhookDeliveryClaim> ClaimAsync(WebhookDeliveryId delivery, TimeSpan expiresAfter, CancellationToken cancellationToken);

    /// <summary>
    /// Marks a delivery as handled. It holds even where the claim has lapsed meanwhile, because the handlers did succeed.
    /// </summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="token">The token of the claim.</param>
    /// <param name="rememberFor">How long to remember it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when it is remembered.</returns>
    ValueTask CompleteAsync(WebhookDeliveryId delivery, long token, TimeSpan rememberFor, CancellationToken cancellationToken);

    /// <summary>Gives a claim back, so that a retry is handled. Does nothing when the claim has lapsed and is another's now.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="token">The token of the claim.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when the delivery may be claimed again.</returns>
    ValueTask AbandonAsync(WebhookDeliveryId delivery, long token, CancellationToken cancellationToken);
}
