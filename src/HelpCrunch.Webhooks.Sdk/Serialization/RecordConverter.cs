using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>Creates a record from the object that a <see cref="WireReader"/> has entered.</summary>
internal delegate T RecordConstructor<out T>(ref WireReader wire);

/// <summary>
/// Reads and writes a record. The names and forms are always HelpCrunch's: naming policies and number handling of the options apply to
/// custom types only.
/// </summary>
internal sealed class RecordConverter<T>(RecordConstructor<T> construct) : JsonConverter<T>, IJsonSchemaSource
    where T : class, IWireRecord
{
    private CustomConvertersCache _converters;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"The value is not a {typeof(T).Name}: it is a JSON {reader.TokenType}, not an object.");
        }

        var end = reader;
        var wire = WireReader.Create(RawJson.Bytes(RawJson.Read(ref reader, ref end)), _converters.Get(options));
        wire.TryEnter(out var outer);
        var record = construct(ref wire);
        if (!wire.Leave(outer, out var error))
        {
            throw new JsonException($"The value is not a {typeof(T).Name}: the object does not have a readable integer id.", error.Exception);
        }

        reader = end;
        return record;
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        WireWriter.Write(writer, options, _converters.Get(options), value);

    public JsonObject CreateSchema()
    {
        var wire = WireReader.Create("{}"u8, converters: null);
        wire.TryEnter(out _);
        return RecordSchema.Create(construct(ref wire));
    }
}
