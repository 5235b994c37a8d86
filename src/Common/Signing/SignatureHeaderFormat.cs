namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The format of the signature header: 40 hexadecimal digits.</summary>
internal static class SignatureHeaderFormat
{
    public const int HashLength = 20;

    /// <summary>Decodes the header. The status is <see cref="WebhookSignatureStatus.Mismatch"/> for a well-formed header, until a key matches.</summary>
    public static WebhookSignatureStatus Read(string? signatureHeader, Span<byte> hash)
    {
        if (string.IsNullOrWhiteSpace(signatureHeader))
        {
            return WebhookSignatureStatus.Missing;
        }

        return Hexadecimal.TryDecode(signatureHeader.AsSpan(), hash.Slice(0, HashLength)) ? WebhookSignatureStatus.Mismatch : WebhookSignatureStatus.Malformed;
    }
}
