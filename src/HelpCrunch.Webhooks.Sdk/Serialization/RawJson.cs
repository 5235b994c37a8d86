using System.Text;
using System.Text.Json;
#if NET9_0_OR_GREATER
using System.Runtime.InteropServices;
#endif

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>JSON that was kept, or is handed over, raw.</summary>
internal static class RawJson
{
    /// <summary>The bytes of the value at which the reader stands, at whose end it then stands.</summary>
    /// <exception cref="JsonException">The value is not JSON, or not UTF-8.</exception>
    public static ReadOnlySpan<byte> ReadBytes(ref Utf8JsonReader reader) => Bytes(Read(ref reader));

    /// <summary>The value at which the reader stands, at whose end it then stands.</summary>
    /// <exception cref="JsonException">The value is not JSON, or not UTF-8.</exception>
    public static JsonElement Read(ref Utf8JsonReader reader)
    {
        try
        {
            var value = JsonElement.ParseValue(ref reader);
            Utf8Text.Require(Bytes(value));
            return value;
        }
        catch (JsonException exception) when (exception.LineNumber is not null)
        {
            // Not the exception itself, nor as an inner one: where a word is misspelt, its message quotes all that follows.
            throw new JsonException($"The value is not valid JSON at line {exception.LineNumber}, byte {exception.BytePositionInLine}.", null, exception.LineNumber, exception.BytePositionInLine);
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
        if (JsonEscapes.AreWellFormed(raw))
        {
            element.WriteTo(json);
        }
        else
        {
            json.WriteRawValue(raw, skipInputValidation: true); // WriteTo throws where an escape is a lone surrogate, which JSON allows.
        }
    }
}
