using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>
/// Reads and writes an event, a family of events, or <see cref="WebhookEvent"/>. The names and forms are always HelpCrunch's: naming
/// policies and number handling of the options apply to custom types only.
/// </summary>
internal sealed class EventConverter<TEvent> : JsonConverter<TEvent>, ISdkEventConverter, IJsonSchemaSource
    where TEvent : WebhookEvent
{
    private CustomConvertersCache _converters;

    public override TEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var end = reader;
        var webhookEvent = EventJson.Read(ref reader, ref end, EventRegistry.Default, _converters.Get(options));
        var typed = webhookEvent as TEvent
            ?? throw new JsonException($"The event '{LogSanitizer.Sanitize(webhookEvent.EventType)}' is not a {typeof(TEvent).Name}.");
        reader = end;
        return typed;
    }

    public override void Write(Utf8JsonWriter writer, TEvent value, JsonSerializerOptions options)
    {
        var converters = _converters.Get(options);
        var type = value.GetType();
        if (type != typeof(TEvent) && converters?.CanConvert(type) == true && options.TryGetTypeInfo(type, out var typeInfo))
        {
            JsonSerializer.Serialize(writer, value, typeInfo); // The custom converter for the event class, which also reads it.
        }
        else
        {
            WireWriter.Write(writer, options, converters, value);
        }
    }

    public JsonObject? CreateSchema() => EventSchema.Create(typeof(TEvent));
}
