using Microsoft.Extensions.Primitives;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

internal static class CompressedBody
{
    /// <summary>
    /// Whether a body is compressed: it has a Content-Encoding, or it starts like gzip or zlib. A middleware may decompress the body and
    /// leave the header, so a body that starts like JSON is not compressed.
    /// </summary>
    public static bool Is(ReadOnlySpan<byte> body, StringValues contentEncoding) =>
        CompressionFormat.IsGzip(body)
        || CompressionFormat.IsZlib(body)
        || (!body.IsEmpty && !"{[ \t\r\n"u8.Contains(body[0]) && HasEncoding(contentEncoding));

    private static bool HasEncoding(StringValues contentEncoding) =>
        !StringValues.IsNullOrEmpty(contentEncoding) && !"identity".Equals(contentEncoding, StringComparison.OrdinalIgnoreCase);
}
