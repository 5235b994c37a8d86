using System.Text.Json;
using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk;

namespace Consumer.Tests;

/// <summary>A converter that reads and writes every status as the same text.</summary>
internal sealed class HouseStatusConverter : JsonConverter<ChatStatus>
{
    public override ChatStatus Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new("house:" + reader.GetString());

    public override void Write(Utf8JsonWriter writer, ChatStatus value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value["house:".Length..]);
}
