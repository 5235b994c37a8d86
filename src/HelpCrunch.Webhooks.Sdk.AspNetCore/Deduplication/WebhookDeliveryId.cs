namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Identifies a delivery. Redeliveries have the same id. The same event id at two endpoints identifies two deliveries.</summary>
/// <param name="EndpointName">The name of the endpoint; empty for the unnamed one.</param>
/// <param name="EventId">
/// The <c>id</c> of the event, as sent. At an endpoint with an <see cref="HelpCrunchWebhooksEndpointOptions.AccountResolver"/>, the escaped id
/// of the account and a slash precede it, because two accounts may send the same <c>id</c>.
/// </param>
public readonly record struct WebhookDeliveryId(string EndpointName, string EventId);
