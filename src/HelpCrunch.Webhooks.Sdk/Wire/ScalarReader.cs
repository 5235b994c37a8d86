using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Reads one scalar token in every form that the wire is known, or to be expected, to give it.</summary>
internal static class ScalarReader
{
    /// <summary>
    /// The text of a string or property name token, unescaped. False when its escapes are no Unicode text (a lone surrogate).
    /// </summary>
    /// <exception cref="JsonException">The token's bytes are not UTF-8.</exception>
    public static bool TryGetUtf8(scoped ref Utf8JsonReader json, out ReadOnlySpan<byte> text)
    {
        if (json.ValueIsEscaped)
        {
            return TryUnescape(ref json, out text);
        }

        text = RawUtf8(ref json);
        return true;
    }

    /// <summary>The token's bytes as they stand in the body, quotes left out.</summary>
    public static ReadOnlySpan<byte> RawUtf8(scoped ref Utf8JsonReader json) => json.HasValueSequence ? Join(ref json) : json.ValueSpan;

    /// <summary>A string token's text. False for any other token, and for text that is no Unicode.</summary>
    public static bool TryGetText(scoped ref Utf8JsonReader json, out string? text)
    {
        text = null;
        if (json.TokenType != JsonTokenType.String)
        {
            return false;
        }

        // Both doors have seen that the bytes are UTF-8, so no text throws here.
        text = json.ValueIsEscaped ? Unescaped(ref json) : Encoding.UTF8.GetString(RawUtf8(ref json));
        return text is not null;
    }

    /// <summary>A JSON integer, or a string of one: PHP sends numeric ids either way.</summary>
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

    /// <summary>Every character of the text belongs to the integer: <c>12 </c>, <c>+12</c> and <c>12abc</c> are no ids.</summary>
    public static bool TryParseInt64(ReadOnlySpan<byte> text, out long value) =>
        Utf8Parser.TryParse(text, out value, out var consumed) && consumed == text.Length && text[0] != (byte)'+';

    /// <summary>
    /// A JSON boolean, or 0/1 as a number or a string: what a boolean column becomes where PHP does not cast it.
    /// </summary>
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

    /// <summary>UNIX seconds as a number or a string; <c>""</c> and <c>null</c> are no time at all, and no misfit either.</summary>
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

    // What few tokens need stands apart: a process's first event would wait until it is compiled.
    private static byte[] Join(scoped ref Utf8JsonReader json) => json.ValueSequence.ToArray();

    private static string? Unescaped(scoped ref Utf8JsonReader json) => JsonEscapes.AreWellFormed(RawUtf8(ref json)) ? json.GetString() : null;

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
