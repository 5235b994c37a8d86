using System.Text;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>
/// The known words of an open set. A known word read from the wire costs no allocation; the spellings that HelpCrunch's own
/// pages use for one word are equal.
/// </summary>
internal sealed class OpenWords
{
    private readonly string[][] _words;
    private readonly byte[][][] _utf8;

    /// <param name="words">Each word, followed by its other spellings.</param>
    public OpenWords(params string[][] words)
    {
        _words = words;

        // Loops instead of LINQ: the first event of a process waits for all this to be compiled.
        _utf8 = new byte[words.Length][][];
        for (var word = 0; word < words.Length; word++)
        {
            _utf8[word] = new byte[words[word].Length][];
            for (var spelling = 0; spelling < words[word].Length; spelling++)
            {
                _utf8[word][spelling] = Encoding.UTF8.GetBytes(words[word][spelling]);
            }
        }
    }

    /// <summary>The word that the text is a spelling of; null for an unknown text.</summary>
    public string? Word(string? text)
    {
        foreach (var spellings in _words)
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

    public bool AreEqual(string? x, string? y) => (x ?? "") == (y ?? "") || (Word(x) is { } word && word == Word(y));

    public int Hash(string? text) => StringComparer.Ordinal.GetHashCode(Word(text) ?? text ?? "");

    /// <summary>The text of the bytes; the one instance of it where it is known.</summary>
    public string Text(ReadOnlySpan<byte> utf8)
    {
        for (var word = 0; word < _utf8.Length; word++)
        {
            var spellings = _utf8[word];
            for (var spelling = 0; spelling < spellings.Length; spelling++)
            {
                if (utf8.SequenceEqual(spellings[spelling]))
                {
                    return _words[word][spelling];
                }
            }
        }

        return Encoding.UTF8.GetString(utf8);
    }
}
