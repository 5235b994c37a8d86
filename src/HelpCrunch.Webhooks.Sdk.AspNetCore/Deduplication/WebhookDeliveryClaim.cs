namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>The result of claiming a delivery.</summary>
/// <param name="Status">Whether the caller has the claim.</param>
/// <param name="CompletedHandlers">
/// The names of the handlers that succeeded before the delivery was abandoned. They do not run again. Null for none, or if the store
/// does not remember them.
/// </param>
public readonly record struct WebhookDeliveryClaim(WebhookDeliveryClaimStatus Status, IReadOnlyCollection<string>? CompletedHandlers = null);
