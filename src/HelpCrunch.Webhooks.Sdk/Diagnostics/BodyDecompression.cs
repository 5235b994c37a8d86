using System.IO.Compression;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Decompresses a body that a proxy compressed after it was signed.</summary>
internal static class BodyDecompression
{
    /// <summary>A small compressed body can be decompressed to a very large one.</summary>
    private const int MaxLength = 4 * 1024 * 1024;

    public static bool IsCompressed(ReadOnlySpan<byte> body) => CompressionFormat.IsGzip(body) || CompressionFormat.IsZlib(body);

    /// <summary>Gets the decompressed body. If it is incomplete, too large, or not compressed at all, gets the body unchanged.</summary>
    public static byte[] Revert(byte[] body)
    {
        const int ZlibHeaderLength = 2;

        if (!IsCompressed(body))
        {
            return body;
        }

        using var decompressor = CompressionFormat.IsGzip(body)
            ? (Stream)new GZipStream(new MemoryStream(body), CompressionMode.Decompress)
            : new DeflateStream(new MemoryStream(body, ZlibHeaderLength, body.Length - ZlibHeaderLength), CompressionMode.Decompress);
        try
        {
            return Read(decompressor) ?? body;
        }
        catch (InvalidDataException)
        {
            return body;
        }
    }

    private static byte[]? Read(Stream decompressor)
    {
        using var decompressed = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int length;
        while ((length = decompressor.Read(buffer, 0, buffer.Length)) > 0)
        {
            decompressed.Write(buffer, 0, length);
            if (decompressed.Length > MaxLength)
            {
                return null;
            }
        }

        return decompressed.ToArray();
    }
}
