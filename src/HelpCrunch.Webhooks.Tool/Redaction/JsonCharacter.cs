using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace HelpCrunch.Webhooks.Tool.Redaction;

/// <summary>How a character of a string is written.</summary>
internal enum JsonCharacterForm
{
    /// <summary>As UTF-8.</summary>
    Raw,

    /// <summary>As <c>\/</c> or <c>\n</c>.</summary>
    ShortEscape,

    /// <summary>As <c>\u00e9</c>, or as two of them.</summary>
    Escape,
}

/// <summary>A character of a string and the bytes that encode it.</summary>
/// <param name="CodePoint">The code point. A surrogate that is not part of a pair has its own value.</param>
/// <param name="Start">The position of the first byte in the string.</param>
/// <param name="Length">The number of bytes.</param>
/// <param name="Form">How the character is written.</param>
internal readonly record struct JsonCharacter(int CodePoint, int Start, int Length, JsonCharacterForm Form)
{
    public void Overwrite(Span<byte> raw, int codePoint)
    {
        var bytes = raw.Slice(Start, Length);
        var encoded = Form == JsonCharacterForm.Raw ? Encoding.UTF8.GetBytes(new Rune(codePoint).ToString()) : Escape(bytes, codePoint);
        if (encoded.Length != Length || Form == JsonCharacterForm.ShortEscape)
        {
            throw new UnreachableException("A replacement has another length.");
        }

        encoded.CopyTo(bytes);
    }

    private static byte[] Escape(ReadOnlySpan<byte> original, int codePoint)
    {
        var format = original.ContainsAnyInRange((byte)'A', (byte)'F') ? "X4" : "x4";
        var units = codePoint > char.MaxValue ? char.ConvertFromUtf32(codePoint) : ((char)codePoint).ToString();
        return Encoding.ASCII.GetBytes(string.Concat(units.Select(unit => @"\u" + ((int)unit).ToString(format, CultureInfo.InvariantCulture))));
    }
}
