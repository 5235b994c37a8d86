namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Is told of every handler that ran, for measurements: register it as a singleton service. What it throws is dropped, because a
/// measurement that fails must not fail a delivery.
/// </summary>
public interface IWebhookHandlerObserver
{
    /// <summary>A handler ended.</summary>
    /// <param name="webhookEvent">The event that it was given. Never null.</param>
    /// <param name="name">The name of the webhooks that the handler is for. Never null; empty for the unnamed ones.</param>
    /// <param name="handlerName">The name of the handler's class, its full one where two have the same, or of its event when it is a delegate. Never null.</param>
    /// <param name="elapsed">How long it took.</param>
    /// <param name="exception">What it threw. Null when it succeeded.</param>
    void OnHandled(WebhookEvent webhookEvent, string name, string handlerName, TimeSpan elapsed, Exception? exception);
}
