using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>Reads a record from the object that a <see cref="WireReader"/> has entered.</summary>
internal delegate T WireConstructor<out T>(ref WireReader wire);

/// <summary>
/// The door of <see cref="JsonSerializer"/> to a record that reads and writes itself, the same under all options: naming
/// policies and number handling are for your types, the wire's names and forms are HelpCrunch's.
/// </summary>
/// <typeparam name="T">The record.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RecordJsonConverter<T> : JsonConverter<T>
    where T : class
{
    private readonly WireConstructor<T> _construct;
    private CustomConverters? _users;

    private protected RecordJsonConverter(WireConstructor<T> construct) => _construct = construct;

    /// <summary>Reads a JSON object.</summary>
    /// <exception cref="JsonException">The value is not a JSON object, or has no id.</exception>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"A {typeof(T).Name} is a JSON object; the value is a JSON {reader.TokenType}.");
        }

        var end = reader;
        var wire = WireReader.Create(RawJson.Bytes(RawJson.Read(ref reader, ref end)), CustomConverters.For(options, ref _users));
        wire.TryEnter(out var outer);
        var record = _construct(ref wire);
        if (!wire.Leave(outer, out var fault))
        {
            throw new JsonException($"A {typeof(T).Name} has an integer id; the object has none that can be read.", fault.Exception);
        }

        reader = end;
        return record;
    }

    /// <summary>Writes the wire's names, in the wire's order and forms.</summary>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        WireWriter.Write(writer, options, CustomConverters.For(options, ref _users), (IWireRecord)value);
}
