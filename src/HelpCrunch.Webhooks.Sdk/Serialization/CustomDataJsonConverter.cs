using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>Reads and writes <see cref="CustomData"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CustomDataJsonConverter : JsonConverter<CustomData>
{
    /// <summary>Reads a JSON object, an empty array, or a list of pairs.</summary>
    /// <exception cref="JsonException">The value is none of these.</exception>
    public override CustomData Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var end = reader;
        var customData = CustomData.TryCreate(RawJson.Read(ref reader, ref end))
            ?? throw new JsonException("Custom data is a JSON object, [], or a list of {\"property\": …, \"value\": …}; the value is none of these.");
        reader = end;
        return customData;
    }

    /// <summary>Writes the attributes in the form they came in.</summary>
    public override void Write(Utf8JsonWriter writer, CustomData value, JsonSerializerOptions options) => value.WriteTo(writer);
}
