namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Stores verified deliveries durably, so that the endpoint can respond before the handlers run. Workers, in this or another process, take
/// the messages and pass them to <see cref="WebhookInboxProcessor"/>. Add an implementation with <c>AddInbox</c>.
/// </summary>
public interface IWebhookInbox
{
    /// <summary>
    /// Stores a message. HelpCrunch may not send the delivery again after the response, so return only after a crash of the process, or of the
    /// server that stores the message, can no longer lose it.
    /// </summary>
    /// <param name="message">The message. Its <see cref="WebhookInboxMessage.DeduplicationId"/> is the same for each redelivery.</param>
    /// <param name="cancellationToken">Canceled after <see cref="HelpCrunchWebhooksEndpointOptions.StoreTimeout"/>, when the response is 503.</param>
    /// <returns>Whether the message is stored. If the method throws an exception, the response is 503.</returns>
    ValueTask<WebhookInboxReceipt> StoreAsync(WebhookInboxMessage message, CancellationToken cancellationToken);
}
