using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

internal ref partial struct WireReader
{
    /// <summary>
    /// An object with an id. False when the value is none; PHP's empty object, <c>[]</c>, is none. Each record reads itself between
    /// this and <see cref="LeaveRecord"/>: a process's first event would wait while generic methods are compiled.
    /// </summary>
    /// <param name="outer">The place to leave to.</param>
    public bool TryEnterRecord(out ObjectFrame outer)
    {
        if (TryEnter(out outer))
        {
            return true;
        }

        if (_json.TokenType == JsonTokenType.Null || IsEmptyArray())
        {
            Consume();
        }
        else
        {
            Preserve();
        }

        return false;
    }

    /// <summary>Behind the object. It is the record, or, without its id, kept raw: then this is null.</summary>
    /// <param name="outer">The place that the object was entered from.</param>
    /// <param name="record">What was read of it.</param>
    public object? LeaveRecord(in ObjectFrame outer, object record)
    {
        var start = _frame.Start;
        if (Leave(outer, out _))
        {
            Consume();
            return record;
        }

        PreserveFrom(start);
        return null;
    }

    /// <summary>The custom attributes of a customer.</summary>
    public CustomData CustomData()
    {
        if (Converters is not null && TryReadWithCustomConverter<CustomData>(out var own))
        {
            return own ?? Sdk.CustomData.Empty;
        }

        if (_json.TokenType == JsonTokenType.Null)
        {
            Consume();
            return Sdk.CustomData.Empty;
        }

        var raw = Raw();
        if (Sdk.CustomData.TryCreate(raw) is { } customData)
        {
            Consume();
            return customData;
        }

        Preserve(raw);
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
