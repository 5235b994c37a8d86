namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Identifies a delivery. Redeliveries have the same id. Two endpoints may receive the same event id; these are different deliveries.</summary>
/// <param name="EndpointName">The name of the endpoint; empty for the unnamed one.</param>
/// <param name="EventId">The wire's <c>id</c>, as sent.</param>
public readonly record struct WebhookDeliveryId(string EndpointName, string EventId);
