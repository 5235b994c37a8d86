using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

internal ref partial struct WireReader
{
    /// <summary>The id without which the object is not one of its kind: an integer, or a string of one.</summary>
    public long Identity()
    {
        var start = Start;
        var id = Integer();
        _frame.Identified = id.HasValue;
        _frame.IdentityFault = id.HasValue ? default : new IdReadError(start, ThrownAt(start));
        return id.GetValueOrDefault();
    }

    /// <summary>An integer, or a string of one.</summary>
    public long? Integer()
    {
        if (Converters is not null && TryReadNullableWithCustomConverter<long>(out var own))
        {
            return own;
        }

        if (_json.TokenType == JsonTokenType.Null)
        {
            Consume();
            return null;
        }

        if (ScalarReader.TryGetInt64(ref _json, out var value))
        {
            Consume();
            return value;
        }

        Preserve();
        return null;
    }

    /// <summary>A small count; 0 when it is absent or cannot be read.</summary>
    public int Count()
    {
        if (Converters is not null && TryReadNullableWithCustomConverter<int>(out var own))
        {
            return own.GetValueOrDefault();
        }

        if (_json.TokenType == JsonTokenType.Null)
        {
            Consume();
            return 0;
        }

        if (ScalarReader.TryGetInt64(ref _json, out var value) && value is >= int.MinValue and <= int.MaxValue)
        {
            Consume();
            return (int)value;
        }

        Preserve();
        return 0;
    }

    /// <summary>A string.</summary>
    public string? Text()
    {
        if (Converters is not null && TryReadWithCustomConverter<string>(out var own))
        {
            return own;
        }

        if (_json.TokenType == JsonTokenType.Null)
        {
            Consume();
            return null;
        }

        if (ScalarReader.TryGetText(ref _json, out var text))
        {
            Consume();
            return text;
        }

        Preserve();
        return null;
    }

    /// <summary>A string that may come as a number: <c>userId</c> is whatever the website's developer passed.</summary>
    public string? TextOrNumber() => _json.TokenType == JsonTokenType.Number ? NumberAsText() : Text();

    // Apart, because few bodies come here: a process's first event would wait until this is compiled.
    private string? NumberAsText()
    {
        if (Converters is not null && TryReadWithCustomConverter<string>(out var own))
        {
            return own;
        }

        var number = System.Text.Encoding.UTF8.GetString(ScalarReader.RawUtf8(ref _json));
        Consume();
        return number;
    }

    /// <summary>A boolean, or 0/1.</summary>
    public bool? Boolean()
    {
        if (Converters is not null && TryReadNullableWithCustomConverter<bool>(out var own))
        {
            return own;
        }

        if (_json.TokenType == JsonTokenType.Null)
        {
            Consume();
            return null;
        }

        if (ScalarReader.TryGetBoolean(ref _json, out var value))
        {
            Consume();
            return value;
        }

        Preserve();
        return null;
    }

    /// <summary>UNIX seconds, in any of their forms.</summary>
    public DateTimeOffset? Timestamp()
    {
        if (Converters is not null && TryReadNullableWithCustomConverter<DateTimeOffset>(out var own))
        {
            return own;
        }

        if (ScalarReader.TryGetTimestamp(ref _json, out var value))
        {
            Consume();
            return value;
        }

        Preserve();
        return null;
    }

    /// <summary>
    /// The text of a word of an open set. Each set makes its value of it by itself: a process's first event would wait while a
    /// generic method is compiled for each of them.
    /// </summary>
    public string? OpenValue(KnownValues known)
    {
        if (_json.TokenType == JsonTokenType.Null)
        {
            Consume();
            return null;
        }

        if (_json.TokenType == JsonTokenType.String && ScalarReader.TryGetUtf8(ref _json, out var utf8))
        {
            var text = known.Decode(utf8);
            Consume();
            return text;
        }

        Preserve();
        return null;
    }
}
