namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Is notified of every handler that ran, to measure handlers. Register it as a singleton service.</summary>
public interface IWebhookHandlerObserver
{
    /// <summary>Called when a handler has completed or failed. An exception thrown here is ignored, so it does not fail the delivery.</summary>
    /// <param name="context">The handler, the event and the outcome.</param>
    void OnHandled(in WebhookHandledContext context);
}
