using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>
/// The converters that the user gave, which come before the SDK's own wherever their type appears. There is none on the
/// default way: then this object does not exist, and a null check is all that the user's right costs.
/// </summary>
internal sealed class UserConverters
{
    private readonly ConcurrentDictionary<Type, JsonConverter?> _byType = new();
    private readonly ConcurrentDictionary<Type, JsonTypeInfo?> _events = new();

    private UserConverters(JsonSerializerOptions options) => Options = options;

    /// <summary>What the user's converters are called with.</summary>
    public JsonSerializerOptions Options { get; }

    public static UserConverters? In(JsonSerializerOptions options) =>
        options.Converters.Count == 0 ? null : new UserConverters(options);

    /// <summary>
    /// The same, remembered by the converter that asks: System.Text.Json makes one for each options, so it is right again.
    /// </summary>
    public static UserConverters? For(JsonSerializerOptions options, ref UserConverters? remembered)
    {
        var last = remembered; // Once: where the converter serves several options, another thread may be putting theirs there.
        return last?.Options == options ? last : remembered = In(options);
    }

    /// <summary>
    /// Asks for every type that a body is read into, so that a factory which throws does so here, where the developer is, and not
    /// at a delivery.
    /// </summary>
    /// <param name="eventClasses">The types of the events.</param>
    public void ResolveAll(IEnumerable<Type> eventClasses)
    {
        foreach (var type in WireTypes.All)
        {
            Takes(type);
        }

        foreach (var type in eventClasses)
        {
            FindEvent(type);
        }
    }

    /// <summary>The first converter that takes the type, as System.Text.Json would choose; null leaves it to the SDK.</summary>
    public JsonConverter<T>? Find<T>() => _byType.GetOrAdd(typeof(T), Search) as JsonConverter<T>;

    /// <summary>Whether there is a converter that takes the type.</summary>
    public bool Takes(Type type) => _byType.GetOrAdd(type, Search) is not null;

    /// <summary>The metadata by which System.Text.Json calls the user's converter of an event's own type; null when there is none.</summary>
    public JsonTypeInfo? FindEvent(Type eventClass) => _events.GetOrAdd(eventClass, SearchEvent);

    private JsonTypeInfo? SearchEvent(Type eventClass) =>
        _byType.GetOrAdd(eventClass, Search) is { } converter and not ISdkEventConverter && converter.Type == eventClass
            ? WebhookJson.TypeInfoResolver.GetTypeInfo(eventClass, Options)
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
