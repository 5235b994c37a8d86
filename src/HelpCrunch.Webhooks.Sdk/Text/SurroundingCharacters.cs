using System.Globalization;
using System.Text;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Finds and removes the characters that copying, editors and shells add to a text: white space and quotation marks around it, and
/// invisible characters anywhere.
/// </summary>
internal static class SurroundingCharacters
{
    private const string WhiteSpace = "white space";
    private const string QuotationMark = "a quotation mark";
    private const string ControlCharacter = "a control character";

    /// <summary>Removes the characters around a text.</summary>
    public static string Trim(string text)
    {
        var (start, end) = FindBounds(text);
        return text.Substring(start, end - start);
    }

    /// <summary>Whether a text has only such characters. A text of control characters is not blank, because they can be the bytes of a key.</summary>
    public static bool IsBlank(string text)
    {
        for (var position = 0; position < text.Length; position += LengthAt(text, position))
        {
            if (NameOf(text, position) is null or ControlCharacter)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Removes the characters around a text and the invisible characters in it.</summary>
    public static string Clean(string text)
    {
        var trimmed = Trim(text);
        var clean = new StringBuilder(trimmed.Length);
        for (int position = 0, length; position < trimmed.Length; position += length)
        {
            length = LengthAt(trimmed, position);
            if (!IsUnexpectedInside(NameOf(trimmed, position)))
            {
                clean.Append(trimmed, position, length);
            }
        }

        return clean.ToString();
    }

    /// <summary>Describes the characters as a predicate, such as <c>starts with a byte order mark and ends with a line end</c>. Null if there are none.</summary>
    public static string? Describe(string text)
    {
        var (start, end) = FindBounds(text);
        var before = Names(text, 0, start);
        var inside = Names(text, start, end, IsUnexpectedInside);
        var after = Names(text, end, text.Length);
        List<string> parts = [];
        if (before.Length > 0 && before == after)
        {
            parts.Add("starts and ends with " + before);
        }
        else
        {
            Add("starts with ", before);
            Add("ends with ", after);
        }

        Add("contains ", inside);
        return parts.Count == 0 ? null : string.Join(" and ", parts);

        void Add(string verb, string names)
        {
            if (names.Length > 0)
            {
                parts.Add(verb + names);
            }
        }
    }

    private static (int Start, int End) FindBounds(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && NameOf(text, start) is not null)
        {
            start += LengthAt(text, start);
        }

        while (end > start)
        {
            var last = end - 2 >= start && char.IsSurrogatePair(text, end - 2) ? end - 2 : end - 1;
            if (NameOf(text, last) is null)
            {
                break;
            }

            end = last;
        }

        return (start, end);
    }

    private static string Names(string text, int start, int end, Func<string?, bool>? isUnexpected = null)
    {
        List<string> names = [];
        for (var position = start; position < end; position += LengthAt(text, position))
        {
            if (NameOf(text, position) is { } name && isUnexpected?.Invoke(name) != false && !names.Contains(name))
            {
                names.Add(name);
            }
        }

        return string.Join(" and ", names);
    }

    /// <summary>White space and quotation marks in a text are visible, and can be part of it.</summary>
    private static bool IsUnexpectedInside(string? name) => name is not (null or WhiteSpace or QuotationMark);

    private static int LengthAt(string text, int position) =>
        position + 1 < text.Length && char.IsSurrogatePair(text, position) ? 2 : 1;

    /// <summary>The name of an unexpected character. Null if the character can be expected in a key or a signature.</summary>
    private static string? NameOf(string text, int position) => text[position] switch
    {
        '\uFEFF' or '\uFFFE' => "a byte order mark",
        '\r' or '\n' or '\u0085' or '\u2028' or '\u2029' => "a line end",
        '\u00A0' or '\u2007' or '\u202F' => "a no-break space",
        '\u200B' or '\u200C' or '\u200D' or '\u2060' => "a zero-width character",
        '\uFFFD' => "a character that could not be decoded",
        '"' or '\'' or '`' or '\u00B4' or '\u201A' or '\u201E' or '\u2032' or '\u2033' or '\u301D' or '\u301E' or '\u301F' or '\uFF02' or '\uFF07' => QuotationMark,

        // Their categories are those of letters, marks and symbols, but they are blank.
        '\u034F' or '\u115F' or '\u1160' or '\u2800' or '\u3164' or '\uFFA0' or (>= '\uFE00' and <= '\uFE0F') => "an invisible character",
        var character when char.IsWhiteSpace(character) => WhiteSpace,
        _ => CharUnicodeInfo.GetUnicodeCategory(text, position) switch
        {
            UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation => QuotationMark,
            UnicodeCategory.Control => ControlCharacter,
            UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned => "an invisible character",
            _ => null,
        },
    };
}
