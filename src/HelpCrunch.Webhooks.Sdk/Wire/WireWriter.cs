using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Writes one object with the wire's names and forms. What the object had beyond its typed members is written too: in the
/// place of a documented member when that is where it stood and the member is still empty, behind the others otherwise.
/// </summary>
internal sealed class WireWriter : WireVisitor
{
    private readonly IReadOnlyDictionary<string, JsonElement> _additional;
    private HashSet<string>? _done;

    private WireWriter(Utf8JsonWriter json, JsonSerializerOptions options, CustomConverters? converters, IReadOnlyDictionary<string, JsonElement> additional)
    {
        Json = json;
        Options = options;
        Converters = converters;
        _additional = additional;
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
        if (data is JsonElement raw && Converters?.Takes(typeof(JsonElement)) != true)
        {
            Raw(name, raw); // System.Text.Json throws where an escape is a lone surrogate, which JSON allows.
            return;
        }

        Begin(name, isEmpty: false);
        JsonSerializer.Serialize(Json, data, (JsonTypeInfo<TData>)Options.GetTypeInfo(typeof(TData)));
    }

    /// <summary>Writes what is left of the additional properties, and ends the object.</summary>
    private void End()
    {
        foreach (var property in _additional)
        {
            if (_done?.Contains(property.Key) != true)
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
        if (Begin(name, value is null) && !User(value))
        {
            Json.WriteStringValue(value);
        }
    }

    public override void Integer(string name, long? value)
    {
        if (Begin(name, value is null) && !UserNullable(value))
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
        if (Begin(name, value == 0) && !UserNullable<int>(value))
        {
            Json.WriteNumberValue(value);
        }
    }

    public override void Boolean(string name, bool? value)
    {
        if (Begin(name, value is null) && !UserNullable(value))
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
        if (Begin(name, value is null) && !UserNullable(value))
        {
            WireTimestamp.WriteText(Json, value);
        }
    }

    public override void TimestampNumber(string name, DateTimeOffset? value)
    {
        if (Begin(name, value is null) && !UserNullable(value))
        {
            WireTimestamp.WriteNumber(Json, value);
        }
    }

    public override void Open<T>(string name, T? value)
    {
        if (Begin(name, value is null) && !UserNullable(value))
        {
            Json.WriteStringValue(value?.ToString());
        }
    }

    public override void Ids(string name, IReadOnlyList<long> ids)
    {
        var kept = _additional.TryGetValue(name, out var raw) && (ids.Count == 0 || WireIds.Say(raw, ids, Converters));
        if (Begin(name, kept) && !User(ids))
        {
            Json.WriteStartArray();
            foreach (var id in ids)
            {
                if (!User(id))
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
        if (!Begin(name, value is null) || User(value))
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

    public override void CustomData(string name, CustomData value)
    {
        if (Begin(name, value.Count == 0) && !User(value))
        {
            if (ReferenceEquals(value, Sdk.CustomData.Empty))
            {
                Json.WriteNullValue(); // What null and absence are read as.
            }
            else
            {
                value.WriteTo(Json);
            }
        }
    }

    /// <summary>
    /// An id under the first of these undocumented names that nothing was kept under, unless what was kept is read as this id: a
    /// plain one before an object's, and of two alike the first.
    /// </summary>
    public override void IdOrObject(ReadOnlySpan<string> names, long? id)
    {
        string? free = null;
        long? plain = null;
        long? ofObject = null;
        foreach (var name in names)
        {
            if (!_additional.TryGetValue(name, out var raw))
            {
                free ??= name;
            }
            else if (raw.ValueKind == JsonValueKind.Object)
            {
                ofObject ??= WireIds.Read(raw, Converters);
            }
            else
            {
                plain ??= WireIds.Read(raw, Converters);
            }
        }

        if (id is not null && id != (plain ?? ofObject))
        {
            Integer(free ?? names[0], id);
        }
    }

    /// <summary>
    /// Writes the name, and where the member is empty the raw value that the wire had there. True when the value is still to
    /// be written.
    /// </summary>
    private bool Begin(string name, bool isEmpty)
    {
        Json.WritePropertyName(name);
        if (!_additional.TryGetValue(name, out var raw))
        {
            return true;
        }

        Done(name);
        if (!isEmpty)
        {
            return true;
        }

        RawJson.Write(Json, raw);
        return false;
    }

    private void Done(string name) => (_done ??= new(StringComparer.Ordinal)).Add(name);

    private bool User<T>(T? value)
    {
        if (Converters?.Find<T>() is not { } converter || (value is null && !converter.HandleNull))
        {
            return false;
        }

        converter.Write(Json, value!, Options);
        return true;
    }

    private bool UserNullable<T>(T? value)
        where T : struct
    {
        if (User<T?>(value))
        {
            return true;
        }

        return value is { } present && User(present);
    }
}
