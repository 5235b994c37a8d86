using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>A converter of the user's that is for a base of the type, which System.Text.Json calls and casts what it returns.</summary>
internal sealed class CastingConverter<T>(JsonTypeInfo<T> typeInfo) : JsonConverter<T>
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => JsonSerializer.Deserialize(ref reader, typeInfo);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value, typeInfo);
}
