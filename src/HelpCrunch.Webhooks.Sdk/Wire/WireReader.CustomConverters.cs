using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace HelpCrunch.Webhooks.Sdk;

// Reads values with custom converters. Without custom converters, these methods are not called.
internal ref partial struct WireReader
{
    /// <summary>
    /// The exception that a custom converter threw for the value at the given position. Null when it did not throw, or when a
    /// converter threw for a later value.
    /// </summary>
    public readonly Exception? ConverterExceptionAt(int start) => start == _converterExceptionStart ? _converterException : null;

    /// <summary>Reads the value with a custom converter and moves past it. Returns false when the type does not have a converter.</summary>
    public bool TryReadWithCustomConverter<T>(out T? value)
    {
        value = default;
        if (Converters!.Find<T>() is not { } converter)
        {
            return false;
        }

        ReadOrPreserve(converter, out value);
        return true;
    }

    /// <summary>Reads a nullable value type with a custom converter and moves past it. As in System.Text.Json, a converter for either type is used.</summary>
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

        if (!TryReadNull() && ReadOrPreserve(converter, out var present))
        {
            value = present;
        }

        return true;
    }

    /// <summary>
    /// Calls a converter and moves to the end of the value. Returns false when the converter threw, or when it did not read to the end of the
    /// value.
    /// </summary>
    public bool TryConvert<T>(JsonConverter<T> converter, out T? value, out Exception? exception) =>
        Converters!.TryConvert(ref _json, converter, out value, out exception);

    /// <summary>Reads the value with the metadata of its type and moves to the end of the value. Returns false when the type threw.</summary>
    public bool TryConvert(JsonTypeInfo typeInfo, out object? value, out Exception? exception) =>
        CustomConverters.TryConvert(ref _json, typeInfo, out value, out exception);

    /// <summary>Reads the value with a converter or preserves it, and moves past it. Returns false when the value was preserved.</summary>
    private bool ReadOrPreserve<T>(JsonConverter<T> converter, out T? value)
    {
        value = default;
        if (!converter.HandleNull && TryReadNull())
        {
            return true;
        }

        var start = Start;
        if (TryConvert(converter, out value, out var exception))
        {
            Consume();
            return true;
        }

        (_converterException, _converterExceptionStart) = (exception, start);
        PreserveFrom(start);
        return false;
    }
}
