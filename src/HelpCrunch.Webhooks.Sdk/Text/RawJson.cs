using System.Text;
using System.Text.Json;
#if NET9_0_OR_GREATER
using System.Runtime.InteropServices;
#endif

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>JSON that was kept, or is handed over, raw.</summary>
internal static class RawJson
{
    /// <summary>The value at which the reader stands. The reader stays there, so that an error of the value points to where it begins.</summary>
    /// <param name="reader">Where the value is no JSON, it goes to the place, which is what System.Text.Json says of an exception.</param>
    /// <param name="end">A copy of the reader, which goes to the value's end.</param>
    /// <exception cref="JsonException">The value is not JSON, or not UTF-8.</exception>
    public static JsonElement Read(ref Utf8JsonReader reader, ref Utf8JsonReader end)
    {
        try
        {
            var value = JsonElement.ParseValue(ref end);
            Utf8Text.ThrowIfInvalid(Bytes(value));
            return value;
        }
        catch (JsonException exception) when (exception.LineNumber is not null)
        {
            GoToError(ref reader);

            // Not the exception itself, nor as an inner one: where a word is misspelt, its message quotes all that follows.
            throw new JsonException($"The value is not valid JSON, or nested too deeply, at line {exception.LineNumber}, byte {exception.BytePositionInLine}.");
        }
    }

    /// <summary>The bytes of an element as they were sent.</summary>
    public static ReadOnlySpan<byte> Bytes(JsonElement element)
    {
#if NET9_0_OR_GREATER
        return JsonMarshal.GetRawUtf8Value(element);
#else
        try
        {
            return Encoding.UTF8.GetBytes(element.GetRawText());
        }
        catch (InvalidOperationException exception)
        {
            throw Utf8Text.Invalid(exception); // Its text is none.
        }
#endif
    }

    /// <summary>Writes an element.</summary>
    public static void Write(Utf8JsonWriter json, JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Undefined)
        {
            json.WriteNullValue();
            return;
        }

        var raw = Bytes(element);
        if (IsUnicode(raw))
        {
            element.WriteTo(json);
        }
        else
        {
            using var strict = Strict(raw);
            json.WriteRawValue(strict.Span, skipInputValidation: true); // WriteTo throws where an escape is a lone surrogate, which JSON allows.
        }
    }

    /// <summary>The same tokens without the comments and trailing commas that options may have allowed.</summary>
    private static PooledBytes Strict(ReadOnlySpan<byte> raw)
    {
        var strict = new PooledBytes();
        var json = new Utf8JsonReader(raw, PreservedJson.Options);
        var isBehindValue = false;
        while (json.Read())
        {
            var isText = json.TokenType is JsonTokenType.PropertyName or JsonTokenType.String;
            strict.Append(isBehindValue && json.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray) ? ","u8 : default);
            strict.Append(isText ? "\""u8 : default);
            strict.Append(json.ValueSpan);
            strict.Append(isText ? "\""u8 : default);
            strict.Append(json.TokenType == JsonTokenType.PropertyName ? ":"u8 : default);
            isBehindValue = json.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.StartObject or JsonTokenType.StartArray);
        }

        return strict;
    }

    private static void GoToError(ref Utf8JsonReader reader)
    {
        try
        {
            reader.TrySkip();
        }
        catch (JsonException)
        {
            // It is there.
        }
    }

    /// <summary>Whether the escapes of all names and strings are text. Token by token: a comment, where the options allow one, may hold anything.</summary>
    private static bool IsUnicode(ReadOnlySpan<byte> raw)
    {
        var json = new Utf8JsonReader(raw, PreservedJson.Options);
        while (json.Read())
        {
            if (json.ValueIsEscaped && !JsonEscapes.AreWellFormed(json.ValueSpan))
            {
                return false;
            }
        }

        return true;
    }
}
