namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>The result of claiming a delivery. The default value is <see cref="InProgress"/>.</summary>
public readonly struct WebhookDeliveryClaim
{
    private readonly IReadOnlyCollection<string>? _completedHandlers;

    private WebhookDeliveryClaim(WebhookDeliveryClaimStatus status, IReadOnlyCollection<string>? completedHandlers = null)
    {
        Status = status;
        _completedHandlers = completedHandlers;
    }

    /// <summary>Another caller has the claim.</summary>
    public static WebhookDeliveryClaim InProgress => default;

    /// <summary>The delivery was handled before.</summary>
    public static WebhookDeliveryClaim Completed => new(WebhookDeliveryClaimStatus.Completed);

    /// <summary>Whether the caller has the claim.</summary>
    public WebhookDeliveryClaimStatus Status { get; }

    /// <summary>The <see cref="WebhookDeliveryAbandonment.CompletedHandlers"/> of earlier attempts. They do not run again. Empty if the store does not remember them.</summary>
    public IReadOnlyCollection<string> CompletedHandlers => _completedHandlers ?? [];

    /// <summary>The caller has the claim.</summary>
    /// <param name="completedHandlers">The handlers that succeeded in earlier attempts. Null, which is the default, for none.</param>
    /// <returns>The claim.</returns>
    public static WebhookDeliveryClaim Claimed(IReadOnlyCollection<string>? completedHandlers = null) =>
        new(WebhookDeliveryClaimStatus.Claimed, completedHandlers);
}
