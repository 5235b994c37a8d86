namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Describes a handler that ran, for <see cref="IWebhookHandlerObserver"/>.</summary>
public readonly struct WebhookHandledContext
{
    /// <summary>Initializes a context, for example to test an observer.</summary>
    /// <param name="webhookEvent">The event that was handled.</param>
    /// <param name="endpointName">The name of the endpoint. Empty for the unnamed endpoint.</param>
    /// <param name="handlerName">The name of the handler.</param>
    /// <param name="elapsed">The time that the handler took.</param>
    /// <param name="exception">The exception that the handler threw. Null when it succeeded.</param>
    /// <exception cref="ArgumentNullException"><paramref name="webhookEvent"/>, <paramref name="endpointName"/> or <paramref name="handlerName"/> is null.</exception>
    public WebhookHandledContext(WebhookEvent webhookEvent, string endpointName, string handlerName, TimeSpan elapsed, Exception? exception = null)
    {
        Event = webhookEvent ?? throw new ArgumentNullException(nameof(webhookEvent));
        EndpointName = endpointName ?? throw new ArgumentNullException(nameof(endpointName));
        HandlerName = handlerName ?? throw new ArgumentNullException(nameof(handlerName));
        Elapsed = elapsed;
        Exception = exception;
    }

    /// <summary>The event that was handled.</summary>
    public WebhookEvent Event { get; }

    /// <summary>The name of the endpoint that received the event. Empty for the unnamed endpoint.</summary>
    public string EndpointName { get; }

    /// <summary>
    /// The name of the handler: the name of its class, or of its event class if the handler is a function. It is unique within an endpoint
    /// and an event class: classes of the same name have their full name, and functions have a number.
    /// </summary>
    public string HandlerName { get; }

    /// <summary>The time that the handler took.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>The exception that the handler threw. Null when it succeeded.</summary>
    public Exception? Exception { get; }
}
