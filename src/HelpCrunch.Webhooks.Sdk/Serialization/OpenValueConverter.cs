using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>Reads and writes an open value as its text, also as the name of a property.</summary>
internal sealed class OpenValueConverter<T>(KnownValues known, Func<string, T> create) : JsonConverter<T>, IJsonSchemaSource
    where T : struct, IOpenValue
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Utf8Text.ThrowIfInvalid(ScalarReader.RawUtf8(ref reader));
        return reader.TokenType is JsonTokenType.String && ScalarReader.TryGetUtf8(ref reader, out var text)
            ? create(known.Decode(text))
            : throw new JsonException(
                reader.TokenType is JsonTokenType.String
                    ? $"The value is not a {typeof(T).Name}: its text is not Unicode."
                    : $"The value is not a {typeof(T).Name}: it is a JSON {reader.TokenType}, not a string.");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Utf8Text.ThrowIfInvalid(ScalarReader.RawUtf8(ref reader));
        return ScalarReader.TryGetUtf8(ref reader, out var text)
            ? create(known.Decode(text))
            : throw new JsonException($"The property name is not a {typeof(T).Name}: its text is not Unicode.");
    }

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(value.ToString()!);

    /// <summary>The known values, and any other text.</summary>
    public JsonObject CreateSchema() => new()
    {
        ["title"] = typeof(T).Name,
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "string", ["enum"] = WireSchema.Texts(known.Spellings) },
            new JsonObject { ["type"] = "string" }),
    };
}
