using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Reads a scalar token in every form that HelpCrunch documents or PHP can write.</summary>
internal static class ScalarReader
{
    /// <summary>
    /// Gets the unescaped text of a string or property name. Returns false for a lone surrogate, which is not Unicode
    /// text. The result is then the escaped text.
    /// </summary>
    /// <exception cref="JsonException">The token is not valid UTF-8.</exception>
    public static bool TryGetUtf8(scoped ref Utf8JsonReader json, out ReadOnlySpan<byte> text)
    {
        if (json.ValueIsEscaped)
        {
            return TryUnescape(ref json, out text);
        }

        text = RawUtf8(ref json);
        return true;
    }

    /// <summary>Gets the bytes of the token as sent, without quotes.</summary>
    public static ReadOnlySpan<byte> RawUtf8(scoped ref Utf8JsonReader json) => json.HasValueSequence ? Join(ref json) : json.ValueSpan;

    /// <summary>Gets the text of a string. Returns false for any other token, and for text that is not Unicode.</summary>
    public static bool TryGetText(scoped ref Utf8JsonReader json, out string? text)
    {
        text = null;
        if (json.TokenType != JsonTokenType.String)
        {
            return false;
        }

        // The parser and the converters have checked that the bytes are valid UTF-8, so this does not throw.
        text = json.ValueIsEscaped ? Unescaped(ref json) : Encoding.UTF8.GetString(RawUtf8(ref json));
        return text is not null;
    }

    /// <summary>Gets an integer, or a string of an integer: PHP can send numeric ids either way.</summary>
    public static bool TryGetInt64(scoped ref Utf8JsonReader json, out long value)
    {
        value = 0;
        return json.TokenType switch
        {
            JsonTokenType.Number => json.TryGetInt64(out value),
            JsonTokenType.String => TryGetUtf8(ref json, out var text) && TryParseInt64(text, out value),
            _ => false,
        };
    }

    /// <summary>Parses an integer. Returns false for <c>12 </c>, <c>+12</c> and <c>12abc</c>.</summary>
    public static bool TryParseInt64(ReadOnlySpan<byte> text, out long value) =>
        Utf8Parser.TryParse(text, out value, out var consumed) && consumed == text.Length && text[0] != (byte)'+';

    /// <summary>Gets a boolean, or 0 or 1 as a number or a string, which PHP writes for a boolean column that is not cast.</summary>
    public static bool TryGetBoolean(scoped ref Utf8JsonReader json, out bool value)
    {
        value = json.TokenType == JsonTokenType.True;
        if (value || json.TokenType == JsonTokenType.False)
        {
            return true;
        }

        if (!TryGetInt64(ref json, out var number) || number is not (0 or 1))
        {
            return false;
        }

        value = number == 1;
        return true;
    }

    /// <summary>Gets UNIX seconds from a number or a string. Null for <c>""</c> and <c>null</c>.</summary>
    public static bool TryGetTimestamp(scoped ref Utf8JsonReader json, out DateTimeOffset? value)
    {
        value = null;
        ReadOnlySpan<byte> text;
        switch (json.TokenType)
        {
            case JsonTokenType.Null:
                return true;

            case JsonTokenType.Number:
                text = RawUtf8(ref json);
                break;

            case JsonTokenType.String when TryGetUtf8(ref json, out text):
                if (text.IsEmpty)
                {
                    return true;
                }

                break;

            default:
                return false;
        }

        if (!UnixTimestamp.TryParse(text, out var timestamp))
        {
            return false;
        }

        value = timestamp;
        return true;
    }

    // Cold path.
    private static byte[] Join(scoped ref Utf8JsonReader json) => json.ValueSequence.ToArray();

    // Cold path.
    private static string? Unescaped(scoped ref Utf8JsonReader json) => JsonEscapes.AreWellFormed(RawUtf8(ref json)) ? json.GetString() : null;

    // Cold path.
    private static bool TryUnescape(scoped ref Utf8JsonReader json, out ReadOnlySpan<byte> text)
    {
        text = RawUtf8(ref json);
        if (!JsonEscapes.AreWellFormed(text))
        {
            return false;
        }

        var unescaped = new byte[text.Length];
        try
        {
            text = unescaped.AsSpan(0, json.CopyString(unescaped));
            return true;
        }
        catch (InvalidOperationException exception)
        {
            throw Utf8Text.Invalid(exception);
        }
    }
}
