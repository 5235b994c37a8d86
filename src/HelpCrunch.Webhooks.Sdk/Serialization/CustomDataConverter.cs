using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>Reads and writes <see cref="CustomData"/>.</summary>
internal sealed class CustomDataConverter : JsonConverter<CustomData>
{
    public override CustomData Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var end = reader;
        var customData = CustomData.TryCreate(RawJson.Read(ref reader, ref end))
            ?? throw new JsonException("Custom data is a JSON object, [], or a list of {\"property\": …, \"value\": …}; the value is none of these.");
        reader = end;
        return customData;
    }

    public override void Write(Utf8JsonWriter writer, CustomData value, JsonSerializerOptions options) => value.WriteTo(writer);
}
