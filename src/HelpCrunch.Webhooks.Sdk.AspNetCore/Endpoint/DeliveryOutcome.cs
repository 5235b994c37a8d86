namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>The outcome of an accepted delivery, with its response and telemetry.</summary>
/// <param name="Name">The value of the tag <see cref="WebhookTags.Outcome"/>.</param>
/// <param name="StatusCode">The status of the response.</param>
/// <param name="IsError">Whether the activity gets the status of an error.</param>
internal sealed record DeliveryOutcome(string Name, int StatusCode, bool IsError = false)
{
    public static readonly DeliveryOutcome Handled = new("handled", 200);
    public static readonly DeliveryOutcome Unhandled = new("unhandled", 200);
    public static readonly DeliveryOutcome Duplicate = new("duplicate", 200);

    /// <summary>The delivery is in the inbox of the endpoint.</summary>
    public static readonly DeliveryOutcome Stored = new("stored", 200);

    /// <summary>The status is an option: <see cref="HelpCrunchWebhooksEndpointOptions.InProgressStatusCode"/>.</summary>
    public static readonly DeliveryOutcome InProgress = new("in_progress", 503);

    public static readonly DeliveryOutcome Failed = new("failed", 500, IsError: true);

    /// <summary>The handlers failed, and <see cref="HelpCrunchWebhooksEndpointOptions.TryPark"/> parked the delivery.</summary>
    public static readonly DeliveryOutcome Parked = new("parked", 200, IsError: true);

    /// <summary>The store failed to claim the delivery, so no handler ran; or the inbox failed to store it.</summary>
    public static readonly DeliveryOutcome StoreFailed = new("store_failed", 503, IsError: true);

    /// <summary>Why the handlers failed.</summary>
    public Exception? Exception { get; init; }

    public IReadOnlyCollection<string> CompletedHandlers => Exception switch
    {
        WebhookHandlersFailedException failed => failed.CompletedHandlers,
        WebhookHandlersCanceledException canceled => canceled.CompletedHandlers,
        _ => [],
    };
}
