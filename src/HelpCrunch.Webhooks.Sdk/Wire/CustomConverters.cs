using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// The custom converters, which replace the SDK's converters. Without custom converters, the instance is null, so the only cost is a null
/// check.
/// </summary>
internal sealed class CustomConverters
{
    private readonly ConcurrentDictionary<Type, JsonConverter?> _byType = new();
    private readonly ConcurrentDictionary<Type, JsonConverter> _casting = new();
    private readonly ConcurrentDictionary<Type, JsonTypeInfo?> _events = new();
    private readonly IJsonTypeInfoResolver _eventMetadata;

    private CustomConverters(JsonSerializerOptions options, IJsonTypeInfoResolver eventMetadata)
    {
        Options = options;
        _eventMetadata = eventMetadata;
    }

    /// <summary>The options that the converters are called with.</summary>
    public JsonSerializerOptions Options { get; }

    /// <summary>Creates an instance for the converters of the options.</summary>
    /// <param name="options">The options.</param>
    /// <param name="basicTypes">The types that only <see cref="ParserConverters"/> convert.</param>
    /// <param name="sdkTypes">The types that all converters convert.</param>
    /// <param name="eventMetadata">The metadata of the SDK's events.</param>
    /// <remarks>All types are looked up now, so that a converter or a converter factory throws at startup and not during a delivery.</remarks>
    public static CustomConverters Create(JsonSerializerOptions options, IReadOnlyList<ConvertibleType> basicTypes, IReadOnlyList<ConvertibleType> sdkTypes, IJsonTypeInfoResolver eventMetadata)
    {
        var converters = new CustomConverters(options, eventMetadata);
        var ofParser = options.Converters.OfType<ParserConverters>().FirstOrDefault()?.Converters ?? [];
        foreach (var type in basicTypes)
        {
            converters._byType[type.ClrType] = converters.Search(type.ClrType, ofParser);
        }

        foreach (var type in basicTypes.Concat(sdkTypes))
        {
            type.ResolveConverter(converters);
        }

        return converters;
    }

    /// <summary>Gets the first converter for the type, as System.Text.Json does. Null when there is none.</summary>
    public JsonConverter<T>? Find<T>() => _byType.GetOrAdd(typeof(T), Search) switch
    {
        null => null,
        JsonConverter<T> converter => converter,
        var converter => (JsonConverter<T>)_casting.GetOrAdd(typeof(T), _ => Cast<T>(converter)),
    };

    /// <summary>Determines whether a converter for the type exists.</summary>
    public bool CanConvert(Type type) => _byType.GetOrAdd(type, Search) is not null;

    /// <summary>Gets the metadata with which System.Text.Json calls the converter for an event class. Null when there is none.</summary>
    public JsonTypeInfo? FindEvent(Type eventClrType) => _events.GetOrAdd(eventClrType, SearchEvent);

    /// <summary>
    /// Calls a converter with a copy of the reader, and always moves the reader to the end of the value. Returns false when the converter
    /// threw, or when it did not read to the end of the value, which System.Text.Json does not accept either.
    /// </summary>
    /// <param name="json">The reader.</param>
    /// <param name="converter">The converter.</param>
    /// <param name="value">The value that the converter returned.</param>
    /// <param name="exception">The exception that the converter threw. Null when it did not throw.</param>
    public bool TryConvert<T>(ref Utf8JsonReader json, JsonConverter<T> converter, out T? value, out Exception? exception)
    {
        var copy = json;
        json.Skip();
        exception = null;
        try
        {
            value = converter.Read(ref copy, typeof(T), Options);
            if (copy.BytesConsumed == json.BytesConsumed)
            {
                return true;
            }
        }
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
        {
            // A custom converter can throw any exception. Parse must not throw, so the value is preserved.
            exception = thrown;
        }

        value = default;
        return false;
    }

    /// <summary>Reads a value with the metadata of a custom type, or of an event class that has a custom converter.</summary>
    public static bool TryConvert(ref Utf8JsonReader json, JsonTypeInfo typeInfo, out object? value, out Exception? exception)
    {
        var copy = json;
        json.Skip();
        exception = null;
        try
        {
            value = JsonSerializer.Deserialize(ref copy, typeInfo);
            return true;
        }
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
        {
            exception = thrown; // A custom type can throw any exception.
        }

        value = null;
        return false;
    }

    private JsonTypeInfo? SearchEvent(Type eventClrType) =>
        _byType.GetOrAdd(eventClrType, Search) is { } converter and not ISdkEventConverter && converter.Type == eventClrType
            ? _eventMetadata.GetTypeInfo(eventClrType, Options)
            : null;

    private JsonConverter? Search(Type type) => Search(type, Options.Converters);

    private JsonConverter? Search(Type type, IEnumerable<JsonConverter> converters)
    {
        foreach (var converter in converters)
        {
            if (converter.CanConvert(type))
            {
                return converter is JsonConverterFactory factory ? factory.CreateConverter(type, Options) : converter;
            }
        }

        return null;
    }

    private CastingConverter<T> Cast<T>(JsonConverter converter) =>
        converter.Type is { } type && (type.IsAssignableFrom(typeof(T)) || typeof(T).IsAssignableFrom(type))
            ? new CastingConverter<T>(JsonMetadataServices.CreateValueInfo<T>(Options, converter))
            : throw new InvalidOperationException(
                $"CanConvert of the converter {TypeNames.Format(converter.GetType())} returns true for {TypeNames.Format(typeof(T))}, but it cannot convert this type. Change CanConvert, or remove the converter.");

    /// <summary>Calls a converter for a base type of <typeparamref name="T"/> through System.Text.Json, which casts the result.</summary>
    private sealed class CastingConverter<T>(JsonTypeInfo<T> typeInfo) : JsonConverter<T>
    {
        public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => JsonSerializer.Deserialize(ref reader, typeInfo);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value, typeInfo);
    }
}

/// <summary>
/// Marks the SDK's event converters. They are not custom converters even if they are in the converters of the options, because they would
/// call themselves recursively.
/// </summary>
internal interface ISdkEventConverter;
