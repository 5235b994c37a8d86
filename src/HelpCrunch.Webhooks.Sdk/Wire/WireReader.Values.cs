using System.Text;
using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

// One method for each kind of value. Each method reads or preserves the current value, and moves to the next name.
internal ref partial struct WireReader
{
    /// <summary>Moves past a JSON null. Returns false for any other value.</summary>
    public bool TryReadNull()
    {
        if (_json.TokenType != JsonTokenType.Null)
        {
            return false;
        }

        Consume();
        return true;
    }

    /// <summary>Reads the id that an object must have: an integer, or a string of an integer.</summary>
    public long Identity()
    {
        var start = Start;
        var id = Integer();
        _frame.HasIdentity = id.HasValue;
        _frame.IdentityError = id.HasValue ? default : new IdReadError(start, ConverterExceptionAt(start));
        return id.GetValueOrDefault();
    }

    /// <summary>Reads an integer, or a string of an integer.</summary>
    public long? Integer()
    {
        if (Converters is not null && TryReadNullableWithCustomConverter<long>(out var custom))
        {
            return custom;
        }

        if (TryReadNull())
        {
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

    /// <summary>Reads a 32-bit integer. 0 when it is null or cannot be read.</summary>
    public int Count()
    {
        if (Converters is not null && TryReadNullableWithCustomConverter<int>(out var custom))
        {
            return custom.GetValueOrDefault();
        }

        if (TryReadNull())
        {
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

    /// <summary>Reads a string.</summary>
    public string? Text()
    {
        if (Converters is not null && TryReadWithCustomConverter<string>(out var custom))
        {
            return custom;
        }

        return TextWithoutCustomConverter();
    }

    /// <summary>
    /// Reads the <c>id</c> of the envelope: a string, or the text of a number, which is also preserved. Custom converters do not read it,
    /// because it identifies a redelivery.
    /// </summary>
    public string? EventId() => TextWithoutCustomConverter() ?? PreservedNumber("id");

    /// <summary>Reads a string, or the digits of a number. The developer of a website can pass either as <c>userId</c>.</summary>
    public string? TextOrNumber() => _json.TokenType == JsonTokenType.Number ? NumberAsText() : Text();

    /// <summary>Reads a boolean, 0 or 1.</summary>
    public bool? Boolean()
    {
        if (Converters is not null && TryReadNullableWithCustomConverter<bool>(out var custom))
        {
            return custom;
        }

        if (TryReadNull())
        {
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

    /// <summary>Reads UNIX seconds in any form.</summary>
    public DateTimeOffset? Timestamp()
    {
        if (Converters is not null && TryReadNullableWithCustomConverter<DateTimeOffset>(out var custom))
        {
            return custom;
        }

        if (ScalarReader.TryGetTimestamp(ref _json, out var value))
        {
            Consume();
            return value;
        }

        Preserve();
        return null;
    }

    /// <summary>Reads the text of an open value. Not generic, so that one method is compiled for all open values.</summary>
    public string? OpenValue(KnownValues known)
    {
        if (TryReadNull())
        {
            return null;
        }

        if (TryGetUtf8(out var utf8))
        {
            var text = known.Decode(utf8);
            Consume();
            return text;
        }

        Preserve();
        return null;
    }

    /// <summary>Reads a list of ids in any form that <see cref="IdReader"/> reads. A list of objects is also preserved, because the objects can have other properties.</summary>
    public IReadOnlyList<long> Ids()
    {
        if (Converters is not null && TryReadWithCustomConverter<IReadOnlyList<long>>(out var custom))
        {
            return IdList.From(custom);
        }

        if (TryReadNull())
        {
            return IdList.Empty;
        }

        var start = Start;
        var depth = _json.CurrentDepth;
        if (IdReader.TryReadList(ref _json, Converters, out var ids, out var hasObjects) && !hasObjects)
        {
            Consume();
            return ids;
        }

        PreserveList(start, depth);
        return ids;
    }

    /// <summary>Reads one of several alternative ids. An object is also preserved, because it can have other properties.</summary>
    public AlternativeId AlternativeId()
    {
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            return new AlternativeId { Start = Start, Plain = Integer() };
        }

        var start = Start;
        var hasId = IdReader.TryReadObject(ref _json, Converters, out var id);
        PreserveFrom(start);
        return new AlternativeId { OfObject = hasId ? id : null };
    }

    private string? TextWithoutCustomConverter()
    {
        if (TryReadNull())
        {
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

    // Cold path.
    private string? NumberAsText()
    {
        if (Converters is not null && TryReadWithCustomConverter<string>(out var custom))
        {
            return custom;
        }

        var number = Encoding.UTF8.GetString(ScalarReader.RawUtf8(ref _json));
        Consume();
        return number;
    }

    // Cold path.
    private void PreserveList(int start, int depth)
    {
        while (_json.CurrentDepth > depth)
        {
            _json.Read();
        }

        PreserveFrom(start);
    }
}
