using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

internal ref partial struct WireReader
{
    /// <summary>An object with an id. PHP's empty object, <c>[]</c>, is none.</summary>
    public T? Record<T>(WireConstructor<T> construct)
        where T : class
    {
        if (_converters is not null && TryUser<T>(out var own))
        {
            return own;
        }

        if (_json.TokenType == JsonTokenType.StartObject)
        {
            return _body.IsEmpty ? RecordOfConverter(construct) : RecordOfBody(construct);
        }

        if (_json.TokenType == JsonTokenType.Null || IsEmptyArray())
        {
            Accept();
        }
        else
        {
            Keep();
        }

        return null;
    }

    private T? RecordOfBody<T>(WireConstructor<T> construct)
        where T : class
    {
        var start = (int)_json.TokenStartIndex;
        if (TryConstruct(construct, out var record, out _))
        {
            Accept();
            return record;
        }

        // The walk stands at the object's end; its bytes are at hand, so that no bookmark, a large copy, was needed.
        var raw = new Utf8JsonReader(_body.Slice(start, (int)_json.BytesConsumed - start), KeptJson.Options);
        Keep(JsonElement.ParseValue(ref raw));
        return null;
    }

    private T? RecordOfConverter<T>(WireConstructor<T> construct)
        where T : class
    {
        var start = _json;
        if (TryConstruct(construct, out var record, out _))
        {
            Accept();
            return record;
        }

        _json = start;
        Keep();
        return null;
    }

    /// <summary>
    /// The record at the walk's place, which afterwards stands at the object's end. False when the value is no object or has
    /// no id; then the walk stands anywhere in the value.
    /// </summary>
    /// <param name="construct">Reads the record.</param>
    /// <param name="record">The record.</param>
    /// <param name="unreadableId">The byte at which an id stands that cannot be read; null when there is none.</param>
    public bool TryConstruct<T>(WireConstructor<T> construct, out T? record, out long? unreadableId)
        where T : class
    {
        record = null;
        unreadableId = null;
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        var outer = Enter();
        record = construct(ref this);
        var identified = _place.Identified;
        unreadableId = _place.UnreadableIdentity;
        Leave(outer);
        return identified;
    }

    /// <summary>
    /// A list of ids: an array, or the object that PHP makes of an array with gaps (<c>{"0":743,"2":42}</c>); of integers,
    /// strings of integers, or objects with an <c>id</c>. What such objects hold beside the id is kept under the list's name.
    /// </summary>
    public IReadOnlyList<long> Ids()
    {
        if (_converters is not null && TryUser<IReadOnlyList<long>>(out var own))
        {
            return IdList.From(own);
        }

        if (_json.TokenType == JsonTokenType.Null)
        {
            Accept();
            return IdList.Empty;
        }

        var start = _json;
        var read = TryReadIds(out var ids, out var hasObjects);
        if (read && !hasObjects)
        {
            Accept();
            return ids;
        }

        _json = start;
        Keep();
        return ids;
    }

    /// <summary>The custom attributes of a customer.</summary>
    public CustomData CustomData()
    {
        if (_converters is not null && TryUser<CustomData>(out var own))
        {
            return own ?? Sdk.CustomData.Empty;
        }

        var start = _json;
        if (_json.TokenType == JsonTokenType.Null)
        {
            Accept();
            return Sdk.CustomData.Empty;
        }

        if (_json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray
            && Sdk.CustomData.TryCreate(JsonElement.ParseValue(ref _json)) is { } customData)
        {
            Accept();
            return customData;
        }

        _json = start;
        Keep();
        return Sdk.CustomData.Empty;
    }

    /// <summary>An id under a name that is not documented. An object is kept too, for what it holds beside the id.</summary>
    public (long? Plain, long? OfObject) IdOrObject()
    {
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            return (Integer(), null);
        }

        var start = _json;
        var hasId = TryReadObjectId(out var id);
        _json = start;
        Keep();
        return (null, hasId ? id : null);
    }

    private bool IsEmptyArray()
    {
        if (_json.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        var ahead = _json;
        ahead.Read();
        if (ahead.TokenType != JsonTokenType.EndArray)
        {
            return false;
        }

        _json = ahead;
        return true;
    }

    /// <summary>The ids of a list; the walk then stands at the list's end. False when the value is no list of ids.</summary>
    public bool TryReadIds(out IdList ids, out bool hasObjects) => TryReadIds(stackalloc long[16], out ids, out hasObjects);

    // The room is handed in because a method that both loops and takes from the stack is compiled with all optimizations at once,
    // for which a process's first event would wait.
    private bool TryReadIds(scoped Span<long> read, out IdList ids, out bool hasObjects)
    {
        ids = IdList.Empty;
        hasObjects = false;
        if (_json.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
        {
            return false;
        }

        var count = 0;
        while (_json.Read() && _json.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject))
        {
            if (_json.TokenType == JsonTokenType.PropertyName)
            {
                continue;
            }

            hasObjects |= _json.TokenType == JsonTokenType.StartObject;
            if (!TryReadId(out var id))
            {
                return false;
            }

            if (count == read.Length)
            {
                var longer = new long[count * 2];
                read.CopyTo(longer);
                read = longer;
            }

            read[count++] = id;
        }

        ids = IdList.From(read.Slice(0, count));
        return true;
    }

    /// <summary>An integer, a string of one, or an object whose <c>id</c> is either; the walk then stands at the value's end.</summary>
    public bool TryReadId(out long id)
    {
        if (_json.TokenType == JsonTokenType.StartObject)
        {
            return TryReadObjectId(out id);
        }

        return _converters?.Find<long>() is { } converter
            ? TryConvert(converter, out id, out _)
            : WireScalar.TryGetInt64(ref _json, out id);
    }

    private bool TryReadObjectId(out long id)
    {
        var found = false;
        id = 0;
        while (_json.Read() && _json.TokenType != JsonTokenType.EndObject)
        {
            var isId = WireScalar.TryGetUtf8(ref _json, out var name) && name.SequenceEqual("id"u8);
            _json.Read();
            if (!isId)
            {
                _json.TrySkip();
            }
            else if (_json.TokenType == JsonTokenType.StartObject)
            {
                found = false; // No id is an object; of two, the last counts.
                _json.TrySkip();
            }
            else
            {
                found = TryReadId(out id);
                _json.TrySkip();
            }
        }

        return found;
    }
}
