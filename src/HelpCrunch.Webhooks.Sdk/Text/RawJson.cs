using System.Text;
using System.Text.Json;
#if NET9_0_OR_GREATER
using System.Runtime.InteropServices;
#endif

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Raw JSON: values that are preserved as they were sent.</summary>
internal static class RawJson
{
    /// <summary>
    /// The options for reading preserved JSON again. They allow everything, because the options of the parser or serializer were already
    /// applied, and those can allow more than the defaults.
    /// </summary>
    public static JsonReaderOptions ReaderOptions => new()
    {
        MaxDepth = int.MaxValue,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    private static JsonElement Null
    {
        get
        {
            var json = new Utf8JsonReader("null"u8);
            return JsonElement.ParseValue(ref json);
        }
    }

    /// <summary>Reads the current value of a reader that <see cref="JsonSerializer"/> passes to a converter.</summary>
    /// <param name="reader">Stays at the start of the value, so that the path of a later error is the path of the value. Moves to the error when the value is not JSON.</param>
    /// <param name="end">A copy of the reader. Moves to the end of the value.</param>
    /// <exception cref="JsonException">The value is not valid JSON or not valid UTF-8.</exception>
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
            MoveToError(ref reader);

            // The exception is not passed on, not even as an inner exception, because its message can quote a part of the body.
            throw new JsonException($"The value is not valid JSON, or nested too deeply, at line {exception.LineNumber}, byte {exception.BytePositionInLine}.");
        }
    }

    /// <summary>
    /// Copies an element, so that it can be used after its <see cref="JsonDocument"/> is disposed. Returns a JSON null for <c>default</c>.
    /// </summary>
    public static JsonElement Copy(JsonElement element) => element.ValueKind == JsonValueKind.Undefined ? Null : element.Clone();

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
            throw Utf8Text.Invalid(exception);
        }
#endif
    }

    /// <summary>Writes an element. Writes <c>null</c> for <c>default</c>.</summary>
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
            using var strict = ToStrictJson(raw);
            json.WriteRawValue(strict.Span, skipInputValidation: true); // JsonElement.WriteTo throws on an escaped lone surrogate, which JSON allows.
        }
    }

    /// <summary>Removes the comments and trailing commas that the options can allow.</summary>
    private static PooledBytes ToStrictJson(ReadOnlySpan<byte> raw)
    {
        var strict = new PooledBytes();
        var json = new Utf8JsonReader(raw, ReaderOptions);
        var followsValue = false;
        while (json.Read())
        {
            var isText = json.TokenType is JsonTokenType.PropertyName or JsonTokenType.String;
            strict.Append(followsValue && json.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray) ? ","u8 : default);
            strict.Append(isText ? "\""u8 : default);
            strict.Append(json.ValueSpan);
            strict.Append(isText ? "\""u8 : default);
            strict.Append(json.TokenType == JsonTokenType.PropertyName ? ":"u8 : default);
            followsValue = json.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.StartObject or JsonTokenType.StartArray);
        }

        return strict;
    }

    private static void MoveToError(ref Utf8JsonReader reader)
    {
        try
        {
            reader.TrySkip();
        }
        catch (JsonException)
        {
            // The reader is now at the error.
        }
    }

    /// <summary>
    /// Whether the escapes of all names and strings are Unicode text. The method checks each token, because comments can contain any bytes.
    /// </summary>
    private static bool IsUnicode(ReadOnlySpan<byte> raw)
    {
        var json = new Utf8JsonReader(raw, ReaderOptions);
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
