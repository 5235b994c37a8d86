using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>
/// Reads and writes <see cref="CustomEvent{TData}"/>. The metadata of the options reads and writes the data. In a Native AOT app, add this
/// converter to your options. In other apps, System.Text.Json finds it automatically.
/// </summary>
/// <typeparam name="TData">The type of the data.</typeparam>
public sealed class CustomEventJsonConverter<TData> : JsonConverter<CustomEvent<TData>>, ISdkEventConverter
{
    private CustomConvertersCache _converters;

    /// <summary>Reads the envelope and the data of any event type.</summary>
    /// <exception cref="JsonException">The value is not a webhook, or its data cannot be read into <typeparamref name="TData"/>.</exception>
    public override CustomEvent<TData> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var events = new CustomEventResolver((JsonTypeInfo<TData>)options.GetTypeInfo(typeof(TData)));
        var end = reader;
        var webhookEvent = EventJson.Read(ref reader, ref end, events, _converters.Get(options));
        reader = end;
        return (CustomEvent<TData>)webhookEvent;
    }

    /// <summary>Writes the envelope with HelpCrunch's names, and the data with the names of its type.</summary>
    public override void Write(Utf8JsonWriter writer, CustomEvent<TData> value, JsonSerializerOptions options) =>
        WireWriter.Write(writer, options, _converters.Get(options), value);

    /// <summary>Resolves every event type to the same data type.</summary>
    private sealed class CustomEventResolver(JsonTypeInfo<TData> typeInfo) : IEventResolver
    {
        public EventDescriptor Resolve(ReadOnlySpan<byte> eventType) =>
            new CustomEventDescriptor<TData>(Encoding.UTF8.GetString(eventType), typeInfo);
    }
}
