namespace HelpCrunch.Webhooks.Sdk;

/// <summary>What the header alone tells: whether it could be a signature at all.</summary>
internal static class SignatureHeaderFormat
{
    public const int HashLength = 20;

    /// <summary>The bytes of the header; <see cref="WebhookSignatureStatus.Mismatch"/>, until a key is found, when it has any.</summary>
    public static WebhookSignatureStatus Read(string? signatureHeader, Span<byte> hash)
    {
        if (string.IsNullOrWhiteSpace(signatureHeader))
        {
            return WebhookSignatureStatus.Missing;
        }

        return Hexadecimal.TryDecode(signatureHeader.AsSpan(), hash.Slice(0, HashLength)) ? WebhookSignatureStatus.Mismatch : WebhookSignatureStatus.Malformed;
    }
}
