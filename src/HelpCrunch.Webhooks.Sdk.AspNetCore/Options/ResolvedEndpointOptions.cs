namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Options that were checked, copied so that nobody changes them afterwards.</summary>
internal sealed class ResolvedEndpointOptions(HelpCrunchWebhooksEndpointOptions options)
{
    public WebhookSigningKey[] SigningKeys { get; } = [.. options.SigningKeys];

    public bool AllowUnsignedRequests { get; } = options.AllowUnsignedRequests;

    public int MaxRequestBodySize { get; } = options.MaxRequestBodySize;

    public TimeSpan DeduplicationWindow { get; } = options.DeduplicationWindow;

    public TimeSpan HandlerTimeout { get; } = options.HandlerTimeout;

    public string KeyNames => SigningKeys.Length == 0 ? "none" : string.Join(", ", SigningKeys.Select(key => key.Name));

    public bool IsSameAs(ResolvedEndpointOptions other) =>
        (AllowUnsignedRequests, MaxRequestBodySize, DeduplicationWindow, HandlerTimeout)
            == (other.AllowUnsignedRequests, other.MaxRequestBodySize, other.DeduplicationWindow, other.HandlerTimeout)
        && SigningKeys.Select(Identity).SequenceEqual(other.SigningKeys.Select(Identity));

    /// <summary>A key does not show its secret; but two with different ones do not sign the same.</summary>
    private static (string Name, string Signature) Identity(WebhookSigningKey key) => (key.Name, WebhookSignature.Compute("identity"u8, key));
}
