using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpCrunch.Webhooks.Sdk.TrimmedConsumer;

internal sealed record Plan(string? Role, string? Currency);

internal sealed record ClonedChat(long CopyOf);

/// <summary>The metadata of the app's types.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Plan))]
[JsonSerializable(typeof(ClonedChat))]
[JsonSerializable(typeof(CustomEvent<ClonedChat>))]
[JsonSerializable(typeof(WebhookEvent<ChatEventData>))]
internal sealed partial class AppJson : JsonSerializerContext;

/// <summary>A custom converter, which has precedence over that of the SDK.</summary>
internal sealed class ShoutingStatusConverter : JsonConverter<ChatStatus>
{
    public override ChatStatus Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString()!.ToUpperInvariant() + "!");

    public override void Write(Utf8JsonWriter writer, ChatStatus value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
