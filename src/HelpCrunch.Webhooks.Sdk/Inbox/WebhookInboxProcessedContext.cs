namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Describes a message that was processed, for <see cref="IWebhookInboxObserver"/>.</summary>
public readonly struct WebhookInboxProcessedContext
{
    /// <summary>Initializes a context, for example to test an observer.</summary>
    /// <param name="message">The message.</param>
    /// <param name="elapsed">The time that the processing took.</param>
    /// <param name="webhookEvent">The event. Null when the body cannot be parsed.</param>
    /// <param name="handlerCount">The number of handlers that ran and succeeded.</param>
    /// <param name="exception">The exception that was thrown. Null when the message was processed.</param>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    public WebhookInboxProcessedContext(WebhookInboxMessage message, TimeSpan elapsed, WebhookEvent? webhookEvent, int handlerCount = 0, Exception? exception = null)
    {
        Message = message ?? throw new ArgumentNullException(nameof(message));
        Elapsed = elapsed;
        Event = webhookEvent;
        HandlerCount = handlerCount;
        Exception = exception;
    }

    /// <summary>The message.</summary>
    public WebhookInboxMessage Message { get; }

    /// <summary>The event. Null when the body cannot be parsed.</summary>
    public WebhookEvent? Event { get; }

    /// <summary>The number of handlers that ran. 0 when <see cref="Exception"/> is not null, and when the event does not have a handler.</summary>
    public int HandlerCount { get; }

    /// <summary>The time that the processing took.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>
    /// A <see cref="WebhookParseException"/>, a <see cref="WebhookHandlersFailedException"/>, an <see cref="OperationCanceledException"/>, or
    /// an <see cref="InvalidOperationException"/> if the app has no handlers for the endpoint. Null when the message was processed.
    /// </summary>
    public Exception? Exception { get; }
}
