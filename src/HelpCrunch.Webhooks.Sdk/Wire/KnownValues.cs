using System.Text;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// The known words of an open set. A known word read from the wire costs no allocation; the spellings that HelpCrunch's own
/// pages use for one word are equal.
/// </summary>
/// <param name="words">Each word, followed by its other spellings. All are ASCII.</param>
internal sealed class KnownValues(params string[][] words)
{
    /// <summary>The word that the text is a spelling of; null for an unknown text.</summary>
    public string? Canonicalize(string? text)
    {
        foreach (var spellings in words)
        {
            foreach (var spelling in spellings)
            {
                if (spelling == text)
                {
                    return spellings[0];
                }
            }
        }

        return null;
    }

    public bool AreEqual(string? x, string? y) => (x ?? "") == (y ?? "") || (Canonicalize(x) is { } word && word == Canonicalize(y));

    public int Hash(string? text) => StringComparer.Ordinal.GetHashCode(Canonicalize(text) ?? text ?? "");

    /// <summary>The text of the bytes; the one instance of it where it is known.</summary>
    public string Decode(ReadOnlySpan<byte> utf8)
    {
        foreach (var spellings in words)
        {
            foreach (var spelling in spellings)
            {
                if (IsText(utf8, spelling))
                {
                    return spelling;
                }
            }
        }

        return Encoding.UTF8.GetString(utf8);
    }

    private static bool IsText(ReadOnlySpan<byte> utf8, string ascii)
    {
        if (utf8.Length != ascii.Length)
        {
            return false;
        }

        for (var index = 0; index < utf8.Length; index++)
        {
            if (utf8[index] != ascii[index])
            {
                return false;
            }
        }

        return true;
    }
}
