using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

internal ref partial struct WireReader
{
    /// <summary>The id without which the object is not one of its kind: an integer, or a string of one.</summary>
    public long Identity()
    {
        var start = Start;
        var id = Integer();
        _place.Identified = id.HasValue;
        _place.IdentityFault = id.HasValue ? default : new WireFault(start, ThrownAt(start));
        return id.GetValueOrDefault();
    }

    /// <summary>An integer, or a string of one.</summary>
    public long? Integer()
    {
        if (Converters is not null && TryUserNullable<long>(out var own))
        {
            return own;
        }

        if (_json.TokenType == JsonTokenType.Null)
        {
            Accept();
            return null;
        }

        if (WireScalar.TryGetInt64(ref _json, out var value))
        {
            Accept();
            return value;
        }

        Keep();
        return null;
    }

    /// <summary>A small count; 0 when it is absent or cannot be read.</summary>
    public int Count()
    {
        if (Converters is not null && TryUserNullable<int>(out var own))
        {
            return own.GetValueOrDefault();
        }

        if (_json.TokenType == JsonTokenType.Null)
        {
            Accept();
            return 0;
        }

        if (WireScalar.TryGetInt64(ref _json, out var value) && value is >= int.MinValue and <= int.MaxValue)
        {
            Accept();
            return (int)value;
        }

        Keep();
        return 0;
    }

    /// <summary>A string.</summary>
    public string? Text()
    {
        if (Converters is not null && TryUser<string>(out var own))
        {
            return own;
        }

        if (_json.TokenType == JsonTokenType.Null)
        {
            Accept();
            return null;
        }

        if (WireScalar.TryGetText(ref _json, out var text))
        {
            Accept();
            return text;
        }

        Keep();
        return null;
    }

    /// <summary>A string that may come as a number: <c>userId</c> is whatever the website's developer passed.</summary>
    public string? TextOrNumber() => _json.TokenType == JsonTokenType.Number ? NumberAsText() : Text();

    // Apart, because few bodies come here: a process's first event would wait until this is compiled.
    private string? NumberAsText()
    {
        if (Converters is not null && TryUser<string>(out var own))
        {
            return own;
        }

        var number = System.Text.Encoding.UTF8.GetString(WireScalar.RawUtf8(ref _json));
        Accept();
        return number;
    }

    /// <summary>A boolean, or 0/1.</summary>
    public bool? Boolean()
    {
        if (Converters is not null && TryUserNullable<bool>(out var own))
        {
            return own;
        }

        if (_json.TokenType == JsonTokenType.Null)
        {
            Accept();
            return null;
        }

        if (WireScalar.TryGetBoolean(ref _json, out var value))
        {
            Accept();
            return value;
        }

        Keep();
        return null;
    }

    /// <summary>UNIX seconds, in any of their forms.</summary>
    public DateTimeOffset? Timestamp()
    {
        if (Converters is not null && TryUserNullable<DateTimeOffset>(out var own))
        {
            return own;
        }

        if (WireScalar.TryGetTimestamp(ref _json, out var value))
        {
            Accept();
            return value;
        }

        Keep();
        return null;
    }

    /// <summary>
    /// The text of a word of an open set. Each set makes its value of it by itself: a process's first event would wait while a
    /// generic method is compiled for each of them.
    /// </summary>
    public string? Word(OpenWords words)
    {
        if (_json.TokenType == JsonTokenType.Null)
        {
            Accept();
            return null;
        }

        if (_json.TokenType == JsonTokenType.String && WireScalar.TryGetUtf8(ref _json, out var utf8))
        {
            var text = words.Text(utf8);
            Accept();
            return text;
        }

        Keep();
        return null;
    }
}
