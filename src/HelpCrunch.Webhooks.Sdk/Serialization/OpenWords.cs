using System.Text;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>
/// The known words of an open set. A known word read from the wire costs no allocation; the spellings that HelpCrunch's own
/// pages use for one word are equal.
/// </summary>
internal sealed class OpenWords<T>
    where T : struct
{
    private readonly Func<string, T> _create;
    private readonly (byte[] Utf8, T Value, string Text, string Word)[] _spellings;

    /// <param name="create">Makes the value of a text.</param>
    /// <param name="words">Each word, followed by its other spellings.</param>
    public OpenWords(Func<string, T> create, params string[][] words)
    {
        _create = create;
        _spellings = [.. words.SelectMany(word => word.Select(text => (Encoding.UTF8.GetBytes(text), create(text), text, word[0])))];
    }

    public T Read(ReadOnlySpan<byte> utf8)
    {
        foreach (var spelling in _spellings)
        {
            if (utf8.SequenceEqual(spelling.Utf8))
            {
                return spelling.Value;
            }
        }

        return _create(Encoding.UTF8.GetString(utf8));
    }

    /// <summary>The word that the text is a spelling of; null for an unknown text.</summary>
    public string? Word(string? text)
    {
        foreach (var spelling in _spellings)
        {
            if (spelling.Text == text)
            {
                return spelling.Word;
            }
        }

        return null;
    }

    public bool AreEqual(string? x, string? y) => (x ?? "") == (y ?? "") || (Word(x) is { } word && word == Word(y));

    public int Hash(string? text) => StringComparer.Ordinal.GetHashCode(Word(text) ?? text ?? "");
}
