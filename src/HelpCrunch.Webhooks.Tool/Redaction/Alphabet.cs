using System.Globalization;
using System.Text;

namespace HelpCrunch.Webhooks.Tool.Redaction;

/// <summary>Characters that replace each other: of one case and of one length in UTF-8, so that a replaced text has its form.</summary>
internal sealed class Alphabet
{
    private static readonly Alphabet LowerHex = FromRange('a', 6);
    private static readonly Alphabet UpperHex = FromRange('A', 6);
    private static readonly Alphabet Lower = FromRange('a', 26);
    private static readonly Alphabet Upper = FromRange('A', 26);
    private static readonly Alphabet Digits = FromRange('0', 10);
    private static readonly Alphabet LeadingDigits = FromRange('1', 9);
    private static readonly Alphabet LowerOfTwoBytes = FromRange(0x430, 32); // Cyrillic.
    private static readonly Alphabet UpperOfTwoBytes = FromRange(0x410, 32);
    private static readonly Alphabet LettersOfTwoBytes = FromRange(0x5D0, 27); // Hebrew.
    private static readonly Alphabet SymbolsOfTwoBytes = new([.. "¢£¤¥§©«¬®°±¶·»¿×÷".Select(character => (int)character)]);
    private static readonly Alphabet LowerOfThreeBytes = new([.. Enumerable.Range(0, 74).Select(index => 0x1E01 + (2 * index))]); // Latin.
    private static readonly Alphabet UpperOfThreeBytes = new([.. Enumerable.Range(0, 74).Select(index => 0x1E00 + (2 * index))]);
    private static readonly Alphabet LettersOfThreeBytes = FromRange(0x4E00, 20_000); // Chinese.
    private static readonly Alphabet SymbolsOfThreeBytes = FromRange(0x2500, 128); // Box drawing.
    private static readonly Alphabet LettersOfFourBytes = FromRange(0x20000, 40_000); // Chinese.
    private static readonly Alphabet SymbolsOfFourBytes = FromRange(0x1F600, 80); // Emoticons.
    private static readonly Alphabet HighSurrogates = FromRange(0xD800, 0x400);
    private static readonly Alphabet LowSurrogates = FromRange(0xDC00, 0x400);

    private readonly int[] _codePoints;
    private readonly Dictionary<int, int> _indexes;

    private Alphabet(int[] codePoints)
    {
        _codePoints = codePoints;
        _indexes = codePoints.Select((codePoint, index) => (codePoint, index)).ToDictionary(pair => pair.codePoint, pair => pair.index);
    }

    /// <summary>Identifies the alphabet: its first character, negated, which is not a code point.</summary>
    public int Id => -_codePoints[0];

    /// <summary>The alphabet of a character. Null when the character is a part of the form of a text, such as a space or a comma.</summary>
    public static Alphabet? Of(int codePoint) => codePoint switch
    {
        >= 'a' and <= 'z' => Lower,
        >= 'A' and <= 'Z' => Upper,
        >= '0' and <= '9' => Digits,
        < 0x80 => null,
        >= 0xD800 and < 0xDC00 => HighSurrogates,
        >= 0xDC00 and < 0xE000 => LowSurrogates,
        _ => OfRune(new Rune(codePoint)),
    };

    /// <summary>The alphabet of the first digit of a number. It is not zero, so that the number keeps its number of digits.</summary>
    public static Alphabet OfLeadingDigit => LeadingDigits;

    /// <summary>The alphabet of a character in a hexadecimal text.</summary>
    public static Alphabet? OfHexadecimal(int codePoint) => codePoint switch
    {
        >= 'a' and <= 'f' => LowerHex,
        >= 'A' and <= 'F' => UpperHex,
        _ => Of(codePoint),
    };

    /// <summary>
    /// Replaces a character by another one. For each number, different characters of the alphabet have different replacements.
    /// </summary>
    public int Replace(int codePoint, uint number)
    {
        var size = (uint)_codePoints.Length;
        return _indexes.TryGetValue(codePoint, out var index)
            ? _codePoints[((uint)index + 1 + (number % (size - 1))) % size]
            : _codePoints[((uint)codePoint + number) % size];
    }

    private static Alphabet? OfRune(Rune rune)
    {
        var category = Rune.GetUnicodeCategory(rune);
        if (category is UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Control)
        {
            return null;
        }

        var isText = Rune.IsLetterOrDigit(rune) || category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.LetterNumber;
        return rune.Utf8SequenceLength switch
        {
            2 => category switch
            {
                UnicodeCategory.LowercaseLetter => LowerOfTwoBytes,
                UnicodeCategory.UppercaseLetter => UpperOfTwoBytes,
                _ => isText ? LettersOfTwoBytes : SymbolsOfTwoBytes,
            },
            3 => category switch
            {
                UnicodeCategory.LowercaseLetter => LowerOfThreeBytes,
                UnicodeCategory.UppercaseLetter => UpperOfThreeBytes,
                _ => isText ? LettersOfThreeBytes : SymbolsOfThreeBytes,
            },
            _ => isText ? LettersOfFourBytes : SymbolsOfFourBytes,
        };
    }

    private static Alphabet FromRange(int first, int count) => new([.. Enumerable.Range(first, count)]);
}
