using System.Runtime.InteropServices;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// How far a body is UTF-8, which <see cref="System.Text.Json.Utf8JsonReader"/> does not look at: it walks over invalid bytes in
/// strings and throws only when they are asked for.
/// </summary>
internal static class Utf8Validity
{
    private const ulong NonAscii = 0x8080_8080_8080_8080;

    /// <summary>The number of bytes before the first that belongs to no character.</summary>
    public static int ValidLength(ReadOnlySpan<byte> utf8)
    {
        var at = 0;
        while (at < utf8.Length)
        {
            if (utf8.Length - at >= sizeof(ulong) && (MemoryMarshal.Read<ulong>(utf8.Slice(at)) & NonAscii) == 0)
            {
                at += sizeof(ulong);
                continue;
            }

            var length = CharacterLength(utf8.Slice(at));
            if (length == 0)
            {
                return at;
            }

            at += length;
        }

        return at;
    }

    /// <summary>The bytes of the first character (RFC 3629: no overlong forms, no surrogates, nothing beyond U+10FFFF); 0 for none.</summary>
    private static int CharacterLength(ReadOnlySpan<byte> utf8)
    {
        var (length, secondFrom, secondTo) = utf8[0] switch
        {
            <= 0x7F => (1, 0, 0),
            >= 0xC2 and <= 0xDF => (2, 0x80, 0xBF),
            0xE0 => (3, 0xA0, 0xBF),
            0xED => (3, 0x80, 0x9F),
            >= 0xE1 and <= 0xEF => (3, 0x80, 0xBF),
            0xF0 => (4, 0x90, 0xBF),
            >= 0xF1 and <= 0xF3 => (4, 0x80, 0xBF),
            0xF4 => (4, 0x80, 0x8F),
            _ => (0, 0, 0),
        };

        if (length > utf8.Length)
        {
            return 0;
        }

        for (var index = 1; index < length; index++)
        {
            if (index == 1 ? utf8[1] < secondFrom || utf8[1] > secondTo : utf8[index] is < 0x80 or > 0xBF)
            {
                return 0;
            }
        }

        return length;
    }
}
