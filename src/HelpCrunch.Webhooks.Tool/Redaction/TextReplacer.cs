using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace HelpCrunch.Webhooks.Tool.Redaction;

/// <summary>
/// Replaces texts by texts of the same form: letters by letters of the same case, digits by digits. Each letter and digit changes. Equal
/// texts have equal replacements, and different texts of letters and digits have different ones. Two addresses can become equal if few
/// characters remain beside the reserved domain. Without the salt, a replacement cannot be reversed.
/// </summary>
/// <param name="salt">The secret of the run.</param>
/// <param name="variant">Another number gives other replacements.</param>
internal sealed partial class TextReplacer(byte[] salt, int variant)
{
    private const int MaxAttempts = 20;
    private const int MaxSteps = 50;

    /// <summary>Replaces the text of a string.</summary>
    /// <param name="text">The text.</param>
    /// <param name="accept">Whether a replacement can be used. It gets the replaced text.</param>
    /// <returns>The code points of the replacement.</returns>
    /// <exception cref="RedactionException">No replacement can be used.</exception>
    public int[] Replace(JsonText text, Func<string, bool> accept) => Replace(text, preserved: 0, accept);

    /// <summary>Replaces the text of a string, except for characters at its start.</summary>
    /// <exception cref="RedactionException">No replacement can be used.</exception>
    public int[] Replace(JsonText text, int preserved, Func<string, bool> accept)
    {
        var outline = text.Outline;
        var original = CodePointsOf(text);
        var alphabets = FindAlphabets(outline, original);
        Array.Clear(alphabets, 0, preserved);
        return Replace(original, alphabets, ReservedDomains.Find(outline), accept);
    }

    /// <summary>Replaces the digits of a number. The sign, the decimal point, and a short exponent are preserved.</summary>
    /// <exception cref="RedactionException">No replacement can be used.</exception>
    public int[] ReplaceNumber(string number, Func<string, bool> accept)
    {
        int[] original = [.. number.Select(character => (int)character)];
        return Replace(original, FindNumberAlphabets(NumberPattern().Match(number), original), new char?[original.Length], accept);
    }

    /// <summary>Replaces the digits of a number that is a string.</summary>
    /// <exception cref="RedactionException">No replacement can be used.</exception>
    public int[] ReplaceNumber(JsonText text, Func<string, bool> accept)
    {
        var original = CodePointsOf(text);
        return Replace(original, FindNumberAlphabets(NumberPattern().Match(text.Outline), original), new char?[original.Length], accept);
    }

    private static int[] CodePointsOf(JsonText text) => [.. text.Characters.Select(character => character.CodePoint)];

    private static string ToText(int[] codePoints)
    {
        var text = new StringBuilder(codePoints.Length);
        foreach (var codePoint in codePoints)
        {
            _ = codePoint > char.MaxValue ? text.Append(char.ConvertFromUtf32(codePoint)) : text.Append((char)codePoint);
        }

        return text.ToString();
    }

    private static Alphabet?[] FindAlphabets(string outline, int[] original)
    {
        if (NumberPattern().Match(outline) is { Success: true } number && !number.Groups["exponent"].Success)
        {
            return FindNumberAlphabets(number, original);
        }

        return IdPattern().IsMatch(outline) ? [.. original.Select(Alphabet.OfHexadecimal)] : [.. original.Select(Alphabet.Of)];
    }

    private static Alphabet?[] FindNumberAlphabets(Match number, int[] original)
    {
        Alphabet?[] alphabets = [.. original.Select(Alphabet.Of)];
        var integer = number.Groups["integer"];
        if (integer.Length > 1)
        {
            alphabets[integer.Index] = original[integer.Index] == '0' ? null : Alphabet.OfLeadingDigit;
        }

        if (IsAboveInt64(integer.ValueSpan))
        {
            Array.Clear(alphabets, integer.Index, 2); // The first digits keep it above the limit.
        }

        if (number.Groups["exponent"] is { Success: true } exponent)
        {
            alphabets[exponent.Index] = null;
            if (exponent.ValueSpan.Trim("eE+-").Length <= 3)
            {
                Array.Clear(alphabets, exponent.Index, exponent.Length);
            }
        }

        return alphabets;
    }

    private static bool IsAboveInt64(ReadOnlySpan<char> digits) => digits.Length == 19 && digits[0] == '9' && !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    /// <param name="original">The text.</param>
    /// <param name="alphabets">The alphabet of each character. Null for a part of the form.</param>
    /// <param name="reserved">What schemes and domains become.</param>
    /// <param name="accept">Whether a replacement can be used.</param>
    private int[] Replace(int[] original, Alphabet?[] alphabets, char?[] reserved, Func<string, bool> accept)
    {
        // Only spaces, punctuation, and what is written for a domain: there is nothing to replace.
        var isFixed = alphabets.Zip(reserved).All(pair => pair.First is null || pair.Second is not null);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            // A replacement that cannot be used is replaced again, so that different texts still have different replacements.
            var current = original;
            for (var step = 0; step < MaxSteps; step++)
            {
                current = Replace(current, alphabets, reserved, attempt);
                if (accept(ToText(current)) && (isFixed || !current.SequenceEqual(original)))
                {
                    return current;
                }
            }
        }

        throw new RedactionException();
    }

    /// <summary>
    /// The replacement of a character depends on the characters before it and on the form of the text. So the first difference of two texts
    /// is a difference of their replacements. What a reserved domain overwrites is part of the form, so addresses that differ only there have
    /// different characters in the other places.
    /// </summary>
    private int[] Replace(int[] original, Alphabet?[] alphabets, char?[] reserved, int attempt)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, salt);
        Span<byte> state = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> number = stackalloc byte[sizeof(int)];
        AppendNumber(hmac, number, variant);
        AppendNumber(hmac, number, attempt);
        for (var index = 0; index < original.Length; index++)
        {
            AppendNumber(hmac, number, reserved[index] is null && alphabets[index] is { } alphabet ? alphabet.Id : original[index]);
        }

        hmac.GetHashAndReset(state);
        var replaced = new int[original.Length];
        for (var index = 0; index < original.Length; index++)
        {
            replaced[index] = reserved[index] ?? alphabets[index]?.Replace(original[index], BinaryPrimitives.ReadUInt32LittleEndian(state)) ?? original[index];
            hmac.AppendData(state);
            AppendNumber(hmac, number, original[index]);
            hmac.GetHashAndReset(state);
        }

        return replaced;
    }

    private static void AppendNumber(IncrementalHash hmac, Span<byte> buffer, int number)
    {
        BinaryPrimitives.WriteInt32LittleEndian(buffer, number);
        hmac.AppendData(buffer);
    }

    [GeneratedRegex(@"\A-?(?<integer>[0-9]+)(\.[0-9]+)?(?<exponent>[eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex NumberPattern();

    /// <summary>A UUID, or another id in hexadecimal.</summary>
    [GeneratedRegex(@"\A([0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|(?=.*[0-9])[0-9a-fA-F]{16,})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex IdPattern();
}
