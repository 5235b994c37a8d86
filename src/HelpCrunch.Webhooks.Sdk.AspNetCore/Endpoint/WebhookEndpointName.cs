namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>The name that an endpoint was added by.</summary>
internal sealed record WebhookEndpointName(string Value);
