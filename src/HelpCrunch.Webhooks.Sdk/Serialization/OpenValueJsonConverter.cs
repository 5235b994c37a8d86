using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>Reads and writes an open value as the text it is on the wire, known or not; also as the name of a property.</summary>
/// <typeparam name="T">The open value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class OpenValueJsonConverter<T> : JsonConverter<T>
    where T : struct
{
    private readonly KnownValues _known;
    private readonly Func<string, T> _create;

    private protected OpenValueJsonConverter(KnownValues known, Func<string, T> create)
    {
        _known = known;
        _create = create;
    }

    /// <summary>Reads a JSON string.</summary>
    /// <exception cref="JsonException">The value is not a JSON string, or its text is not Unicode.</exception>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Utf8Text.ThrowIfInvalid(ScalarReader.RawUtf8(ref reader));
        return reader.TokenType is JsonTokenType.String && ScalarReader.TryGetUtf8(ref reader, out var text)
            ? _create(_known.Decode(text))
            : throw new JsonException(
                reader.TokenType is JsonTokenType.String
                    ? $"The value is no {typeof(T).Name}: its text is not Unicode."
                    : $"The value is no {typeof(T).Name}: it is a JSON {reader.TokenType}, not a string.");
    }

    /// <summary>Writes the text as it was sent.</summary>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

    /// <summary>Reads the name of a property.</summary>
    /// <exception cref="JsonException">The name's text is not Unicode.</exception>
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Utf8Text.ThrowIfInvalid(ScalarReader.RawUtf8(ref reader));
        return ScalarReader.TryGetUtf8(ref reader, out var text)
            ? _create(_known.Decode(text))
            : throw new JsonException($"The name of a property is no {typeof(T).Name}: its text is not Unicode.");
    }

    /// <summary>Writes the text as the name of a property.</summary>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(value.ToString()!);
}
