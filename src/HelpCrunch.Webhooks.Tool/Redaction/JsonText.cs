using System.Globalization;
using System.Text;

namespace HelpCrunch.Webhooks.Tool.Redaction;

/// <summary>A string in a body, character by character, each with the bytes that encode it.</summary>
internal sealed class JsonText
{
    private readonly List<JsonCharacter> _characters = [];

    /// <param name="raw">The bytes between the quotation marks. They are valid JSON and valid UTF-8.</param>
    public JsonText(ReadOnlySpan<byte> raw)
    {
        for (var index = 0; index < raw.Length;)
        {
            var character = Read(raw, index);
            _characters.Add(character);
            index += character.Length;
        }
    }

    public IReadOnlyList<JsonCharacter> Characters => _characters;

    /// <summary>The text, with one character for each of <see cref="Characters"/>: U+FFFD replaces a character outside the Basic Multilingual Plane.</summary>
    public string Outline => string.Concat(_characters.Select(character => character.CodePoint > char.MaxValue ? '\uFFFD' : (char)character.CodePoint));

    /// <summary>The unescaped text. A lone surrogate is preserved.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(_characters.Count);
        foreach (var character in _characters)
        {
            _ = character.CodePoint > char.MaxValue
                ? text.Append(char.ConvertFromUtf32(character.CodePoint))
                : text.Append((char)character.CodePoint);
        }

        return text.ToString();
    }

    /// <summary>Writes other characters over the bytes of these. Each has the same number of bytes and the same kind of escape.</summary>
    public void Overwrite(Span<byte> raw, IReadOnlyList<int> codePoints)
    {
        for (var index = 0; index < _characters.Count; index++)
        {
            if (_characters[index].CodePoint != codePoints[index])
            {
                _characters[index].Overwrite(raw, codePoints[index]);
            }
        }
    }

    private static JsonCharacter Read(ReadOnlySpan<byte> raw, int start)
    {
        if (raw[start] != '\\')
        {
            Rune.DecodeFromUtf8(raw[start..], out var rune, out var length);
            return new JsonCharacter(rune.Value, start, length, JsonCharacterForm.Raw);
        }

        if (raw[start + 1] != 'u')
        {
            return new JsonCharacter(Unescape(raw[start + 1]), start, 2, JsonCharacterForm.ShortEscape);
        }

        var unit = ReadHex(raw, start);
        if (char.IsHighSurrogate((char)unit) && raw.Length >= start + 12 && raw[start + 6] == '\\' && raw[start + 7] == 'u')
        {
            var low = ReadHex(raw, start + 6);
            if (char.IsLowSurrogate((char)low))
            {
                return new JsonCharacter(char.ConvertToUtf32((char)unit, (char)low), start, 12, JsonCharacterForm.Escape);
            }
        }

        return new JsonCharacter(unit, start, 6, JsonCharacterForm.Escape);
    }

    private static int ReadHex(ReadOnlySpan<byte> raw, int start) =>
        int.Parse(Encoding.ASCII.GetString(raw.Slice(start + 2, 4)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static int Unescape(byte escaped) => escaped switch
    {
        (byte)'b' => '\b',
        (byte)'f' => '\f',
        (byte)'n' => '\n',
        (byte)'r' => '\r',
        (byte)'t' => '\t',
        _ => escaped,
    };
}
