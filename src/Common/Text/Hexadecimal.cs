namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Hexadecimal digits, in upper or lower case.</summary>
internal static class Hexadecimal
{
    private const byte None = 0xFF;

    /// <summary>The values of the characters from <c>0</c> to <c>f</c>.</summary>
    private static ReadOnlySpan<byte> Values =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, None, None, None, None, None, None,
        None, 10, 11, 12, 13, 14, 15, None, None, None, None, None, None, None, None, None,
        None, None, None, None, None, None, None, None, None, None, None, None, None, None, None, None,
        None, 10, 11, 12, 13, 14, 15,
    ];

    /// <summary>Gets the value of a digit; greater than 15 for any other character.</summary>
    public static int Digit(int character)
    {
        var index = character - '0';
        return (uint)index < (uint)Values.Length ? Values[index] : None;
    }

    /// <summary>Gets the lowercase digit for a value from 0 to 15.</summary>
    public static char Character(int value) => (char)(value < 10 ? '0' + value : 'a' + value - 10);

    /// <summary>Decodes a text. Returns false when the text is empty, has an odd length, or contains a character that is not a digit.</summary>
    public static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = new byte[text.Length / 2];
        return text.Length > 0 && TryDecode(text.AsSpan(), bytes);
    }

    /// <summary>Decodes a text of two digits for each byte. Returns false when the text has another length or contains a character that is not a digit.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        if (text.Length != bytes.Length * 2)
        {
            return false;
        }

#if NET9_0_OR_GREATER
        // Vectorized: every signature is decoded here.
        return Convert.FromHexString(text, bytes, out _, out _) == System.Buffers.OperationStatus.Done;
#else
        for (var index = 0; index < bytes.Length; index++)
        {
            var high = Digit(text[index * 2]);
            var low = Digit(text[(index * 2) + 1]);
            if ((high | low) > 15)
            {
                return false;
            }

            bytes[index] = (byte)((high << 4) | low);
        }

        return true;
#endif
    }
}
