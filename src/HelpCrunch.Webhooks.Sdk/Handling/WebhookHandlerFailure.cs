namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Describes a handler that failed, in <see cref="WebhookHandlersFailedException"/>.</summary>
public sealed class WebhookHandlerFailure
{
    /// <summary>Initializes a failure, for example to test code that catches <see cref="WebhookHandlersFailedException"/>.</summary>
    /// <param name="handlerName">The name of the handler.</param>
    /// <param name="exception">The exception that the handler threw.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public WebhookHandlerFailure(string handlerName, Exception exception)
    {
        HandlerName = handlerName ?? throw new ArgumentNullException(nameof(handlerName));
        Exception = exception ?? throw new ArgumentNullException(nameof(exception));
    }

    /// <summary>The name of the handler, as in <see cref="WebhookHandledContext.HandlerName"/>, or <c>scope disposal</c> if a scoped service threw while it was disposed.</summary>
    public string HandlerName { get; }

    /// <summary>The exception that the handler threw.</summary>
    public Exception Exception { get; }

    /// <summary>Returns the name of the handler and the type of the exception. The message of the exception can contain personal data, so it is left out.</summary>
    public override string ToString() => $"{HandlerName} ({Exception.GetType().Name})";
}
