namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Verifies the signature of a webhook and parses the body. A body whose signature is not valid is not parsed. Immutable and thread-safe:
/// one instance per process is enough.
/// </summary>
public sealed class WebhookReceiver
{
    private readonly WebhookSignatureVerifier _verifier;
    private readonly WebhookParser _parser;

    /// <summary>Initializes a receiver with one or more keys and the default parser.</summary>
    /// <param name="key">The key that is tried first.</param>
    /// <param name="otherKeys">The keys that are tried after it, in this order.</param>
    /// <exception cref="ArgumentNullException">A key is null, or <paramref name="otherKeys"/> is.</exception>
    public WebhookReceiver(WebhookSigningKey key, params WebhookSigningKey[] otherKeys)
        : this(new WebhookSignatureVerifier(key, otherKeys))
    {
    }

    /// <summary>Initializes a receiver with a list of keys, which is copied.</summary>
    /// <param name="keys">The keys, in the order in which they are tried.</param>
    /// <param name="parser">The parser. Null, which is the default, means <see cref="WebhookParser.Default"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="keys"/> is null or contains null.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="keys"/> is empty.</exception>
    public WebhookReceiver(IEnumerable<WebhookSigningKey> keys, WebhookParser? parser = null)
        : this(new WebhookSignatureVerifier(keys), parser)
    {
    }

    /// <summary>Initializes a receiver with a verifier.</summary>
    /// <param name="verifier">The verifier with your keys.</param>
    /// <param name="parser">The parser. Null, which is the default, means <see cref="WebhookParser.Default"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="verifier"/> is null.</exception>
    public WebhookReceiver(WebhookSignatureVerifier verifier, WebhookParser? parser = null)
    {
        _verifier = verifier ?? throw new ArgumentNullException(nameof(verifier));
        _parser = parser ?? WebhookParser.Default;
    }

    /// <summary>Verifies the signature of a body and parses the body.</summary>
    /// <param name="body">The raw bytes of the body, as received.</param>
    /// <param name="signatureHeader">
    /// The value of the header <see cref="WebhookSignature.HeaderName"/>. Null if the request does not have the header.
    /// </param>
    /// <returns>The event, the status of the signature, or the error. Invalid bytes and headers do not cause an exception.</returns>
    public WebhookReceiveResult Receive(ReadOnlySpan<byte> body, string? signatureHeader)
    {
        var signature = _verifier.Verify(body, signatureHeader);
        if (!signature.IsValid)
        {
            return new WebhookReceiveResult.Rejected(signature.Status);
        }

        return _parser.Parse(body).TryGetEvent(out var webhookEvent, out var error)
            ? new WebhookReceiveResult.Accepted(webhookEvent, signature.KeyName!)
            : new WebhookReceiveResult.InvalidPayload(error) { KeyName = signature.KeyName };
    }

    /// <summary>Verifies the signature of a body and parses the body. For hosts that provide the body as a string, such as serverless hosts.</summary>
    /// <param name="body">
    /// The unchanged body. If you have the bytes, pass them instead. A lone surrogate, which UTF-8 cannot encode, is read as U+FFFD.
    /// </param>
    /// <param name="signatureHeader">
    /// The value of the header <see cref="WebhookSignature.HeaderName"/>. Null if the request does not have the header.
    /// </param>
    /// <returns>The event, the status of the signature, or the error.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    public WebhookReceiveResult Receive(string body, string? signatureHeader)
    {
        ArgumentNullException.ThrowIfNull(body);

        using var bytes = PooledBytes.From(body);
        return Receive(bytes.Span, signatureHeader);
    }

    /// <summary>
    /// Reads a stream to its end, verifies the signature of the body and parses the body. If the header is missing or malformed, the stream is
    /// not read. The method does not limit the length, so limit the stream before you pass it.
    /// </summary>
    /// <param name="body">The stream of the raw body. It is not closed.</param>
    /// <param name="signatureHeader">
    /// The value of the header <see cref="WebhookSignature.HeaderName"/>. Null if the request does not have the header.
    /// </param>
    /// <param name="cancellationToken">Cancels reading the stream.</param>
    /// <returns>The event, the status of the signature, or the error.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="OperationCanceledException">Reading was canceled.</exception>
    /// <exception cref="IOException">The stream could not be read.</exception>
    /// <exception cref="OverflowException">The stream is longer than 2 GB.</exception>
    public ValueTask<WebhookReceiveResult> ReceiveAsync(Stream body, string? signatureHeader, CancellationToken cancellationToken = default) =>
        body is null ? throw new ArgumentNullException(nameof(body))
        : CheckHeader(signatureHeader) is { } rejected ? new ValueTask<WebhookReceiveResult>(rejected)
        : ReadAndReceiveAsync(body, signatureHeader, cancellationToken);

    /// <summary>A header that cannot match rejects the request before its body is read.</summary>
    private static WebhookReceiveResult.Rejected? CheckHeader(string? signatureHeader)
    {
        Span<byte> hash = stackalloc byte[SignatureHeaderFormat.HashLength];
        var status = SignatureHeaderFormat.Read(signatureHeader, hash);
        return status == WebhookSignatureStatus.Mismatch ? null : new WebhookReceiveResult.Rejected(status);
    }

    private async ValueTask<WebhookReceiveResult> ReadAndReceiveAsync(Stream stream, string? signatureHeader, CancellationToken cancellationToken)
    {
        using var body = new PooledBytes();
        await body.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        return Receive(body.Span, signatureHeader);
    }
}
