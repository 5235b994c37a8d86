using System.Runtime.Serialization;
using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

public sealed partial class CustomData : IWireValue
{
    bool IWireValue.IsEmpty => Count == 0;

    internal static CustomData From(ref WireReader wire)
    {
        if (wire.Converters is not null && wire.TryReadWithCustomConverter<CustomData>(out var custom))
        {
            return custom ?? Empty;
        }

        if (wire.TryReadNull())
        {
            return Empty;
        }

        var raw = wire.Raw();
        if (TryCreate(raw) is { } customData)
        {
            wire.Consume();
            return customData;
        }

        wire.Preserve(raw);
        return Empty;
    }

    void IWireValue.WriteTo(Utf8JsonWriter json)
    {
        if (ReferenceEquals(this, Empty))
        {
            json.WriteNullValue(); // Null is read as Empty.
        }
        else
        {
            WriteTo(json);
        }
    }

    /// <summary>The attributes of an object, an empty array or a list of pairs. Null when the value is something else.</summary>
    internal static CustomData? TryCreate(JsonElement raw)
    {
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        try
        {
            return TryFill(values, raw) ? new CustomData(values, raw) : null;
        }
        catch (InvalidOperationException)
        {
            return null; // A name with a lone surrogate is valid JSON, but it is not text.
        }
    }

    internal void WriteTo(Utf8JsonWriter json)
    {
        if (_raw.ValueKind != JsonValueKind.Undefined)
        {
            RawJson.Write(json, _raw); // In the form that was read.
        }
        else
        {
            WriteObject(json);
        }
    }

    private static bool TryFill(Dictionary<string, JsonElement> values, JsonElement raw)
    {
        if (raw.ValueKind == JsonValueKind.Object)
        {
            foreach (var attribute in raw.EnumerateObject())
            {
                values[attribute.Name] = attribute.Value;
            }

            return true;
        }

        if (raw.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        foreach (var pair in raw.EnumerateArray())
        {
            if (pair.ValueKind != JsonValueKind.Object
                || !pair.TryGetProperty("property"u8, out var name)
                || name.ValueKind != JsonValueKind.String
                || !pair.TryGetProperty("value"u8, out var value))
            {
                return false;
            }

            values[name.GetString()!] = value;
        }

        return true;
    }

    private static JsonElement ToJsonObject((string Name, object? Value)[] values)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            for (var index = 0; index < values.Length; index++)
            {
                var (name, value) = values[index];
                json.WritePropertyName(name ?? throw new ArgumentException($"The name at index {index} is null.", nameof(values)));
                if (!TryWriteValue(json, value))
                {
                    throw new ArgumentException(
                        $"The value at index {index} is a {value!.GetType()}. Pass a string, bool, int, long, decimal, double, DateTimeOffset, JsonElement or null.",
                        nameof(values));
                }
            }

            json.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.ToArray());
        return document.RootElement.Clone();
    }

    /// <summary>Writes a plain value. Returns false when its type is not supported.</summary>
    private static bool TryWriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                return true;
            case string text:
                json.WriteStringValue(text);
                return true;
            case bool boolean:
                json.WriteBooleanValue(boolean);
                return true;
            case int number:
                json.WriteNumberValue(number);
                return true;
            case long number:
                json.WriteNumberValue(number);
                return true;
            case decimal number:
                json.WriteNumberValue(number);
                return true;
            case double number:
                json.WriteNumberValue(number);
                return true;
            case DateTimeOffset timestamp:
                WireTimestamp.WriteNumber(json, timestamp);
                return true;
            case JsonElement element:
                RawJson.Write(json, element);
                return true;
            default:
                return false;
        }
    }

    private void WriteObject(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var attribute in _values)
        {
            json.WritePropertyName(attribute.Key);
            RawJson.Write(json, attribute.Value);
        }

        json.WriteEndObject();
    }

    [OnSerializing]
    private void OnSerializing(StreamingContext context) => throw UnsupportedSerializer.CreateException();

    [OnDeserializing]
    private void OnDeserializing(StreamingContext context) => throw UnsupportedSerializer.CreateException();
}
