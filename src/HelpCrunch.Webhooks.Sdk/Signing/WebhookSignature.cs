using System.Security.Cryptography;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// HelpCrunch's signature: the HMAC-SHA1 of the raw body with the account's signing key, as 40 hexadecimal characters. Verify the
/// bytes as received: a body that was parsed and written again no longer has the bytes that were signed.
/// </summary>
public static class WebhookSignature
{
    /// <summary>The name of the header that carries the signature.</summary>
    public const string HeaderName = "X-HelpCrunch-Signature";

    /// <summary>Computes the signature of a body, to sign requests in tests, say.</summary>
    /// <param name="body">The raw bytes of the body.</param>
    /// <param name="key">The key. Must not be null.</param>
    /// <returns>40 hexadecimal characters, in lower case as HelpCrunch sends them.</returns>
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

    /// <summary>Verifies the signature of a body, comparing in constant time.</summary>
    /// <param name="body">The raw bytes of the body, as received.</param>
    /// <param name="signatureHeader">The value of the header <see cref="HeaderName"/>. May be null, which is a missing signature.</param>
    /// <param name="key">The key. Must not be null.</param>
    /// <returns>What the signature is worth. No header makes this method throw.</returns>
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
}
