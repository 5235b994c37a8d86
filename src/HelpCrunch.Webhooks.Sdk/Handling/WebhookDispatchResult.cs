namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The result of <see cref="WebhookDispatcher"/> when no handler failed.</summary>
public readonly struct WebhookDispatchResult
{
    internal WebhookDispatchResult(int handlerCount) => HandlerCount = handlerCount;

    /// <summary>The number of handlers that ran. 0 when the event does not have a handler, which is not an error.</summary>
    public int HandlerCount { get; }
}
