using System.Runtime.InteropServices;
using System.Text.Json;
#if NET8_0_OR_GREATER
using System.Text.Unicode;
#endif

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Checks that bytes are valid UTF-8. <see cref="Utf8JsonReader"/> accepts invalid bytes inside strings, and throws an
/// <see cref="InvalidOperationException"/> when the text is read.
/// </summary>
internal static class Utf8Text
{
    private const ulong NonAscii = 0x8080_8080_8080_8080;

    public static bool IsValid(ReadOnlySpan<byte> utf8) =>
#if NET8_0_OR_GREATER
        Utf8.IsValid(utf8);
#else
        ValidLength(utf8) == utf8.Length;
#endif

    /// <exception cref="JsonException">The text is not valid UTF-8.</exception>
    public static void ThrowIfInvalid(ReadOnlySpan<byte> text)
    {
        if (!IsValid(text))
        {
            throw Invalid();
        }
    }

    public static JsonException Invalid(Exception? innerException = null) => new("A string is not valid UTF-8.", innerException);

    /// <summary>The number of bytes before the first byte that is not part of a character.</summary>
    public static int ValidLength(ReadOnlySpan<byte> utf8)
    {
        var position = 0;
        while (position < utf8.Length)
        {
            if (utf8.Length - position >= sizeof(ulong) && (MemoryMarshal.Read<ulong>(utf8.Slice(position)) & NonAscii) == 0)
            {
                position += sizeof(ulong);
                continue;
            }

            var length = CharacterLength(utf8.Slice(position));
            if (length == 0)
            {
                return position;
            }

            position += length;
        }

        return position;
    }

    /// <summary>The length of the first character (RFC 3629: no overlong forms, no surrogates, nothing beyond U+10FFFF). 0 when there is none.</summary>
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
