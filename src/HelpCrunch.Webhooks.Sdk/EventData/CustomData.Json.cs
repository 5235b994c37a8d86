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
            json.WriteNullValue(); // Null and an absent property are read as Empty.
        }
        else
        {
            WriteTo(json);
        }
    }

    /// <summary>The attributes of an object, an empty array or a list of pairs; null when the value is none of these.</summary>
    internal static CustomData? TryCreate(JsonElement raw)
    {
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        try
        {
            return TryFill(values, raw) ? new CustomData(values, raw) : null;
        }
        catch (InvalidOperationException)
        {
            return null; // A name with a lone surrogate, which JSON allows and which is no text.
        }
    }

    internal void WriteTo(Utf8JsonWriter json)
    {
        if (_raw.ValueKind != JsonValueKind.Undefined)
        {
            RawJson.Write(json, _raw); // In the form it came in.
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
}
