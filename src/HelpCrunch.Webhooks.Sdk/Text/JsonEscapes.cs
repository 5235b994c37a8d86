namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Tells whether the escapes of a JSON string are Unicode text. <c>"\ud800"</c> is valid JSON, yet no text:
/// System.Text.Json throws on it, and an exception a string is what a hostile body would like us to pay.
/// </summary>
internal static class JsonEscapes
{
    /// <summary>Whether every <c>\uD800</c>–<c>\uDFFF</c> escape has its other half beside it.</summary>
    /// <param name="escaped">The bytes between the quotes, already known to be a valid JSON string.</param>
    public static bool AreWellFormed(ReadOnlySpan<byte> escaped)
    {
        for (var at = escaped.IndexOf((byte)'\\'); at >= 0 && at + 1 < escaped.Length;)
        {
            var length = 2;
            if (escaped[at + 1] == (byte)'u')
            {
                length = 6;
                var unit = CodeUnit(escaped.Slice(at));
                if (char.IsLowSurrogate(unit))
                {
                    return false;
                }

                if (char.IsHighSurrogate(unit))
                {
                    if (!char.IsLowSurrogate(CodeUnit(escaped.Slice(at + 6))))
                    {
                        return false;
                    }

                    length = 12;
                }
            }

            var next = escaped.Slice(at + length).IndexOf((byte)'\\');
            at = next < 0 ? -1 : at + length + next;
        }

        return true;
    }

    /// <summary>The code unit that <c>\uXXXX</c> stands for, or 0 when the text begins with something else.</summary>
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
