namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Options that were checked, copied so that nobody changes them afterwards.</summary>
internal sealed class EndpointSettings(HelpCrunchWebhookEndpointOptions options)
{
    public WebhookSigningKey[] SigningKeys { get; } = [.. options.SigningKeys];

    public bool AllowUnsigned { get; } = options.AllowUnsigned;

    public int MaxBodyBytes { get; } = options.MaxBodyBytes;

    public TimeSpan DeduplicationWindow { get; } = options.DeduplicationWindow;

    public TimeSpan ClaimTimeout { get; } = options.ClaimTimeout;

    public string KeyNames => string.Join(", ", SigningKeys.Select(key => key.Name));
}
