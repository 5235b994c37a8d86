namespace HelpCrunch.Webhooks.Sdk;

/// <summary>A handler that failed.</summary>
public sealed class WebhookHandlerFailure
{
    internal WebhookHandlerFailure(string handlerName, Exception exception)
    {
        HandlerName = handlerName;
        Exception = exception;
    }

    /// <summary>The name of the handler's class, its full one where two have the same, or of its event when it is a delegate. Never null.</summary>
    public string HandlerName { get; }

    /// <summary>What it threw. Never null.</summary>
    public Exception Exception { get; }

    /// <summary>The handler and the type of the exception; not its message, which may be personal.</summary>
    public override string ToString() => $"{HandlerName} ({Exception.GetType().Name})";
}
