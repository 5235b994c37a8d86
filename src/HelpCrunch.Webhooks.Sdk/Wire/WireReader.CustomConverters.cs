using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace HelpCrunch.Webhooks.Sdk;

internal ref partial struct WireReader
{
    /// <summary>What the user's converter threw at the value that begins at that byte, if no later one made it throw again; null when it threw nothing.</summary>
    public readonly Exception? ThrownAt(int start) => start == _thrownAt ? _thrown : null;

    /// <summary>Reads the value with the user's converter. False when there is none for the type. Asked only where there are any.</summary>
    public bool TryReadWithCustomConverter<T>(out T? value)
    {
        value = default;
        if (Converters!.Find<T>() is not { } converter)
        {
            return false;
        }

        Read(converter, out value);
        return true;
    }

    /// <summary>The same for a value type that may be null: a converter of either type serves, as in System.Text.Json. Asked only where there are any.</summary>
    public bool TryReadNullableWithCustomConverter<T>(out T? value)
        where T : struct
    {
        if (TryReadWithCustomConverter<T?>(out value))
        {
            return true;
        }

        if (Converters!.Find<T>() is not { } converter)
        {
            return false;
        }

        if (_json.TokenType == JsonTokenType.Null)
        {
            Consume();
        }
        else if (Read(converter, out var present))
        {
            value = present;
        }

        return true;
    }

    private bool Read<T>(JsonConverter<T> converter, out T? value)
    {
        value = default;
        if (_json.TokenType == JsonTokenType.Null && !converter.HandleNull)
        {
            Consume();
            return true;
        }

        var start = Start;
        if (TryConvert(converter, out value, out var cause))
        {
            Consume();
            return true;
        }

        (_thrown, _thrownAt) = (cause, start);
        PreserveFrom(start);
        return false;
    }

    /// <summary>
    /// Calls the converter on a copy of the walk: whatever it reads or leaves unread, the walk itself goes on at the value's
    /// end. False when the converter threw, which is how it says that it cannot read this value, and when it stopped anywhere
    /// but at the value's end: what it then made is not this value, and System.Text.Json would not take it either.
    /// </summary>
    /// <param name="converter">The converter.</param>
    /// <param name="value">What it made of the value.</param>
    /// <param name="cause">What it threw; null when it threw nothing.</param>
    public bool TryConvert<T>(JsonConverter<T> converter, out T? value, out Exception? cause)
    {
        var copy = _json;
        _json.Skip();
        cause = null;
        try
        {
            value = converter.Read(ref copy, typeof(T), Converters!.Options);
            if (copy.BytesConsumed == _json.BytesConsumed)
            {
                return true;
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Whatever foreign code throws at bytes from outside, it must not leave Parse; the value is kept, so nothing is lost.
            cause = exception;
        }

        value = default;
        return false;
    }

    /// <summary>The same with the metadata of a type of the user's, or of one that he has a converter for.</summary>
    public bool TryConvert(JsonTypeInfo typeInfo, out object? value, out Exception? cause)
    {
        var copy = _json;
        _json.Skip();
        cause = null;
        try
        {
            value = JsonSerializer.Deserialize(ref copy, typeInfo);
            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            cause = exception; // As above.
        }

        value = null;
        return false;
    }
}
