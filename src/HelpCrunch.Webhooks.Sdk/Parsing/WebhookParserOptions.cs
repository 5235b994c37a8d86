using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>What a <see cref="WebhookParser"/> reads differently. A parser copies its options: later changes do not reach it.</summary>
public sealed class WebhookParserOptions
{
    internal const int DefaultMaxDepth = 64;

    private readonly Dictionary<string, Func<WebhookParserOptions, EventDescriptor>> _events = new(StringComparer.Ordinal);

    /// <summary>
    /// Converters of your own, asked before the SDK's wherever the type they convert appears, the first first: scalars, open values,
    /// records, event data, and the events themselves by their own type (not by a family's). A value that one throws at is kept raw
    /// in <c>AdditionalProperties</c>, as everything that cannot be read; event data that one throws at, or at the id of which, is
    /// <see cref="WebhookParseErrorCode.InvalidEventData"/> with its <see cref="WebhookParseError.Exception"/>; an event that one throws
    /// at is read by the SDK. Never null; empty by default.
    /// </summary>
    public IList<JsonConverter> Converters { get; } = [];

    /// <summary>
    /// The metadata of your own types, for converters that read them with the options they are called with: your
    /// <see cref="JsonSerializerContext"/>. The SDK's own types follow it, and reflection where it is not switched off. Null by
    /// default.
    /// </summary>
    public IJsonTypeInfoResolver? TypeInfoResolver { get; set; }

    /// <summary>How deeply a body may be nested; deeper ones are <see cref="WebhookParseErrorCode.InvalidJson"/>.</summary>
    /// <value>64 by default; from 4, which HelpCrunch's documented bodies need, to 1000, which JSON can be written to.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 4 or more than 1000.</exception>
    public int MaxDepth
    {
        get;
        set => field = value is >= 4 and <= 1000
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "MaxDepth is from 4, which HelpCrunch's documented bodies need, to 1000.");
    }
    = DefaultMaxDepth;

    /// <summary>
    /// Adds an event of your own: <c>eventData</c> is read into <typeparamref name="TData"/>, with reflection and System.Text.Json's
    /// web defaults, and the event is a <see cref="CustomEvent{TData}"/>. It may be a documented event that you model anew.
    /// </summary>
    /// <typeparam name="TData">The type of your own.</typeparam>
    /// <param name="eventType">The wire's <c>event</c>. Must not be null or empty.</param>
    /// <returns>These options.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="eventType"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="eventType"/> is empty, or was added before.</exception>
    [RequiresUnreferencedCode("Reads TData by reflection. In a trimmed app, pass the JsonTypeInfo<TData> of your JsonSerializerContext.")]
    [RequiresDynamicCode("Reads TData by reflection. In a Native AOT app, pass the JsonTypeInfo<TData> of your JsonSerializerContext.")]
    public WebhookParserOptions AddEvent<TData>(string eventType) => Add(
        eventType,
        options => options.CreateDescriptor<TData>(eventType, new JsonSerializerOptions(JsonSerializerDefaults.Web) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() }));

    /// <summary>
    /// Adds an event of your own: <c>eventData</c> is read with the metadata of your <see cref="JsonSerializerContext"/>, and the
    /// event is a <see cref="CustomEvent{TData}"/>. It may be a documented event that you model anew. Safe for trimming and
    /// Native AOT.
    /// </summary>
    /// <typeparam name="TData">The type of your own.</typeparam>
    /// <param name="eventType">The wire's <c>event</c>. Must not be null or empty.</param>
    /// <param name="typeInfo">The type's metadata. Must not be null.</param>
    /// <returns>These options.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="eventType"/> is empty, or was added before.</exception>
    public WebhookParserOptions AddEvent<TData>(string eventType, JsonTypeInfo<TData> typeInfo)
    {
        ArgumentNullException.ThrowIfNull(typeInfo);

        return Add(eventType, options => options.Converters.Count == 0
            ? new CustomEventDescriptor<TData>(eventType, typeInfo)
            : options.CreateDescriptor<TData>(eventType, OptionsThatMade(typeInfo)));
    }

    internal EventRegistry CreateEventRegistry() => _events.Count == 0 ? EventRegistry.Default : new EventRegistry([.. _events.Values.Select(create => create(this))]);

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Reflection is asked only where the app has not switched it off.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Reflection is asked only where the app has not switched it off.")]
    internal IJsonTypeInfoResolver ResolverForConverters() => JsonTypeInfoResolver.Combine(
        TypeInfoResolver,
        WebhookModel.TypeInfoResolver,
        JsonSerializer.IsReflectionEnabledByDefault ? new DefaultJsonTypeInfoResolver() : null);

    private WebhookParserOptions Add(string eventType, Func<WebhookParserOptions, EventDescriptor> create)
    {
        ArgumentNullException.ThrowIfNull(eventType);

        if (eventType.Length == 0)
        {
            throw new ArgumentException("The event string is empty. Pass the text that stands in the wire's 'event'.", nameof(eventType));
        }

        if (_events.ContainsKey(eventType))
        {
            throw new ArgumentException($"The event '{eventType}' was added before. Each event string has one model.", nameof(eventType));
        }

        _events.Add(eventType, create);
        return this;
    }

    /// <summary>A copy of the options, whose metadata for the type is the given one.</summary>
    private static JsonSerializerOptions OptionsThatMade<TData>(JsonTypeInfo<TData> typeInfo) =>
        typeInfo.Options.TryGetTypeInfo(typeof(TData), out var made) && made == typeInfo
            ? new JsonSerializerOptions(typeInfo.Options)
            : throw new InvalidOperationException(
                $"The metadata that AddEvent was given for {typeof(TData).Name} is not what its options have for the type, so your converters cannot be added to it. Pass that of a JsonSerializerContext, or what its options' GetTypeInfo returns.");

    private CustomEventDescriptor<TData> CreateDescriptor<TData>(string eventType, JsonSerializerOptions json)
    {
        for (var index = 0; index < Converters.Count; index++)
        {
            json.Converters.Insert(index, Converters[index]); // Before those of the options, which come second.
        }

        return new CustomEventDescriptor<TData>(eventType, (JsonTypeInfo<TData>)json.GetTypeInfo(typeof(TData)));
    }
}
