using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Writes a record with the names and forms of the wire. It also writes the additional properties: instead of the documented property of
/// the same name if the typed member is empty, and after the other properties otherwise.
/// </summary>
internal sealed class WireWriter : WireVisitor
{
    private readonly IReadOnlyDictionary<string, JsonElement> _additionalProperties;
    private HashSet<string>? _written;

    private WireWriter(Utf8JsonWriter json, JsonSerializerOptions options, CustomConverters? converters, IReadOnlyDictionary<string, JsonElement> additionalProperties)
    {
        Json = json;
        Options = options;
        Converters = converters;
        _additionalProperties = additionalProperties;
        json.WriteStartObject();
    }

    private Utf8JsonWriter Json { get; }

    private JsonSerializerOptions Options { get; }

    private CustomConverters? Converters { get; }

    /// <summary>Writes a record.</summary>
    public static void Write(Utf8JsonWriter json, JsonSerializerOptions options, CustomConverters? converters, IWireRecord record)
    {
        var wire = new WireWriter(json, options, converters, record.AdditionalProperties);
        record.Visit(wire);
        wire.End();
    }

    public override void Raw(string name, JsonElement value)
    {
        Begin(name, isEmpty: false);
        RawJson.Write(Json, value);
    }

    public override void Custom<TData>(string name, TData data)
    {
        if (data is JsonElement raw && Converters?.CanConvert(typeof(JsonElement)) != true)
        {
            Raw(name, raw); // System.Text.Json throws on an escaped lone surrogate, which JSON allows.
            return;
        }

        Begin(name, isEmpty: false);
        JsonSerializer.Serialize(Json, data, (JsonTypeInfo<TData>)Options.GetTypeInfo(typeof(TData)));
    }

    /// <summary>Writes the remaining additional properties and ends the object.</summary>
    private void End()
    {
        foreach (var property in _additionalProperties)
        {
            if (_written?.Contains(property.Key) != true)
            {
                Json.WritePropertyName(property.Key);
                RawJson.Write(Json, property.Value);
            }
        }

        Json.WriteEndObject();
    }

    public override void EventType(string eventType)
    {
        Begin("event", isEmpty: false);
        Json.WriteStringValue(eventType);
    }

    public override void Text(string name, string? value)
    {
        if (Begin(name, value is null) && !TryWriteWithCustomConverter(value))
        {
            Json.WriteStringValue(value);
        }
    }

    public override void EventId(string id)
    {
        var isPreserved = _additionalProperties.TryGetValue("id", out var raw) && raw.ValueKind == JsonValueKind.Number && raw.GetRawText() == id;
        if (Begin("id", id is null || isPreserved))
        {
            Json.WriteStringValue(id);
        }
    }

    public override void Integer(string name, long? value)
    {
        if (Begin(name, value is null) && !TryWriteNullableWithCustomConverter(value))
        {
            if (value is { } number)
            {
                Json.WriteNumberValue(number);
            }
            else
            {
                Json.WriteNullValue();
            }
        }
    }

    public override void Count(string name, int value)
    {
        if (Begin(name, value == 0) && !TryWriteNullableWithCustomConverter<int>(value))
        {
            Json.WriteNumberValue(value);
        }
    }

    public override void Boolean(string name, bool? value)
    {
        if (Begin(name, value is null) && !TryWriteNullableWithCustomConverter(value))
        {
            if (value is { } boolean)
            {
                Json.WriteBooleanValue(boolean);
            }
            else
            {
                Json.WriteNullValue();
            }
        }
    }

    public override void TimestampText(string name, DateTimeOffset? value)
    {
        if (Begin(name, value is null) && !TryWriteNullableWithCustomConverter(value))
        {
            WireTimestamp.WriteText(Json, value);
        }
    }

    public override void TimestampNumber(string name, DateTimeOffset? value)
    {
        if (Begin(name, value is null) && !TryWriteNullableWithCustomConverter(value))
        {
            WireTimestamp.WriteNumber(Json, value);
        }
    }

    public override void OpenValue<T>(string name, T? value)
    {
        if (Begin(name, value is null) && !TryWriteNullableWithCustomConverter(value))
        {
            Json.WriteStringValue(value?.ToString());
        }
    }

    public override void Ids(string name, IReadOnlyList<long> ids)
    {
        var isPreserved = _additionalProperties.TryGetValue(name, out var raw) && (ids.Count == 0 || IdReader.ListEquals(raw, ids, Converters));
        if (Begin(name, isPreserved) && !TryWriteWithCustomConverter(ids))
        {
            Json.WriteStartArray();
            foreach (var id in ids)
            {
                if (!TryWriteWithCustomConverter(id))
                {
                    Json.WriteNumberValue(id);
                }
            }

            Json.WriteEndArray();
        }
    }

    public override void Record<T>(string name, T? value)
        where T : class
    {
        if (!Begin(name, value is null) || TryWriteWithCustomConverter(value))
        {
            return;
        }

        if (value is null)
        {
            Json.WriteNullValue();
            return;
        }

        Write(Json, Options, Converters, value);
    }

    public override void Value<T>(string name, T value)
        where T : class
    {
        if (Begin(name, value.IsEmpty) && !TryWriteWithCustomConverter(value))
        {
            value.WriteTo(Json);
        }
    }

    public override void AlternativeId(ReadOnlySpan<string> names, long? id)
    {
        if (AlternativeIds.FindNameToWrite(names, id, _additionalProperties, Converters) is { } name)
        {
            Integer(name, id);
        }
    }

    /// <summary>
    /// Writes the name, and the preserved value if the member is empty. Returns true if the caller must write the value of the member.
    /// </summary>
    private bool Begin(string name, bool isEmpty)
    {
        Json.WritePropertyName(name);
        if (!_additionalProperties.TryGetValue(name, out var raw))
        {
            return true;
        }

        (_written ??= new(StringComparer.Ordinal)).Add(name);
        if (!isEmpty)
        {
            return true;
        }

        RawJson.Write(Json, raw);
        return false;
    }

    private bool TryWriteWithCustomConverter<T>(T? value)
    {
        if (Converters?.Find<T>() is not { } converter || (value is null && !converter.HandleNull))
        {
            return false;
        }

        converter.Write(Json, value!, Options);
        return true;
    }

    private bool TryWriteNullableWithCustomConverter<T>(T? value)
        where T : struct
    {
        if (TryWriteWithCustomConverter<T?>(value))
        {
            return true;
        }

        return value is { } present && TryWriteWithCustomConverter(present);
    }
}
