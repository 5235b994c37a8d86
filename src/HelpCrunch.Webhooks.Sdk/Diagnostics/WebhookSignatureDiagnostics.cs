namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Says why a signature does not match, by undoing one by one, and then together, the mistakes that make signatures not match.
/// </summary>
/// <remarks>
/// A developer's tool, for a test, a console or a support case. It does not belong on the way of a request: it hashes a body
/// hundreds of times where verification does so once, and a request must not be accepted for what is found here. Verify with
/// <see cref="WebhookSignatureVerifier"/> or <see cref="WebhookReceiver"/>, which accept the raw body's own signature alone.
/// </remarks>
public static class WebhookSignatureDiagnostics
{
    /// <summary>The work at most, in bytes hashed: some tenths of a second, however large the body is.</summary>
    private const long MaxWork = 64 * 1024 * 1024;

    /// <summary>Looks for the reason why a signature does not match.</summary>
    /// <param name="body">The body as your code has it, which may be why the signature does not match.</param>
    /// <param name="signatureHeader">
    /// The value of the header <see cref="WebhookSignature.HeaderName"/>. May be null, which is a missing signature.
    /// </param>
    /// <param name="key">The key that you expect to match.</param>
    /// <param name="otherKeys">Your other keys. That one of them matches is a finding.</param>
    /// <returns>The fewest causes that explain the header. No body and no header make this method throw.</returns>
    /// <exception cref="ArgumentNullException">A key is null, or <paramref name="otherKeys"/> is.</exception>
    public static WebhookSignatureDiagnosis Diagnose(ReadOnlySpan<byte> body, string? signatureHeader, WebhookSigningKey key, params WebhookSigningKey[] otherKeys) =>
        Diagnose(body, signatureHeader, [key ?? throw new ArgumentNullException(nameof(key)), .. otherKeys ?? throw new ArgumentNullException(nameof(otherKeys))]);

    /// <summary>Looks for the reason why a signature does not match.</summary>
    /// <param name="body">The body as your code has it, which may be why the signature does not match.</param>
    /// <param name="signatureHeader">
    /// The value of the header <see cref="WebhookSignature.HeaderName"/>. May be null, which is a missing signature.
    /// </param>
    /// <param name="keys">Your keys. The one that you expect to match comes first; that another one matches is a finding.</param>
    /// <returns>The fewest causes that explain the header. No body and no header make this method throw.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keys"/> is null or holds null.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="keys"/> is empty.</exception>
    public static WebhookSignatureDiagnosis Diagnose(ReadOnlySpan<byte> body, string? signatureHeader, IEnumerable<WebhookSigningKey> keys)
    {
        WebhookSigningKey[] ring = [.. keys ?? throw new ArgumentNullException(nameof(keys))];
        var verification = new WebhookSignatureVerifier(ring).Verify(body, signatureHeader);
        if (verification.IsValid)
        {
            var isFirst = WebhookSignature.Verify(body, signatureHeader, ring[0]) == WebhookSignatureStatus.Valid;
            return Explain(verification.Status, isFirst ? WebhookSignatureCauses.None : WebhookSignatureCauses.NonPrimaryKey, verification.KeyName!);
        }

        if (!SignatureHeader.TryRead(signatureHeader, out var header))
        {
            return new WebhookSignatureDiagnosis(verification.Status, WebhookSignatureCauses.None, null, SignatureAdvice.ForUnreadable(signatureHeader));
        }

        if (body.IsEmpty)
        {
            return new WebhookSignatureDiagnosis(verification.Status, WebhookSignatureCauses.None, null, SignatureAdvice.ForEmptyBody);
        }

        using var readings = new KeyInterpretations(ring, header.Hash.Length);
        return Search(body.ToArray(), header, readings, out var isComplete) is { } found
            ? Explain(verification.Status, found.Causes, found.KeyName)
            : new WebhookSignatureDiagnosis(verification.Status, WebhookSignatureCauses.None, null, SignatureAdvice.ForUnexplained(header.Causes, isComplete));
    }

    /// <summary>The body readings by the number of what they undo, each with every key reading: the first match has the fewest causes.</summary>
    private static (WebhookSignatureCauses Causes, string KeyName)? Search(byte[] body, SignatureHeader header, KeyInterpretations keys, out bool isComplete)
    {
        (WebhookSignatureCauses Causes, string KeyName)? found = null;
        var fewest = int.MaxValue;
        var left = MaxWork;
        isComplete = true;
        foreach (var reading in BodyTransformation.All)
        {
            if (reading.Count >= fewest)
            {
                break;
            }

            if ((left -= (long)reading.Cost * body.Length) < 0)
            {
                isComplete = false;
                break;
            }

            var bytes = reading.Undo(body);
            foreach (var key in keys.All)
            {
                if (bytes is null || reading.Count + key.Count >= fewest)
                {
                    break;
                }

                if ((left -= bytes.Length) < 0)
                {
                    isComplete = false;
                    break;
                }

                if (key.Signs(bytes, header.Hash))
                {
                    fewest = reading.Count + key.Count;
                    found = (header.Causes | reading.Causes | key.Causes, key.Name);
                }
            }
        }

        return found;
    }

    private static WebhookSignatureDiagnosis Explain(WebhookSignatureStatus status, WebhookSignatureCauses causes, string keyName) =>
        new(status, causes, keyName, SignatureAdvice.For(causes, keyName));
}
