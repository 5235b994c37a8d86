namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>A claim to release with <see cref="IWebhookDeliveryStore.AbandonAsync"/>.</summary>
public readonly struct WebhookDeliveryAbandonment
{
    private readonly IReadOnlyCollection<string>? _completedHandlers;

    /// <summary>The delivery.</summary>
    public required WebhookDeliveryId Delivery { get; init; }

    /// <summary>The token of the claim.</summary>
    public required long ClaimToken { get; init; }

    /// <summary>
    /// The handlers that succeeded, if <see cref="HelpCrunchWebhooksEndpointOptions.RetryFailedHandlersOnly"/> is set. A store that returns them
    /// as <see cref="WebhookDeliveryClaim.CompletedHandlers"/> of the next claim prevents that they run again. A store may ignore them. An empty
    /// collection does not delete handlers that the store already remembers.
    /// </summary>
    public IReadOnlyCollection<string> CompletedHandlers
    {
        get => _completedHandlers ?? [];
        init => _completedHandlers = value;
    }

    /// <summary>How long to remember <see cref="CompletedHandlers"/>.</summary>
    public TimeSpan RememberFor { get; init; }
}
