namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>A delivery whose handlers failed. <see cref="HelpCrunchWebhooksEndpointOptions.TryPark"/> gets it.</summary>
public sealed class WebhookFailedDelivery
{
    /// <summary>Initializes a new instance of the <see cref="WebhookFailedDelivery"/> class, for example to test your function.</summary>
    /// <param name="webhookEvent">The event.</param>
    /// <param name="body">The raw body.</param>
    /// <param name="delivery">How the delivery was received.</param>
    /// <param name="exception">The exception of the handlers.</param>
    /// <param name="failureCount">How often the handlers failed for the delivery.</param>
    /// <param name="services">The services.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public WebhookFailedDelivery(
        WebhookEvent webhookEvent,
        ReadOnlyMemory<byte> body,
        WebhookDeliveryContext delivery,
        Exception exception,
        int failureCount,
        IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(webhookEvent);
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentNullException.ThrowIfNull(exception);
        ArgumentNullException.ThrowIfNull(services);

        Event = webhookEvent;
        Body = body;
        Delivery = delivery;
        Exception = exception;
        FailureCount = failureCount;
        Services = services;
    }

    /// <summary>The event.</summary>
    public WebhookEvent Event { get; }

    /// <summary>The raw body, as it was signed.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>How the delivery was received.</summary>
    public WebhookDeliveryContext Delivery { get; }

    /// <summary>
    /// A <see cref="WebhookHandlersFailedException"/> with the failures, or an <see cref="OperationCanceledException"/> after
    /// <see cref="HelpCrunchWebhooksEndpointOptions.HandlerTimeout"/>.
    /// </summary>
    public Exception Exception { get; }

    /// <summary>
    /// How often the handlers failed for the delivery, this failure included. The failures are counted in this process, for the last 10,000
    /// deliveries that failed. 1 if the event has a blank id.
    /// </summary>
    public int FailureCount { get; }

    /// <summary>
    /// The services of a new scope. They are not those of the handlers: a <c>DbContext</c> whose changes could not be saved would try to
    /// save them again.
    /// </summary>
    public IServiceProvider Services { get; }

    /// <summary>Returns the event type, the event id, and the number of failures, without personal data.</summary>
    public override string ToString() => $"WebhookFailedDelivery {{ {Event}, FailureCount = {FailureCount} }}";
}
