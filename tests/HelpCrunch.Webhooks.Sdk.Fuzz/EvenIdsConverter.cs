using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Fuzz;

/// <summary>A faulty custom converter: it throws other exceptions than JsonException, reads too little, and returns random values.</summary>
internal sealed class EvenIdsConverter : JsonConverter<long>
{
    public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.StartObject)
        {
            reader.Read();
            return 4;
        }

        return reader.GetInt64() is var id && id % 2 == 0 ? id : throw new NotSupportedException("An odd id.");
    }

    public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
