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
}
