namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The result of <see cref="WebhookDispatcher"/> when no handler failed.</summary>
public readonly struct WebhookDispatchResult
{
    internal WebhookDispatchResult(int handlerCount, int skippedHandlerCount)
    {
        HandlerCount = handlerCount;
        SkippedHandlerCount = skippedHandlerCount;
    }

    /// <summary>The number of handlers that ran. 0 when the event does not have a handler, which is not an error.</summary>
    public int HandlerCount { get; }

    /// <summary>The number of handlers that did not run because <see cref="WebhookDeliveryContext.CompletedHandlers"/> contains them.</summary>
    public int SkippedHandlerCount { get; }
}
