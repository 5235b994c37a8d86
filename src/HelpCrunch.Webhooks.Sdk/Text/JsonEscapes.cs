namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Checks that the escapes of a JSON string are Unicode text. <c>"\ud800"</c> is valid JSON but not text. System.Text.Json throws an
/// exception when it reads such a text, so a hostile body could cause one exception for each string.
/// </summary>
internal static class JsonEscapes
{
    /// <summary>Whether every <c>\uD800</c>–<c>\uDFFF</c> escape is part of a surrogate pair.</summary>
    /// <param name="escaped">The bytes between the quotes of a valid JSON string.</param>
    public static bool AreWellFormed(ReadOnlySpan<byte> escaped)
    {
        for (var position = escaped.IndexOf((byte)'\\'); position >= 0 && position + 1 < escaped.Length;)
        {
            var length = 2;
            if (escaped[position + 1] == (byte)'u')
            {
                length = 6;
                var unit = CodeUnit(escaped.Slice(position));
                if (char.IsLowSurrogate(unit))
                {
                    return false;
                }

                if (char.IsHighSurrogate(unit))
                {
                    if (!char.IsLowSurrogate(CodeUnit(escaped.Slice(position + 6))))
                    {
                        return false;
                    }

                    length = 12;
                }
            }

            var next = escaped.Slice(position + length).IndexOf((byte)'\\');
            position = next < 0 ? -1 : position + length + next;
        }

        return true;
    }

    /// <summary>The code unit of a <c>\uXXXX</c> escape. 0 when the text does not start with one.</summary>
    private static char CodeUnit(ReadOnlySpan<byte> escape)
    {
        if (escape.Length < 6 || escape[0] != (byte)'\\' || escape[1] != (byte)'u')
        {
            return '\0';
        }

        var unit = 0;
        foreach (var digit in escape.Slice(2, 4))
        {
            unit = (unit << 4) | Hexadecimal.Digit(digit);
        }

        return (char)unit;
    }
}
