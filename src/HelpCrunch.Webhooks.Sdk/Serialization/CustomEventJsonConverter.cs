using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>
/// Reads and writes <see cref="CustomEvent{TData}"/>, its data with the metadata that the options have for it. It is found by itself; under
/// Native AOT, which cannot make it, add it to the converters of your options.
/// </summary>
/// <typeparam name="TData">The type of the data.</typeparam>
public sealed class CustomEventJsonConverter<TData> : JsonConverter<CustomEvent<TData>>, ISdkEventConverter
{
    private CustomConverters? _users;

    /// <summary>Reads the envelope and its data, whatever its <c>event</c> is.</summary>
    /// <exception cref="JsonException">The value is no webhook, or its data does not fit the type.</exception>
    public override CustomEvent<TData> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"A webhook is a JSON object; the value is a JSON {reader.TokenType}.");
        }

        var typeInfo = (JsonTypeInfo<TData>)options.GetTypeInfo(typeof(TData));
        var map = EventRegistry.Of(eventType => new CustomEventDescriptor<TData>(eventType, typeInfo));
        var end = reader;
        var wire = WireReader.Create(RawJson.Bytes(RawJson.Read(ref reader, ref end)), CustomConverters.For(options, ref _users));
        var envelope = new Envelope();
        var webhookEvent = EventReader.Read(ref wire, map, ref envelope, out var fault)
            ?? throw new JsonException(EventReadErrorMessages.Describe(fault, envelope), fault.Exception);
        reader = end;
        return (CustomEvent<TData>)webhookEvent;
    }

    /// <summary>Writes the wire's names for the envelope, and your type's for the data.</summary>
    public override void Write(Utf8JsonWriter writer, CustomEvent<TData> value, JsonSerializerOptions options) =>
        WireWriter.Write(writer, options, CustomConverters.For(options, ref _users), value);
}
