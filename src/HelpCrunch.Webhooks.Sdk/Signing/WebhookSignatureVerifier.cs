namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Verifies signatures against one or several keys, so that a key can be changed while deliveries signed with the old one are on
/// their way. Safe for threads, and immutable unless it was made by <see cref="FromKeyProvider"/>.
/// </summary>
public sealed class WebhookSignatureVerifier
{
    private readonly Func<IReadOnlyList<WebhookSigningKey>> _keys;

    /// <summary>Initializes a verifier with one or several keys.</summary>
    /// <param name="key">The key that is tried first.</param>
    /// <param name="otherKeys">The keys that are tried after it, in this order.</param>
    /// <exception cref="ArgumentNullException">A key is null, or <paramref name="otherKeys"/> is.</exception>
    public WebhookSignatureVerifier(WebhookSigningKey key, params WebhookSigningKey[] otherKeys)
        : this([key ?? throw new ArgumentNullException(nameof(key)), .. otherKeys ?? throw new ArgumentNullException(nameof(otherKeys))])
    {
    }

    /// <summary>Initializes a verifier with a list of keys, which is copied.</summary>
    /// <param name="keys">The keys, in the order they are tried.</param>
    /// <exception cref="ArgumentNullException"><paramref name="keys"/> is null or holds null.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="keys"/> is empty.</exception>
    public WebhookSignatureVerifier(IEnumerable<WebhookSigningKey> keys)
    {
        WebhookSigningKey[] copy = [.. keys ?? throw new ArgumentNullException(nameof(keys))];
        if (copy.Length == 0)
        {
            throw new InvalidOperationException(
                "No signing key. Copy the HTTP Webhook Signing Key from HelpCrunch (Settings → Developers → Webhooks) into a WebhookSigningKey and pass it here, or add it to SigningKeys of AddHelpCrunchWebhooks.");
        }

        if (Array.IndexOf(copy, null) >= 0)
        {
            throw new ArgumentNullException(nameof(keys), "One of the signing keys is null.");
        }

        _keys = () => copy;
    }

    private WebhookSignatureVerifier(Func<IReadOnlyList<WebhookSigningKey>> keys) => _keys = keys;

    /// <summary>A verifier whose keys change while the app runs: when a configuration is reloaded, say.</summary>
    /// <param name="keys">
    /// Asked for the keys at every verification, so it should be quick. Must not be null, nor return null. While it returns no
    /// key, every signature is refused.
    /// </param>
    /// <returns>The verifier. Never null.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keys"/> is null.</exception>
    public static WebhookSignatureVerifier FromKeyProvider(Func<IReadOnlyList<WebhookSigningKey>> keys) =>
        new(keys ?? throw new ArgumentNullException(nameof(keys)));

    /// <summary>Verifies the signature of a body, comparing in constant time.</summary>
    /// <param name="body">The raw bytes of the body, as received.</param>
    /// <param name="signatureHeader">
    /// The value of the header <see cref="WebhookSignature.HeaderName"/>. May be null, which is a missing signature.
    /// </param>
    /// <returns>What the signature is worth, and the name of the key that matched. No header makes this method throw.</returns>
    public WebhookSignatureVerification Verify(ReadOnlySpan<byte> body, string? signatureHeader)
    {
        Span<byte> sent = stackalloc byte[SignatureHeaderFormat.HashLength];
        var status = SignatureHeaderFormat.Read(signatureHeader, sent);
        if (status != WebhookSignatureStatus.Mismatch)
        {
            return new WebhookSignatureVerification(status, null);
        }

        var keys = _keys();
        for (var index = 0; index < keys.Count; index++)
        {
            var key = keys[index];
            if (WebhookSignature.Matches(body, sent, key))
            {
                return new WebhookSignatureVerification(WebhookSignatureStatus.Valid, key.Name);
            }
        }

        return new WebhookSignatureVerification(WebhookSignatureStatus.Mismatch, null);
    }
}
