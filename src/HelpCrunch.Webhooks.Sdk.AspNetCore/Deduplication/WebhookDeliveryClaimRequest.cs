namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>A delivery to claim with <see cref="IWebhookDeliveryStore.ClaimAsync"/>.</summary>
public readonly struct WebhookDeliveryClaimRequest
{
    /// <summary>The delivery.</summary>
    public required WebhookDeliveryId Delivery { get; init; }

    /// <summary>
    /// Identifies the claim. The caller chooses a random number for each claim, so that it can abandon a claim whose result it did not get.
    /// </summary>
    public required long ClaimToken { get; init; }

    /// <summary>How long the claim is valid if the delivery is neither completed nor abandoned, for example after a crash.</summary>
    public required TimeSpan ExpiresAfter { get; init; }
}
