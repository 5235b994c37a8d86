namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Observes the handlers that ran, for example to measure them. Register it as a singleton service.</summary>
public interface IWebhookHandlerObserver
{
    /// <summary>Called after a handler succeeded or failed. If this method throws an exception, the exception is ignored.</summary>
    /// <param name="context">The handler, the event and the result.</param>
    void OnHandled(in WebhookHandledContext context);
}
