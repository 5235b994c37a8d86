namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>The name of an endpoint that was added to the services. As metadata of a route, it names the endpoint that the route uses.</summary>
internal sealed record WebhookEndpointName(string Value);
