namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Verifies signatures with one or more keys. With two keys, you can replace a key while deliveries with the old key still arrive.
/// Thread-safe, and immutable unless <see cref="FromKeyProvider"/> created it.
/// </summary>
public sealed class WebhookSignatureVerifier
{
    private readonly Func<IReadOnlyList<WebhookSigningKey>> _keyProvider;

    /// <summary>Initializes a verifier with one or more keys.</summary>
    /// <param name="key">The key that is tried first.</param>
    /// <param name="otherKeys">The keys that are tried after it, in this order.</param>
    /// <exception cref="ArgumentNullException">A key is null, or <paramref name="otherKeys"/> is.</exception>
    public WebhookSignatureVerifier(WebhookSigningKey key, params WebhookSigningKey[] otherKeys)
        : this([key ?? throw new ArgumentNullException(nameof(key)), .. otherKeys ?? throw new ArgumentNullException(nameof(otherKeys))])
    {
    }

    /// <summary>Initializes a verifier with a list of keys, which is copied.</summary>
    /// <param name="keys">The keys, in the order in which they are tried.</param>
    /// <exception cref="ArgumentNullException"><paramref name="keys"/> is null or contains null.</exception>
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

        _keyProvider = () => copy;
    }

    private WebhookSignatureVerifier(Func<IReadOnlyList<WebhookSigningKey>> keyProvider) => _keyProvider = keyProvider;

    /// <summary>Creates a verifier whose keys can change while the app runs, for example because they come from a secret store.</summary>
    /// <param name="keyProvider">
    /// Returns the current keys, in the order in which they are tried. It is called for every signature that is verified, so it must be
    /// fast and thread-safe. While it returns no key, every signature is rejected.
    /// </param>
    /// <returns>The verifier.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keyProvider"/> is null.</exception>
    public static WebhookSignatureVerifier FromKeyProvider(Func<IReadOnlyList<WebhookSigningKey>> keyProvider) =>
        new(keyProvider ?? throw new ArgumentNullException(nameof(keyProvider)));

    /// <summary>Verifies the signature of a body. Signatures are compared in constant time.</summary>
    /// <param name="body">The raw bytes of the body, as received.</param>
    /// <param name="signatureHeader">The value of the header <see cref="WebhookSignature.HeaderName"/>. Null if the request does not have the header.</param>
    /// <returns>The status of the signature, and the name of the key that matched.</returns>
    /// <exception cref="InvalidOperationException">The key provider returned null, or one of its keys is null.</exception>
    /// <remarks>If the key provider throws an exception, the method does not catch it.</remarks>
    public WebhookSignatureVerification Verify(ReadOnlySpan<byte> body, string? signatureHeader)
    {
        Span<byte> sent = stackalloc byte[SignatureHeaderFormat.HashLength];
        var status = SignatureHeaderFormat.Read(signatureHeader, sent);
        if (status != WebhookSignatureStatus.Mismatch)
        {
            return new WebhookSignatureVerification(status, null);
        }

        var keys = _keyProvider() ?? throw NullFromProvider();
        for (var index = 0; index < keys.Count; index++)
        {
            var key = keys[index] ?? throw NullFromProvider();
            if (WebhookSignature.Matches(body, sent, key))
            {
                return new WebhookSignatureVerification(WebhookSignatureStatus.Valid, key.Name);
            }
        }

        return new WebhookSignatureVerification(WebhookSignatureStatus.Mismatch, null);
    }

    private static InvalidOperationException NullFromProvider() =>
        new("The signing key provider returned null, or a list that contains null. Return an empty list to reject every signature.");
}
