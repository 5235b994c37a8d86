namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>What came of a claim.</summary>
/// <param name="Status">Whether the claim is the caller's.</param>
/// <param name="Token">
/// Tells this claim from an earlier one of the same delivery that lapsed; 0 unless the status is
/// <see cref="WebhookDeliveryClaimStatus.Claimed"/>.
/// </param>
public readonly record struct WebhookDeliveryClaim(WebhookDeliveryClaimStatus Status, long Token = 0);
