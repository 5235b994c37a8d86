using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Options of a <see cref="WebhookParser"/>. A parser copies its options, so later changes do not affect it.</summary>
public sealed class WebhookParserOptions
{
    internal const int DefaultMaxDepth = 64;

    private const string NeedsUnreferencedCode = "Reads TData by reflection. In a trimmed app, pass the JsonTypeInfo<TData> of your JsonSerializerContext.";
    private const string NeedsDynamicCode = "Reads TData by reflection. In a Native AOT app, pass the JsonTypeInfo<TData> of your JsonSerializerContext.";

    private readonly Dictionary<string, Func<WebhookParserOptions, EventDescriptor>> _events = new(StringComparer.Ordinal);

    /// <summary>
    /// Your converters. They come before the SDK's wherever the type they convert appears: scalars, open values, records, event
    /// data, and events by their own type (not by the base type of a family). The first converter in the list wins. Empty by default.
    /// </summary>
    /// <remarks>
    /// If a converter throws for a value, the raw JSON is kept in <c>AdditionalProperties</c>. If it throws for the event data or for
    /// the id of the event data, parsing fails with <see cref="WebhookParseErrorCode.InvalidEventData"/> and the
    /// <see cref="WebhookParseError.Exception"/>. If it throws for a whole event, the SDK reads the event.
    /// </remarks>
    public IList<JsonConverter> Converters { get; } = [];

    /// <summary>
    /// The metadata of your types, such as a <see cref="JsonSerializerContext"/>, for converters that use the
    /// <see cref="JsonSerializerOptions"/> they are called with. The SDK's metadata comes after it, and reflection comes last unless
    /// the app has disabled it. Null by default.
    /// </summary>
    public IJsonTypeInfoResolver? TypeInfoResolver { get; set; }

