using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

// Reads nested records.
internal ref partial struct WireReader
{
    /// <summary>
    /// Moves into an object that has an id. Returns false when the value is null, <c>[]</c> (the empty object of PHP), or not an object. Each
    /// record reads its properties between this method and <see cref="LeaveRecord"/>, so this method is not generic.
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

    /// <summary>Moves past the object and returns the record. An object without a readable id is preserved, and the result is null.</summary>
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
