using System.Globalization;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>An immutable copy of valid options.</summary>
internal sealed class ResolvedEndpointOptions
{
    private readonly WebhookSigningKey[] _signingKeys;
    private readonly Func<IReadOnlyList<WebhookSigningKey>>? _signingKeyProvider;

    public ResolvedEndpointOptions(HelpCrunchWebhooksEndpointOptions options, WebhookParser parser)
    {
        _signingKeys = [.. options.SigningKeys];
        _signingKeyProvider = options.SigningKeyProvider;
        AllowUnsignedRequests = options.AllowUnsignedRequests;
        MaxRequestBodySize = options.MaxRequestBodySize;
        DeduplicationWindow = options.DeduplicationWindow;
        HandlerTimeout = options.HandlerTimeout;
        MaxDeliveryAge = options.MaxDeliveryAge;
        InProgressTimeout = options.InProgressTimeout;
        InProgressStatusCode = options.InProgressStatusCode;
        StoreTimeout = options.StoreTimeout;
        UseRequestServices = options.UseRequestServices;
        RetryAfter = ((long)Math.Ceiling(options.RetryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        Receiver = new WebhookReceiver(WebhookSignatureVerifier.FromKeyProvider(GetSigningKeys), parser);
    }

    /// <summary>Verifies with the keys of <see cref="GetSigningKeys"/>, whose exceptions it does not catch. Without keys, it rejects every request.</summary>
    public WebhookReceiver Receiver { get; }

    /// <summary>Whether signatures can be verified. False only if <see cref="AllowUnsignedRequests"/> is set.</summary>
    public bool HasSigningKeys => _signingKeys.Length > 0 || _signingKeyProvider is not null;

    public bool AllowUnsignedRequests { get; }

    public int MaxRequestBodySize { get; }

    public TimeSpan DeduplicationWindow { get; }

    public TimeSpan HandlerTimeout { get; }

    public TimeSpan? MaxDeliveryAge { get; }

    public TimeSpan InProgressTimeout { get; }

    public int InProgressStatusCode { get; }

    public TimeSpan StoreTimeout { get; }

    public bool UseRequestServices { get; }

    /// <summary>The value of the Retry-After header, in seconds.</summary>
    public string RetryAfter { get; }

    /// <summary>The names of the keys, for logs.</summary>
    public string KeyNames =>
        _signingKeyProvider is not null ? $"from {nameof(HelpCrunchWebhooksOptions.SigningKeyProvider)}"
        : _signingKeys.Length == 0 ? "none"
        : string.Join(", ", _signingKeys.Select(key => key.Name));

    /// <summary>Gets the current keys. Exceptions of <see cref="HelpCrunchWebhooksOptions.SigningKeyProvider"/> are not caught.</summary>
    public IReadOnlyList<WebhookSigningKey> GetSigningKeys() => _signingKeyProvider is null ? _signingKeys : _signingKeyProvider();

    public bool IsSameAs(ResolvedEndpointOptions other) =>
        (AllowUnsignedRequests, MaxRequestBodySize, DeduplicationWindow, HandlerTimeout, MaxDeliveryAge)
            == (other.AllowUnsignedRequests, other.MaxRequestBodySize, other.DeduplicationWindow, other.HandlerTimeout, other.MaxDeliveryAge)
        && (InProgressTimeout, InProgressStatusCode, StoreTimeout, UseRequestServices, RetryAfter)
            == (other.InProgressTimeout, other.InProgressStatusCode, other.StoreTimeout, other.UseRequestServices, other.RetryAfter)
        && _signingKeys.Select(Identity).SequenceEqual(other._signingKeys.Select(Identity));

    /// <summary>The secret of a key cannot be read, but keys with different secrets compute different signatures.</summary>
    private static (string Name, string Signature) Identity(WebhookSigningKey key) => (key.Name, WebhookSignature.Compute("identity"u8, key));
}
