using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>
/// Reads and writes <see cref="CustomEvent{TData}"/>. The metadata of the options reads and writes the data. System.Text.Json finds this
/// converter by itself, except under Native AOT: there, add it to the converters of your options.
/// </summary>
/// <typeparam name="TData">The type of the data.</typeparam>
public sealed class CustomEventJsonConverter<TData> : JsonConverter<CustomEvent<TData>>, ISdkEventConverter
{
    private CustomConvertersCache _converters;

    /// <summary>Reads the envelope and the data, whatever the event type is.</summary>
    /// <exception cref="JsonException">The value is not a webhook, or its data is not a <typeparamref name="TData"/>.</exception>
    public override CustomEvent<TData> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var events = new CustomEventResolver((JsonTypeInfo<TData>)options.GetTypeInfo(typeof(TData)));
        var end = reader;
        var webhookEvent = EventJson.Read(ref reader, ref end, events, _converters.Get(options));
        reader = end;
        return (CustomEvent<TData>)webhookEvent;
    }

    /// <summary>Writes the envelope with HelpCrunch's names, and the data with those of its type.</summary>
    public override void Write(Utf8JsonWriter writer, CustomEvent<TData> value, JsonSerializerOptions options) =>
        WireWriter.Write(writer, options, _converters.Get(options), value);

    /// <summary>Every event type has the same data.</summary>
    private sealed class CustomEventResolver(JsonTypeInfo<TData> typeInfo) : IEventResolver
    {
        public EventDescriptor Resolve(ReadOnlySpan<byte> eventType) =>
            new CustomEventDescriptor<TData>(Encoding.UTF8.GetString(eventType), typeInfo);
    }
}
