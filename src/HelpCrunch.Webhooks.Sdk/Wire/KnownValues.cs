using System.Text;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>An open value: a text with known values.</summary>
internal interface IOpenValue
{
    bool IsKnown { get; }
}

/// <summary>
/// The known values of an open value. Reading a known value does not allocate. All spellings that HelpCrunch's documentation
/// uses for a value are equal.
/// </summary>
/// <param name="values">The values. Each one is followed by its other spellings. All are ASCII.</param>
internal sealed class KnownValues(params string[][] values)
{
    /// <summary>All spellings of the known values.</summary>
    public IEnumerable<string> Spellings => values.SelectMany(spellings => spellings);

    /// <summary>Gets the value that the text is a spelling of. Null for an unknown text.</summary>
    public string? Canonicalize(string? text)
    {
        foreach (var spellings in values)
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

    public bool AreEqual(string? x, string? y) => (x ?? "") == (y ?? "") || (Canonicalize(x) is { } value && value == Canonicalize(y));

    public int Hash(string? text) => StringComparer.Ordinal.GetHashCode(Canonicalize(text) ?? text ?? "");

    /// <summary>Decodes a text. For a known value, returns the existing string.</summary>
    public string Decode(ReadOnlySpan<byte> utf8)
    {
        foreach (var spellings in values)
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
