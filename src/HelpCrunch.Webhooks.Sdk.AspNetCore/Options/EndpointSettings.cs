namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Options that were checked, copied so that nobody changes them afterwards.</summary>
internal sealed class EndpointSettings(HelpCrunchWebhookEndpointOptions options)
{
    public WebhookSigningKey[] SigningKeys { get; } = [.. options.SigningKeys];

    public bool AllowUnsigned { get; } = options.AllowUnsigned;

    public int MaxBodyBytes { get; } = options.MaxBodyBytes;

    public TimeSpan DeduplicationWindow { get; } = options.DeduplicationWindow;

    public TimeSpan ClaimTimeout { get; } = options.ClaimTimeout;

    public string KeyNames => SigningKeys.Length == 0 ? "none" : string.Join(", ", SigningKeys.Select(key => key.Name));

    public bool IsSameAs(EndpointSettings other) =>
        (AllowUnsigned, MaxBodyBytes, DeduplicationWindow, ClaimTimeout)
            == (other.AllowUnsigned, other.MaxBodyBytes, other.DeduplicationWindow, other.ClaimTimeout)
        && SigningKeys.Select(Identity).SequenceEqual(other.SigningKeys.Select(Identity));

    /// <summary>A key does not show its secret; but two with different ones do not sign the same.</summary>
    private static (string Name, string Signature) Identity(WebhookSigningKey key) => (key.Name, WebhookSignature.Compute("identity"u8, key));
}
