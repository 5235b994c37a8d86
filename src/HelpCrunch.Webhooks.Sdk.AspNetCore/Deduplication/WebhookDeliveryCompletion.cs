namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>A delivery to mark as handled with <see cref="IWebhookDeliveryStore.CompleteAsync"/>.</summary>
public readonly struct WebhookDeliveryCompletion
{
    /// <summary>The delivery.</summary>
    public required WebhookDeliveryId Delivery { get; init; }

    /// <summary>The token of the claim.</summary>
    public required long ClaimToken { get; init; }

    /// <summary>How long the delivery counts as handled.</summary>
    public required TimeSpan RememberFor { get; init; }
}