    /// <summary>How deeply a body may be nested. Parsing a deeper body fails with <see cref="WebhookParseErrorCode.InvalidJson"/>.</summary>
    /// <value>64 by default. The minimum is 4, which HelpCrunch's documented bodies need; the maximum is 1000, the limit for writing JSON.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 4 or more than 1000.</exception>
    public int MaxDepth
    {
        get;
        set => field = value is >= 4 and <= 1000
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "MaxDepth must be between 4, which HelpCrunch's documented bodies need, and 1000.");
    }
    = DefaultMaxDepth;

    /// <summary>
    /// Adds an event whose data is read into <typeparamref name="TData"/>, by reflection and with the web defaults of
    /// System.Text.Json. The event becomes a <see cref="CustomEvent{TData}"/>.
    /// </summary>
    /// <remarks>
    /// The web defaults read <c>chatId</c> into <c>ChatId</c>, but not <c>chat_id</c>. Where HelpCrunch sends snake_case, pass
    /// <see cref="JsonSerializerOptions"/> with <see cref="JsonNamingPolicy.SnakeCaseLower"/>. A documented event can be added too;
    /// your type then replaces the SDK's.
    /// </remarks>
    /// <typeparam name="TData">The type of the data.</typeparam>
    /// <param name="eventType">The string of <c>event</c> on the wire.</param>
    /// <returns>These options.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="eventType"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="eventType"/> is empty, or was added before.</exception>
    [RequiresUnreferencedCode(NeedsUnreferencedCode)]
    [RequiresDynamicCode(NeedsDynamicCode)]
    public WebhookParserOptions AddEvent<TData>(string eventType) => AddEvent<TData>(eventType, new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>
    /// Adds an event whose data is read into <typeparamref name="TData"/> with your <see cref="JsonSerializerOptions"/>. The event
    /// becomes a <see cref="CustomEvent{TData}"/>.
    /// </summary>
    /// <remarks>
    /// The options' <see cref="JsonSerializerOptions.TypeInfoResolver"/> gives the metadata; when it is null, reflection does. In
    /// a trimmed or Native AOT app, use the overload with <see cref="JsonTypeInfo{T}"/>. A documented event can be added too; your type
    /// then replaces the SDK's.
    /// </remarks>
    /// <typeparam name="TData">The type of the data.</typeparam>
    /// <param name="eventType">The string of <c>event</c> on the wire.</param>
    /// <param name="options">The options, which are copied. <see cref="Converters"/> come before the options' own.</param>
    /// <returns>These options.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="eventType"/> is empty, or was added before.</exception>
    [RequiresUnreferencedCode(NeedsUnreferencedCode)]
    [RequiresDynamicCode(NeedsDynamicCode)]
    public WebhookParserOptions AddEvent<TData>(string eventType, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);

        var copy = new JsonSerializerOptions(options);
        copy.TypeInfoResolver ??= new DefaultJsonTypeInfoResolver();
        return Add(eventType, parserOptions => parserOptions.CreateDescriptor<TData>(eventType, new JsonSerializerOptions(copy)));
    }

    /// <summary>
    /// Adds an event whose data is read with the metadata of your <see cref="JsonSerializerContext"/>. The event becomes a
    /// <see cref="CustomEvent{TData}"/>. Safe for trimming and Native AOT.
    /// </summary>
    /// <remarks>A documented event can be added too; your type then replaces the SDK's.</remarks>
    /// <typeparam name="TData">The type of the data.</typeparam>
    /// <param name="eventType">The string of <c>event</c> on the wire.</param>
    /// <param name="typeInfo">The metadata of the type.</param>
    /// <returns>These options.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="eventType"/> is empty, or was added before.</exception>
    public WebhookParserOptions AddEvent<TData>(string eventType, JsonTypeInfo<TData> typeInfo)
    {
        ArgumentNullException.ThrowIfNull(typeInfo);

        return Add(eventType, options => options.Converters.Count == 0
            ? new CustomEventDescriptor<TData>(eventType, typeInfo)
            : options.CreateDescriptor<TData>(eventType, CopyOptions(typeInfo)));
    }

    internal EventRegistry CreateEventRegistry() => _events.Count == 0 ? EventRegistry.Default : new EventRegistry([.. _events.Values.Select(create => create(this))]);

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Reflection is used only when the app has not disabled it.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Reflection is used only when the app has not disabled it.")]
    internal IJsonTypeInfoResolver ResolverForConverters() => JsonTypeInfoResolver.Combine(
        TypeInfoResolver,
        WebhookModel.TypeInfoResolver,
        JsonSerializer.IsReflectionEnabledByDefault ? new DefaultJsonTypeInfoResolver() : null);

    private WebhookParserOptions Add(string eventType, Func<WebhookParserOptions, EventDescriptor> create)
    {
        ArgumentNullException.ThrowIfNull(eventType);

        if (eventType.Length == 0)
        {
            throw new ArgumentException("The event string is empty. Pass the text that HelpCrunch sends in 'event'.", nameof(eventType));
        }

        if (_events.ContainsKey(eventType))
        {
            throw new ArgumentException($"The event '{eventType}' was added before. Add each event string once.", nameof(eventType));
        }

        _events.Add(eventType, create);
        return this;
    }

    /// <summary>Copies the options of the metadata, which must have this metadata for the type.</summary>
    private static JsonSerializerOptions CopyOptions<TData>(JsonTypeInfo<TData> typeInfo) =>
        typeInfo.Options.TryGetTypeInfo(typeof(TData), out var found) && found == typeInfo
            ? new JsonSerializerOptions(typeInfo.Options)
            : throw new InvalidOperationException(
                $"The JsonTypeInfo passed to AddEvent for {typeof(TData).Name} does not come from its own options, so Converters cannot be added to it. Pass the JsonTypeInfo of a JsonSerializerContext, or the one that JsonSerializerOptions.GetTypeInfo returns.");

    private CustomEventDescriptor<TData> CreateDescriptor<TData>(string eventType, JsonSerializerOptions json)
    {
        for (var index = 0; index < Converters.Count; index++)
        {
            json.Converters.Insert(index, Converters[index]); // Before the options' own converters.
        }

        return new CustomEventDescriptor<TData>(eventType, (JsonTypeInfo<TData>)json.GetTypeInfo(typeof(TData)));
    }
}
