namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>The name of an added endpoint. As endpoint metadata: the endpoint whose webhooks are received at the route.</summary>
internal sealed record WebhookEndpointName(string Value);
