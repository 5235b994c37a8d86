namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Recognizes compressed bodies by their first bytes. Neither JSON nor other text starts with them. Brotli has no such bytes.</summary>
internal static class CompressionFormat
{
    public static bool IsGzip(ReadOnlySpan<byte> body) => body.Length > 2 && body[0] == 0x1F && body[1] == 0x8B;

    /// <summary>Whether the body has the header of zlib, which is the format of the Content-Encoding <c>deflate</c>.</summary>
    public static bool IsZlib(ReadOnlySpan<byte> body) => body.Length > 2 && body[0] == 0x78 && ((body[0] << 8) | body[1]) % 31 == 0;
}
