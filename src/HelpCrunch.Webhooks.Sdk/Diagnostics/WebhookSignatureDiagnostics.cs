namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Finds out why a signature does not match. It undoes the usual mistakes one by one and in combination.
/// </summary>
/// <remarks>
/// Use it during development, for example in a test or a console app. Do not call it for each request: it hashes a body hundreds of
/// times. Do not use its result to accept a request. Verify requests with <see cref="WebhookSignatureVerifier"/> or
/// <see cref="WebhookReceiver"/>, which accept only the signature of the raw body.
/// </remarks>
public static class WebhookSignatureDiagnostics
{
    /// <summary>The limit of the work, in hashed bytes. It takes a few tenths of a second for a body of any size.</summary>
    private const long MaxWork = 64 * 1024 * 1024;

    /// <summary>Finds out why a signature does not match.</summary>
    /// <param name="body">The body as your code has it.</param>
    /// <param name="signatureHeader">
    /// The value of the header <see cref="WebhookSignature.HeaderName"/>. Null if the request does not have the header.
    /// </param>
    /// <param name="key">The key that you expect to match.</param>
    /// <param name="otherKeys">Your other keys. If one of them matches, the cause is <see cref="WebhookSignatureCauses.NonPrimaryKey"/>.</param>
    /// <returns>The smallest set of causes that explains the signature. Invalid bodies and headers do not cause an exception.</returns>
    /// <exception cref="ArgumentNullException">A key is null, or <paramref name="otherKeys"/> is.</exception>
    public static WebhookSignatureDiagnosis Diagnose(ReadOnlySpan<byte> body, string? signatureHeader, WebhookSigningKey key, params WebhookSigningKey[] otherKeys) =>
        Diagnose(body, signatureHeader, [key ?? throw new ArgumentNullException(nameof(key)), .. otherKeys ?? throw new ArgumentNullException(nameof(otherKeys))]);

    /// <summary>Finds out why a signature does not match.</summary>
    /// <param name="body">The body as your code has it.</param>
    /// <param name="signatureHeader">
    /// The value of the header <see cref="WebhookSignature.HeaderName"/>. Null if the request does not have the header.
    /// </param>
    /// <param name="keys">Your keys. The key that you expect to match comes first. If another key matches, the cause is
    /// <see cref="WebhookSignatureCauses.NonPrimaryKey"/>.</param>
    /// <returns>The smallest set of causes that explains the signature. Invalid bodies and headers do not cause an exception.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keys"/> is null or contains null.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="keys"/> is empty.</exception>
    public static WebhookSignatureDiagnosis Diagnose(ReadOnlySpan<byte> body, string? signatureHeader, IEnumerable<WebhookSigningKey> keys)
    {
        WebhookSigningKey[] keyArray = [.. keys ?? throw new ArgumentNullException(nameof(keys))];
        var verification = new WebhookSignatureVerifier(keyArray).Verify(body, signatureHeader);
        if (verification.IsValid)
        {
            var isFirst = WebhookSignature.Verify(body, signatureHeader, keyArray[0]) == WebhookSignatureStatus.Valid;
            return Explain(verification.Status, isFirst ? WebhookSignatureCauses.None : WebhookSignatureCauses.NonPrimaryKey, verification.KeyName!);
        }

        if (!SignatureHeader.TryParse(signatureHeader, out var header))
        {
            return new WebhookSignatureDiagnosis(verification.Status, WebhookSignatureCauses.None, null, SignatureAdvice.ForMalformedHeader(signatureHeader));
        }

        if (body.IsEmpty)
        {
            return new WebhookSignatureDiagnosis(verification.Status, WebhookSignatureCauses.None, null, SignatureAdvice.ForEmptyBody);
        }

        var bodyCauses = BodyDecompression.IsCompressed(body) ? WebhookSignatureCauses.BodyCompressed : WebhookSignatureCauses.None;
        return Search(BodyDecompression.Revert(body.ToArray()), header, keyArray, out var isComplete) is { } found
            ? Explain(verification.Status, found.Causes | bodyCauses, found.KeyName)
            : new WebhookSignatureDiagnosis(
                verification.Status, WebhookSignatureCauses.None, null, SignatureAdvice.ForUnexplained(header.Causes | bodyCauses, isComplete));
    }

    private static (WebhookSignatureCauses Causes, string KeyName)? Search(byte[] body, SignatureHeader header, WebhookSigningKey[] keys, out bool isComplete)
    {
        var interpretations = KeyInterpretation.GetAll(keys, header.Hash.Length);
        try
        {
            return Search(body, header, interpretations, out isComplete);
        }
        finally
        {
            Array.ForEach(interpretations, static interpretation => interpretation.Dispose());
        }
    }

    /// <summary>Both lists are ordered by their number of causes. The search ends when the remaining pairs cannot have fewer causes than the best match.</summary>
    private static (WebhookSignatureCauses Causes, string KeyName)? Search(byte[] body, SignatureHeader header, KeyInterpretation[] keys, out bool isComplete)
    {
        (WebhookSignatureCauses Causes, string KeyName)? best = null;
        var fewest = int.MaxValue;
        var remainingWork = MaxWork;
        isComplete = true;
        foreach (var transformation in BodyTransformation.All)
        {
            if (transformation.CauseCount >= fewest)
            {
                break;
            }

            if ((remainingWork -= (long)transformation.Cost * body.Length) < 0)
            {
                isComplete = false;
                break;
            }

            var signedBody = transformation.Revert(body);
            foreach (var key in keys)
            {
                if (signedBody is null || transformation.CauseCount + key.CauseCount >= fewest)
                {
                    break;
                }

                if ((remainingWork -= signedBody.Length) < 0)
                {
                    isComplete = false;
                    break;
                }

                if (key.Signs(signedBody, header.Hash))
                {
                    fewest = transformation.CauseCount + key.CauseCount;
                    best = (header.Causes | transformation.Causes | key.Causes, key.Name);
                }
            }
        }

        return best;
    }

    private static WebhookSignatureDiagnosis Explain(WebhookSignatureStatus status, WebhookSignatureCauses causes, string keyName) =>
        new(status, causes, keyName, SignatureAdvice.For(causes, keyName));
}
