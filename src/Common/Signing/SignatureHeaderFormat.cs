namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Decodes the signature header.</summary>
internal static class SignatureHeaderFormat
{
    public const int HashLength = 20;

    /// <summary>Decodes the hash. Returns <see cref="WebhookSignatureStatus.Mismatch"/> for a well-formed header, because no key has matched yet.</summary>
    public static WebhookSignatureStatus Read(string? signatureHeader, Span<byte> hash)
    {
        if (string.IsNullOrWhiteSpace(signatureHeader))
        {
            return WebhookSignatureStatus.Missing;
        }

        return Hexadecimal.TryDecode(signatureHeader.AsSpan(), hash.Slice(0, HashLength)) ? WebhookSignatureStatus.Mismatch : WebhookSignatureStatus.Malformed;
    }
}
