using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>
/// Writes one object with the wire's names and forms. What the object had beyond its typed members is written too: in the
/// place of a documented member when that is where it stood and the member is still empty, behind the others otherwise.
/// </summary>
internal struct WireWriter
{
    private readonly IReadOnlyDictionary<string, JsonElement> _additional;
    private HashSet<string>? _done;

    public WireWriter(Utf8JsonWriter json, JsonSerializerOptions options, UserConverters? converters, IReadOnlyDictionary<string, JsonElement> additional)
    {
        Json = json;
        Options = options;
        Converters = converters;
        _additional = additional;
        json.WriteStartObject();
    }

    public Utf8JsonWriter Json { get; }

    public JsonSerializerOptions Options { get; }

    public UserConverters? Converters { get; }

    /// <summary>Writes what is left of the additional properties, and ends the object.</summary>
    public readonly void End()
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

    public void Text(string name, string? value)
    {
        if (Begin(name, value is null) && !User(value))
        {
            Json.WriteStringValue(value);
        }
    }

    public void Integer(string name, long? value)
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

    public void Count(string name, int value)
    {
        if (Begin(name, value == 0) && !UserNullable<int>(value))
        {
            Json.WriteNumberValue(value);
        }
    }

    public void Boolean(string name, bool? value)
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

    /// <summary>A time inside <c>eventData</c>: a string of seconds with three decimals.</summary>
    public void TimestampText(string name, DateTimeOffset? value)
    {
        if (Begin(name, value is null) && !UserNullable(value))
        {
            WireTimestamp.WriteText(Json, value);
        }
    }

    /// <summary>A time of the envelope: an integer of seconds.</summary>
    public void TimestampNumber(string name, DateTimeOffset? value)
    {
        if (Begin(name, value is null) && !UserNullable(value))
        {
            WireTimestamp.WriteNumber(Json, value);
        }
    }

    public void Open<T>(string name, T? value)
        where T : struct
    {
        if (Begin(name, value is null) && !UserNullable(value))
        {
            Json.WriteStringValue(value?.ToString());
        }
    }

    public void Ids(string name, IReadOnlyList<long> ids)
    {
        var kept = _additional.TryGetValue(name, out var raw) && (ids.Count == 0 || WireIds.Say(raw, ids));
        if (Begin(name, kept) && !User(ids))
        {
            Json.WriteStartArray();
            foreach (var id in ids)
            {
                if (!UserNullable<long>(id))
                {
                    Json.WriteNumberValue(id);
                }
            }

            Json.WriteEndArray();
        }
    }

    public void Record<T>(string name, T? value)
        where T : class, IWireRecord
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

        var wire = new WireWriter(Json, Options, Converters, value.AdditionalProperties);
        value.Write(ref wire);
        wire.End();
    }

    public void CustomData(string name, CustomData value)
    {
        if (Begin(name, value.Count == 0) && !User(value))
        {
            value.WriteTo(Json);
        }
    }

    /// <summary>An id under the first of these undocumented names, unless an object kept under one of them says it already.</summary>
    public void IdOrObject(scoped ReadOnlySpan<string> names, long? id)
    {
        if (id is not { } value)
        {
            return;
        }

        foreach (var name in names)
        {
            if (_additional.TryGetValue(name, out var raw) && WireIds.Say(raw, value))
            {
                return;
            }
        }

        Integer(names[0], id);
    }

    /// <summary>
    /// Writes the name, and where the member is empty the raw value that the wire had there. True when the value is still to
    /// be written.
    /// </summary>
    public bool Begin(string name, bool isEmpty)
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

    private readonly bool User<T>(T? value)
    {
        if (Converters?.Find<T>() is not { } converter || (value is null && !converter.HandleNull))
        {
            return false;
        }

        converter.Write(Json, value!, Options);
        return true;
    }

    private readonly bool UserNullable<T>(T? value)
        where T : struct
    {
        if (User<T?>(value))
        {
            return true;
        }

        return value is { } present && User(present);
    }
}
