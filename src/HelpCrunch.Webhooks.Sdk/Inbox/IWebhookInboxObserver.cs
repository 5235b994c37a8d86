namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Observes the messages that <see cref="WebhookInboxProcessor"/> processed, for example to measure them. Register it as a singleton service.
/// HelpCrunch.Webhooks.Sdk.AspNetCore registers one for its metrics and logs.
/// </summary>
public interface IWebhookInboxObserver
{
    /// <summary>Called after a message was processed or failed. If this method throws an exception, the exception is ignored.</summary>
    /// <param name="context">The message and the result.</param>
    void OnProcessed(in WebhookInboxProcessedContext context);
}
