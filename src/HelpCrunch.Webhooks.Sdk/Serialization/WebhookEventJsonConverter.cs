using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>
/// The door of <see cref="JsonSerializer"/> to events, the same under all options: naming policies and number handling are for
/// your types, the wire's names and forms are HelpCrunch's.
/// </summary>
/// <typeparam name="TEvent">An event, a family of events, or <see cref="WebhookEvent"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WebhookEventJsonConverter<TEvent> : JsonConverter<TEvent>, ISdkEventConverter
    where TEvent : WebhookEvent
{
    private CustomConverters? _users;

    /// <summary>Reads the envelope and its data.</summary>
    /// <exception cref="JsonException">The value is no HelpCrunch webhook, or one of another type.</exception>
    public override TEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"A webhook is a JSON object; the value is a JSON {reader.TokenType}.");
        }

        var end = reader;
        var wire = WireReader.Create(RawJson.Bytes(RawJson.Read(ref reader, ref end)), CustomConverters.For(options, ref _users));
        var envelope = new Envelope();
        var webhookEvent = EventReader.Read(ref wire, EventRegistry.Default, ref envelope, out var fault)
            ?? throw new JsonException(EventReadErrorMessages.Describe(fault, envelope), fault.Exception);
        var ofType = webhookEvent as TEvent
            ?? throw new JsonException($"The event '{LogSanitizer.Sanitize(webhookEvent.EventType)}' is no {typeof(TEvent).Name}.");
        reader = end;
        return ofType;
    }

    /// <summary>Writes the wire's names, in the wire's order and forms.</summary>
    public override void Write(Utf8JsonWriter writer, TEvent value, JsonSerializerOptions options)
    {
        var users = CustomConverters.For(options, ref _users);
        var leaf = value.GetType();
        if (leaf != typeof(TEvent) && users?.Takes(leaf) == true && options.TryGetTypeInfo(leaf, out var typeInfo))
        {
            JsonSerializer.Serialize(writer, value, typeInfo); // The user's converter of the leaf, which reading asks too.
        }
        else
        {
            WireWriter.Write(writer, options, users, value);
        }
    }
}
