using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Specifies which optional characters are escaped in JSON strings, as in the flags of <c>json_encode</c> in PHP.</summary>
[Flags]
internal enum JsonEscaping
{
    Unchanged = 0,
    Slashes = 1,
    Unicode = 2,

    /// <summary>The default of PHP, which HelpCrunch uses.</summary>
    SlashesAndUnicode = Slashes | Unicode,

    /// <summary>No optional characters.</summary>
    Minimal = 4,
}

/// <summary>The white space between JSON tokens.</summary>
internal enum JsonLayout
{
    Unchanged = 0,
    Compact,

    /// <summary>Indented by four spaces, as PHP does.</summary>
    FourSpaces,

    /// <summary>Indented by two spaces, as .NET and JavaScript tools do.</summary>
    TwoSpaces,

    /// <summary>A space after commas and colons, as Python does.</summary>
    Spaced,
}

/// <summary>Rewrites JSON text with other escapes and other white space. Nothing else changes.</summary>
internal ref struct JsonRewriter
{
    private const int MaxDepth = 256;
    private const int MaxGrowth = 8; // A two-byte character becomes `\u00e9`, and indentation makes a body several times as long.

    private readonly ReadOnlySpan<byte> _body;
    private readonly JsonEscaping _escaping;
    private readonly JsonLayout _layout;
    private readonly List<byte> _output;
    private Utf8JsonReader _json;
    private JsonTokenType _previous;
    private int _position;

    private JsonRewriter(ReadOnlySpan<byte> body, JsonEscaping escaping, JsonLayout layout)
    {
        _body = body;
        _escaping = escaping;
        _layout = layout;
        _output = new List<byte>(body.Length);
        _json = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxDepth });
    }

    /// <summary>The rewritten text. Null if the body is not JSON, or if the text becomes longer than any realistic body.</summary>
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
            WriteSeparator();
            WriteToken();
            _previous = _json.TokenType;
            if (_output.Count > ((long)_body.Length * MaxGrowth) + 1024)
            {
                return null;
            }
        }

        if (_layout == JsonLayout.Unchanged)
        {
            Write(_body.Slice(_position));
        }

        return [.. _output];
    }

    /// <summary>Writes the separator between this token and the previous one.</summary>
    private void WriteSeparator()
    {
        var start = (int)_json.TokenStartIndex;
        if (_layout == JsonLayout.Unchanged)
        {
            Write(_body.Slice(_position, start - _position));
            return;
        }

        if (_previous == JsonTokenType.PropertyName)
        {
            Write(_layout == JsonLayout.Compact ? ":"u8 : ": "u8);
            return;
        }

        var isFirst = _previous is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.None;
        if (_json.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
        {
            if (!isFirst)
            {
                WriteNewline();
            }

            return;
        }

        if (!isFirst)
        {
            Write(_layout == JsonLayout.Spaced ? ", "u8 : ","u8);
        }

        if (_previous != JsonTokenType.None)
        {
            WriteNewline();
        }
    }

    private readonly void WriteNewline()
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
        var isString = _json.TokenType is JsonTokenType.String or JsonTokenType.PropertyName;
        var token = _body.Slice(start, _json.ValueSpan.Length + (isString ? 2 : 0));
        _position = start + token.Length;

        // A lone surrogate has only one escaped form.
        if (!isString || _escaping == JsonEscaping.Unchanged || (_json.ValueIsEscaped && !JsonEscapes.AreWellFormed(token)))
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
            '\u2028' or '\u2029' => true, // PHP escapes these even if it does not escape other characters.
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
