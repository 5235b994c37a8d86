using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>Reads and writes <see cref="CustomData"/>.</summary>
internal sealed class CustomDataConverter : JsonConverter<CustomData>, IJsonSchemaSource
{
    public override CustomData Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var end = reader;
        var customData = CustomData.TryCreate(RawJson.Read(ref reader, ref end))
            ?? throw new JsonException("The value is not custom data: it is not a JSON object, [], or a list of {\"property\": …, \"value\": …}.");
        reader = end;
        return customData;
    }

    public override void Write(Utf8JsonWriter writer, CustomData value, JsonSerializerOptions options) => value.WriteTo(writer);

    /// <summary>An object, or a list of pairs.</summary>
    public JsonObject CreateSchema() => new()
    {
        ["title"] = nameof(CustomData),
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "object" },
            new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject
                {
                    ["type"] = "object",
                    ["required"] = WireSchema.Texts(["property", "value"]),
                    ["properties"] = new JsonObject { ["property"] = new JsonObject { ["type"] = "string" }, ["value"] = new JsonObject() },
                },
            }),
    };
}
