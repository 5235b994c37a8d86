using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Decodes base64 and base64url, with or without padding.</summary>
internal static class Base64Text
{
    public static bool TryDecode(string text, out byte[] bytes)
    {
        var unpadded = text.TrimEnd('=').Replace('-', '+').Replace('_', '/');
        var padded = Encoding.UTF8.GetBytes(unpadded + new string('=', (4 - (unpadded.Length % 4)) % 4));
        bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(padded.Length)];
        var isDecoded = Base64.DecodeFromUtf8(padded, bytes, out _, out var written) == OperationStatus.Done;
        bytes = bytes.AsSpan(0, isDecoded ? written : 0).ToArray();
        return bytes.Length > 0;
    }
}
