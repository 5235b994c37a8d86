namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>The name that webhooks were added by; as metadata, those that are received where it stands.</summary>
internal sealed record WebhookEndpointName(string Value);
