using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// The converters that the user gave, which come before the SDK's own wherever their type appears. There is none on the
/// default way: then this object does not exist, and a null check is all that the user's right costs.
/// </summary>
internal sealed class CustomConverters
{
    private readonly ConcurrentDictionary<Type, JsonConverter?> _byType = new();
    private readonly ConcurrentDictionary<Type, JsonTypeInfo?> _events = new();

    private CustomConverters(JsonSerializerOptions options) => Options = options;

    /// <summary>What the user's converters are called with.</summary>
    public JsonSerializerOptions Options { get; }

    /// <summary>
    /// Those of the options, of which every type that a body is read into is asked for: a factory that throws does so here, where the
    /// developer is, and not when a delivery first has a value of the type.
    /// </summary>
    public static CustomConverters? In(JsonSerializerOptions options)
    {
        if (options.Converters.Count == 0)
        {
            return null;
        }

        var users = new CustomConverters(options);
        foreach (var type in WireTypes.All)
        {
            users.Takes(type);
        }

        return users;
    }

    /// <summary>
    /// The same, remembered by the converter that asks: System.Text.Json makes one for each options, so it is right again.
    /// </summary>
    public static CustomConverters? For(JsonSerializerOptions options, ref CustomConverters? remembered)
    {
        var last = remembered; // Once: where the converter serves several options, another thread may be putting theirs there.
        return last?.Options == options ? last : remembered = In(options);
    }

    /// <summary>Asks for the events' own types too, of which a parser knows all.</summary>
    public void Resolve(IEnumerable<Type> eventClrTypes)
    {
        foreach (var type in eventClrTypes)
        {
            FindEvent(type);
        }
    }

    /// <summary>The first converter that takes the type, as System.Text.Json would choose; null leaves it to the SDK.</summary>
    public JsonConverter<T>? Find<T>() => _byType.GetOrAdd(typeof(T), Search) switch
    {
        null => null,
        JsonConverter<T> converter => converter,
        _ => new CastingConverter<T>((JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T))),
    };

    /// <summary>Whether there is a converter that takes the type.</summary>
    public bool Takes(Type type) => _byType.GetOrAdd(type, Search) is not null;

    /// <summary>The metadata by which System.Text.Json calls the user's converter of an event's own type; null when there is none.</summary>
    public JsonTypeInfo? FindEvent(Type eventClrType) => _events.GetOrAdd(eventClrType, SearchEvent);

    private JsonTypeInfo? SearchEvent(Type eventClrType) =>
        _byType.GetOrAdd(eventClrType, Search) is { } converter and not ISdkEventConverter && converter.Type == eventClrType
            ? WebhookJson.TypeInfoResolver.GetTypeInfo(eventClrType, Options)
            : null;

    private JsonConverter? Search(Type type)
    {
        foreach (var converter in Options.Converters)
        {
            if (converter.CanConvert(type))
            {
                return converter is JsonConverterFactory factory ? factory.CreateConverter(type, Options) : converter;
            }
        }

        return null;
    }
}
