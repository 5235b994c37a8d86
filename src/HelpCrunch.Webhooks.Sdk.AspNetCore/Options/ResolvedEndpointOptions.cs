namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Options that were checked, copied so that nobody changes them afterwards.</summary>
internal sealed class ResolvedEndpointOptions
{
    public ResolvedEndpointOptions(HelpCrunchWebhooksEndpointOptions options, WebhookParser parser)
    {
        SigningKeys = [.. options.SigningKeys];
        AllowUnsignedRequests = options.AllowUnsignedRequests;
        MaxRequestBodySize = options.MaxRequestBodySize;
        DeduplicationWindow = options.DeduplicationWindow;
        HandlerTimeout = options.HandlerTimeout;
        Receiver = new WebhookReceiver(WebhookSignatureVerifier.FromKeyProvider(() => SigningKeys), parser);
    }

    public WebhookSigningKey[] SigningKeys { get; }

    /// <summary>Verifies with <see cref="SigningKeys"/>. Without keys it rejects every request.</summary>
    public WebhookReceiver Receiver { get; }

    public bool AllowUnsignedRequests { get; }

    public int MaxRequestBodySize { get; }

    public TimeSpan DeduplicationWindow { get; }

    public TimeSpan HandlerTimeout { get; }

    public string KeyNames => SigningKeys.Length == 0 ? "none" : string.Join(", ", SigningKeys.Select(key => key.Name));

    public bool IsSameAs(ResolvedEndpointOptions other) =>
        (AllowUnsignedRequests, MaxRequestBodySize, DeduplicationWindow, HandlerTimeout)
            == (other.AllowUnsignedRequests, other.MaxRequestBodySize, other.DeduplicationWindow, other.HandlerTimeout)
        && SigningKeys.Select(Identity).SequenceEqual(other.SigningKeys.Select(Identity));

    /// <summary>A key does not show its secret; but two with different ones do not sign the same.</summary>
    private static (string Name, string Signature) Identity(WebhookSigningKey key) => (key.Name, WebhookSignature.Compute("identity"u8, key));
}
