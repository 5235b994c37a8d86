using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Writes JSON text with other escapes and other white space, and everything else as it stands.</summary>
internal ref struct JsonRewriter
{
    private const int MaxDepth = 256;
    private const int MaxGrowth = 8; // A two-byte character becomes `\u00e9`, and an indented body is some times as long.

    private readonly ReadOnlySpan<byte> _body;
    private readonly JsonEscaping _escaping;
    private readonly JsonLayout _layout;
    private readonly List<byte> _output;
    private Utf8JsonReader _json;
    private JsonTokenType _before;
    private int _copied;

    private JsonRewriter(ReadOnlySpan<byte> body, JsonEscaping escaping, JsonLayout layout)
    {
        _body = body;
        _escaping = escaping;
        _layout = layout;
        _output = new List<byte>(body.Length);
        _json = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxDepth });
    }

    /// <summary>The text; null when the body is not JSON, or would become many times as long, as only nonsense would.</summary>
    public static byte[]? Rewrite(ReadOnlySpan<byte> body, JsonEscaping escaping, JsonLayout layout)
    {
        if (!Utf8Text.IsValid(body))
        {
            return null;
        }

        try
        {
            return new JsonRewriter(body, escaping, layout).Rewrite();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private byte[]? Rewrite()
    {
        while (_json.Read())
        {
            WriteGap();
            WriteToken();
            _before = _json.TokenType;
            if (_output.Count > ((long)_body.Length * MaxGrowth) + 1024)
            {
                return null;
            }
        }

        if (_layout == JsonLayout.AsIs)
        {
            Write(_body.Slice(_copied));
        }

        return [.. _output];
    }

    /// <summary>What stands between the token before and this one.</summary>
    private void WriteGap()
    {
        var start = (int)_json.TokenStartIndex;
        if (_layout == JsonLayout.AsIs)
        {
            Write(_body.Slice(_copied, start - _copied));
            return;
        }

        if (_before == JsonTokenType.PropertyName)
        {
            Write(_layout == JsonLayout.Compact ? ":"u8 : ": "u8);
            return;
        }

        var isFirst = _before is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.None;
        if (_json.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
        {
            if (!isFirst)
            {
                WriteLine();
            }

            return;
        }

        if (!isFirst)
        {
            Write(_layout == JsonLayout.Spaced ? ", "u8 : ","u8);
        }

        if (_before != JsonTokenType.None)
        {
            WriteLine();
        }
    }

    private readonly void WriteLine()
    {
        if (_layout is JsonLayout.FourSpaces or JsonLayout.TwoSpaces)
        {
            _output.Add((byte)'\n');
            for (var space = _json.CurrentDepth * (_layout == JsonLayout.FourSpaces ? 4 : 2); space > 0; space--)
            {
                _output.Add((byte)' ');
            }
        }
    }

    private void WriteToken()
    {
        var start = (int)_json.TokenStartIndex;
        var isText = _json.TokenType is JsonTokenType.String or JsonTokenType.PropertyName;
        var token = _body.Slice(start, _json.ValueSpan.Length + (isText ? 2 : 0));
        _copied = start + token.Length;

        // A lone surrogate is no text that could be escaped otherwise.
        if (!isText || _escaping == JsonEscaping.AsIs || (_json.ValueIsEscaped && !JsonEscapes.AreWellFormed(token)))
        {
            Write(token);
            return;
        }

        var text = new StringBuilder(token.Length).Append('"');
        foreach (var character in _json.GetString()!)
        {
            Append(text, character);
        }

        Write(Encoding.UTF8.GetBytes(text.Append('"').ToString()));
    }

    private readonly void Append(StringBuilder text, char character)
    {
        var isEscaped = character switch
        {
            '/' => (_escaping & JsonEscaping.Slashes) != 0,
            '"' or '\\' => true,
            '\u2028' or '\u2029' => true, // PHP escapes these even where it leaves other characters alone.
            > '\u007F' => (_escaping & JsonEscaping.Unicode) != 0,
            _ => character < ' ',
        };
        if (!isEscaped)
        {
            text.Append(character);
            return;
        }

        text.Append('\\');
        switch (character)
        {
            case '/' or '"' or '\\':
                text.Append(character);
                break;
            case '\b':
                text.Append('b');
                break;
            case '\f':
                text.Append('f');
                break;
            case '\n':
                text.Append('n');
                break;
            case '\r':
                text.Append('r');
                break;
            case '\t':
                text.Append('t');
                break;
            default:
                text.Append('u');
                for (var shift = 12; shift >= 0; shift -= 4)
                {
                    text.Append(Hexadecimal.Character((character >> shift) & 0xF));
                }

                break;
        }
    }

    private readonly void Write(ReadOnlySpan<byte> bytes)
    {
        foreach (var character in bytes)
        {
            _output.Add(character);
        }
    }
}
