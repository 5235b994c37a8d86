using System.Security.Cryptography;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Computes and verifies HelpCrunch's signatures. A signature is the HMAC-SHA1 of the raw body with the signing key of the account, as 40
/// hexadecimal characters. Verify the bytes as received: a body that was parsed and serialized again has different bytes.
/// </summary>
public static class WebhookSignature
{
    /// <summary>The name of the header that carries the signature.</summary>
    public const string HeaderName = "X-HelpCrunch-Signature";

    /// <summary>Finds the value of the header <see cref="HeaderName"/>. The case of the names is ignored, as in HTTP.</summary>
    /// <remarks>Use it for a host that passes headers as a dictionary, because most dictionaries are case-sensitive.</remarks>
    /// <param name="headers">The headers of the request. Null if the host passes none.</param>
    /// <returns>
    /// The value. Null when the header is absent. If the header occurs more than once, the values are joined with a comma, so they do not verify.
    /// </returns>
    public static string? FindHeader(IEnumerable<KeyValuePair<string, string>>? headers)
    {
        string? found = null;
        foreach (var header in headers ?? [])
        {
            found = IsHeaderName(header.Key) ? Join(found, header.Value) : found;
        }

        return found;
    }

    /// <summary>Finds the value of the header <see cref="HeaderName"/>. The case of the names is ignored, as in HTTP.</summary>
    /// <remarks>Use it for a host that passes a list of values for each header.</remarks>
    /// <typeparam name="TValues">The type of the list.</typeparam>
    /// <param name="headers">The headers of the request. Null if the host passes none.</param>
    /// <returns>
    /// The value. Null when the header is absent. If the header has more than one value, they are joined with a comma, so they do not verify.
    /// </returns>
    public static string? FindHeader<TValues>(IEnumerable<KeyValuePair<string, TValues>>? headers)
        where TValues : IEnumerable<string?>?
    {
        string? found = null;
        foreach (var header in headers ?? [])
        {
            foreach (var value in IsHeaderName(header.Key) ? header.Value ?? Enumerable.Empty<string?>() : [])
            {
                found = Join(found, value);
            }
        }

        return found;
    }

    /// <summary>Computes the signature of a body, for example to sign requests in tests.</summary>
    /// <param name="body">The raw bytes of the body.</param>
    /// <param name="key">The key.</param>
    /// <returns>40 hexadecimal characters in lower case, as HelpCrunch sends them.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public static string Compute(ReadOnlySpan<byte> body, WebhookSigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);

        Span<byte> hash = stackalloc byte[SignatureHeaderFormat.HashLength];
        key.Hash(body, hash);
        Span<char> signature = stackalloc char[SignatureHeaderFormat.HashLength * 2];
        for (var index = 0; index < hash.Length; index++)
        {
            signature[index * 2] = Hexadecimal.Character(hash[index] >> 4);
            signature[(index * 2) + 1] = Hexadecimal.Character(hash[index] & 0xF);
        }

        return signature.ToString();
    }

    /// <summary>Verifies the signature of a body. Signatures are compared in constant time.</summary>
    /// <param name="body">The raw bytes of the body, as received.</param>
    /// <param name="signatureHeader">The value of the header <see cref="HeaderName"/>. Null if the request does not have the header.</param>
    /// <param name="key">The key.</param>
    /// <returns>The status of the signature.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public static WebhookSignatureStatus Verify(ReadOnlySpan<byte> body, string? signatureHeader, WebhookSigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);

        Span<byte> sent = stackalloc byte[SignatureHeaderFormat.HashLength];
        var status = SignatureHeaderFormat.Read(signatureHeader, sent);
        return status == WebhookSignatureStatus.Mismatch && Matches(body, sent, key) ? WebhookSignatureStatus.Valid : status;
    }

    internal static bool Matches(ReadOnlySpan<byte> body, ReadOnlySpan<byte> sent, WebhookSigningKey key)
    {
        Span<byte> expected = stackalloc byte[SignatureHeaderFormat.HashLength];
        key.Hash(body, expected);
        return CryptographicOperations.FixedTimeEquals(expected, sent);
    }

    private static bool IsHeaderName(string name) => string.Equals(name, HeaderName, StringComparison.OrdinalIgnoreCase);

    private static string? Join(string? first, string? second) => first is null || second is null ? first ?? second : first + "," + second;
}
