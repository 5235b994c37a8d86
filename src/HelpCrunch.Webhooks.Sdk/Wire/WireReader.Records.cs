using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

// Nested records.
internal ref partial struct WireReader
{
    /// <summary>
    /// Moves into an object that has an id. False when the value is null or <c>[]</c>, which is PHP's empty object, and when it is not an
    /// object. Not generic: each record reads its properties between this method and <see cref="LeaveRecord"/>.
    /// </summary>
    /// <param name="outer">The frame to pass to <see cref="LeaveRecord"/>.</param>
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

    /// <summary>Moves past the object and returns the record. An object without a readable id is preserved; the result is then null.</summary>
    /// <param name="outer">The frame of the outer object.</param>
    /// <param name="record">The record that was read.</param>
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
