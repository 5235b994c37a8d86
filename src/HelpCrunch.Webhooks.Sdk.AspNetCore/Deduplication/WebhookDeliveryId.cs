namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>What repetitions of a delivery have in common. Two endpoints may meet the same id; it is not the same delivery then.</summary>
/// <param name="EndpointName">The name of the endpoint's options. Never null; empty for the unnamed ones.</param>
/// <param name="EventId">The event's id, as sent. Never null.</param>
public readonly record struct WebhookDeliveryId(string EndpointName, string EventId);
