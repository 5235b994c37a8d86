using System.Text.Json;
using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk;

namespace Consumer.Tests;

/// <summary>The consumer's own word for every status.</summary>
internal sealed class HouseStatusConverter : JsonConverter<ChatStatus>
{
    public override ChatStatus Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new("house:" + reader.GetString());

    public override void Write(Utf8JsonWriter writer, ChatStatus value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value["house:".Length..]);
}
