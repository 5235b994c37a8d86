namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>The result of claiming a delivery.</summary>
/// <param name="Status">Whether the caller has the claim.</param>
/// <param name="Token">
/// Identifies the claim. A later claim of the same delivery has another token. It is 0 unless the status is
/// <see cref="WebhookDeliveryClaimStatus.Claimed"/>.
/// </param>
public readonly record struct WebhookDeliveryClaim(WebhookDeliveryClaimStatus Status, long Token = 0);
