namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Verifies a webhook and parses it, in this order: a body whose signature is not valid is not read. Immutable and safe for
/// threads: one per process is enough.
/// </summary>
public sealed class WebhookReceiver
{
    private readonly WebhookSignatureVerifier _verifier;
    private readonly WebhookParser _parser;

    /// <summary>Initializes a receiver with one or several keys and the default parser.</summary>
    /// <param name="key">The key that is tried first.</param>
    /// <param name="otherKeys">The keys that are tried after it, in this order.</param>
    /// <exception cref="ArgumentNullException">A key is null, or <paramref name="otherKeys"/> is.</exception>
    public WebhookReceiver(WebhookSigningKey key, params WebhookSigningKey[] otherKeys)
        : this(new WebhookSignatureVerifier(key, otherKeys))
    {
    }

    /// <summary>Initializes a receiver with a list of keys, which is copied.</summary>
    /// <param name="keys">The keys, in the order they are tried.</param>
    /// <param name="parser">The parser. Null, which is the default, is <see cref="WebhookParser.Default"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="keys"/> is null or holds null.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="keys"/> is empty.</exception>
    public WebhookReceiver(IEnumerable<WebhookSigningKey> keys, WebhookParser? parser = null)
        : this(new WebhookSignatureVerifier(keys), parser)
    {
    }

    /// <summary>Initializes a receiver with a verifier.</summary>
    /// <param name="verifier">The verifier, with your keys.</param>
    /// <param name="parser">The parser. Null, which is the default, is <see cref="WebhookParser.Default"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="verifier"/> is null.</exception>
    public WebhookReceiver(WebhookSignatureVerifier verifier, WebhookParser? parser = null)
    {
        _verifier = verifier ?? throw new ArgumentNullException(nameof(verifier));
        _parser = parser ?? WebhookParser.Default;
    }

    /// <summary>Verifies and parses a body.</summary>
    /// <param name="body">The raw bytes of the body, as received.</param>
    /// <param name="signatureHeader">
    /// The value of the header <see cref="WebhookSignature.HeaderName"/>. May be null, which is a missing signature.
    /// </param>
    /// <returns>The event, the refusal or the error; never null. No bytes and no header make this method throw.</returns>
    public WebhookReceiveResult Receive(ReadOnlySpan<byte> body, string? signatureHeader)
    {
        var signature = _verifier.Verify(body, signatureHeader);
        if (!signature.IsValid)
        {
            return new WebhookReceiveResult.Rejected(signature.Status);
        }

        return _parser.Parse(body).TryGetEvent(out var webhookEvent, out var error)
            ? new WebhookReceiveResult.Accepted(webhookEvent, signature.KeyName!)
            : new WebhookReceiveResult.InvalidPayload(error);
    }

    /// <summary>Verifies and parses a body that the host, a serverless one say, hands over as a string.</summary>
    /// <param name="body">
    /// The body, unchanged. Must not be null. Where you have the bytes, pass those. A lone surrogate, for which UTF-8 has no bytes,
    /// counts as U+FFFD.
    /// </param>
    /// <param name="signatureHeader">
    /// The value of the header <see cref="WebhookSignature.HeaderName"/>. May be null, which is a missing signature.
    /// </param>
    /// <returns>The event, the refusal or the error; never null.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    public WebhookReceiveResult Receive(string body, string? signatureHeader)
    {
        ArgumentNullException.ThrowIfNull(body);

        using var bytes = PooledBytes.From(body);
        return Receive(bytes.Span, signatureHeader);
    }

    /// <summary>
    /// Reads a stream to its end, verifies and parses what it held. The stream's length is not limited here: limit it before.
    /// </summary>
    /// <param name="body">The stream of the raw body, which is not closed. Must not be null.</param>
    /// <param name="signatureHeader">
    /// The value of the header <see cref="WebhookSignature.HeaderName"/>. May be null, which is a missing signature.
    /// </param>
    /// <param name="cancellationToken">Cancels the reading of the stream.</param>
    /// <returns>The event, the refusal or the error; never null.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    /// <exception cref="IOException">The stream could not be read.</exception>
    /// <exception cref="OverflowException">The stream is longer than 2 GB.</exception>
    public ValueTask<WebhookReceiveResult> ReceiveAsync(Stream body, string? signatureHeader, CancellationToken cancellationToken = default) =>
        body is null ? throw new ArgumentNullException(nameof(body)) : ReadAndReceiveAsync(body, signatureHeader, cancellationToken);

    private async ValueTask<WebhookReceiveResult> ReadAndReceiveAsync(Stream stream, string? signatureHeader, CancellationToken cancellationToken)
    {
        using var body = new PooledBytes();
        await body.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        return Receive(body.Span, signatureHeader);
    }
}
