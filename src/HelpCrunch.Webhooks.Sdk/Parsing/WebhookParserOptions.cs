using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The options of a <see cref="WebhookParser"/>. A parser copies its options, so later changes do not affect it.</summary>
public sealed class WebhookParserOptions
{
    internal const int DefaultMaxDepth = 64;

    private const string NeedsUnreferencedCode = "Reads TData by reflection. In a trimmed app, pass the JsonTypeInfo<TData> of your JsonSerializerContext.";
    private const string NeedsDynamicCode = "Reads TData by reflection. In a Native AOT app, pass the JsonTypeInfo<TData> of your JsonSerializerContext.";

    private readonly Dictionary<string, Func<WebhookParserOptions, EventDescriptor>> _events = new(StringComparer.Ordinal);

    /// <summary>
    /// Your custom converters. They replace the SDK's converters for scalars, open values, records, event data, and single event types, but
    /// not for the base type of an event family. If several converters can convert a type, the first one is used. Empty by default.
    /// </summary>
    /// <remarks>
    /// The SDK reads <c>event</c> and <c>id</c> of the envelope without custom converters, because they select the model and identify a
    /// redelivery.
    /// If a converter throws for a value, the raw JSON is preserved in <c>AdditionalProperties</c>. If it throws for the event data or for
    /// the id of the event data, parsing fails with <see cref="WebhookParseErrorCode.InvalidEventData"/> and the
    /// <see cref="WebhookParseError.Exception"/>. If it throws for a whole event, the SDK reads the event.
    /// </remarks>
    public IList<JsonConverter> Converters { get; } = [];

    /// <summary>
    /// The metadata of your types, such as a <see cref="JsonSerializerContext"/>. Custom converters get it with the
    /// <see cref="JsonSerializerOptions"/> that they are called with. The SDK's metadata comes after it. Reflection comes last, unless the
    /// app has disabled it. Null by default.
    /// </summary>
    public IJsonTypeInfoResolver? TypeInfoResolver { get; set; }

    /// <summary>The maximum depth of a body. Parsing a deeper body fails with <see cref="WebhookParseErrorCode.InvalidJson"/>.</summary>
    /// <value>64 by default. The minimum is 4, which HelpCrunch's documented bodies need; the maximum is 1000.</value>
    /// <remarks>
    /// This limit does not apply to <see cref="JsonSerializer"/>. To serialize or deserialize an event, <see cref="JsonSerializerOptions.MaxDepth"/>
    /// of your options, which is 64 by default, must cover the depth of the body plus the levels of your types around the event.
    /// Otherwise, <see cref="JsonSerializer"/> throws a <see cref="JsonException"/>.
    /// </remarks>
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
    /// Adds an event whose data is read into <typeparamref name="TData"/>, with reflection and the web defaults of
    /// System.Text.Json. The event is a <see cref="CustomEvent{TData}"/>.
    /// </summary>
    /// <remarks>
    /// The web defaults read <c>chatId</c> into <c>ChatId</c>, but not <c>chat_id</c>. If HelpCrunch sends snake case, pass
    /// <see cref="JsonSerializerOptions"/> with <see cref="JsonNamingPolicy.SnakeCaseLower"/>. You can also add a documented event. Your
    /// type then replaces the SDK's type.
    /// </remarks>
    /// <typeparam name="TData">The type of the data.</typeparam>
    /// <param name="eventType">The event type: the value of <c>event</c>.</param>
    /// <returns>This instance.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="eventType"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="eventType"/> is empty or has already been added.</exception>
    [RequiresUnreferencedCode(NeedsUnreferencedCode)]
    [RequiresDynamicCode(NeedsDynamicCode)]
    public WebhookParserOptions AddEvent<TData>(string eventType) => AddEvent<TData>(eventType, new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>
    /// Adds an event whose data is read into <typeparamref name="TData"/> with your <see cref="JsonSerializerOptions"/>. The event
    /// is a <see cref="CustomEvent{TData}"/>.
    /// </summary>
    /// <remarks>
    /// The <see cref="JsonSerializerOptions.TypeInfoResolver"/> of the options provides the metadata. If it is null, reflection is used. In
    /// a trimmed or Native AOT app, use the overload with <see cref="JsonTypeInfo{T}"/>. You can also add a documented event. Your type then
    /// replaces the SDK's type.
    /// </remarks>
    /// <typeparam name="TData">The type of the data.</typeparam>
    /// <param name="eventType">The event type: the value of <c>event</c>.</param>
    /// <param name="options">The options, which are copied. <see cref="Converters"/> come before the converters of these options.</param>
    /// <returns>This instance.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="eventType"/> is empty or has already been added.</exception>
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
    /// Adds an event whose data is read with the metadata of your <see cref="JsonSerializerContext"/>. The event is a
    /// <see cref="CustomEvent{TData}"/>. Safe for trimming and Native AOT.
    /// </summary>
    /// <remarks>You can also add a documented event. Your type then replaces the SDK's type.</remarks>
    /// <typeparam name="TData">The type of the data.</typeparam>
    /// <param name="eventType">The event type: the value of <c>event</c>.</param>
    /// <param name="typeInfo">The metadata of the type.</param>
    /// <returns>This instance.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="eventType"/> is empty or has already been added, or the options of <paramref name="typeInfo"/> are not read-only. The
    /// options of a <see cref="JsonSerializerContext"/> are read-only. For other options, call <c>MakeReadOnly</c> before <c>GetTypeInfo</c>.
    /// </exception>
    public WebhookParserOptions AddEvent<TData>(string eventType, JsonTypeInfo<TData> typeInfo)
    {
        ArgumentNullException.ThrowIfNull(typeInfo);

        if (!typeInfo.Options.IsReadOnly)
        {
            throw new ArgumentException(
                $"The options of the JsonTypeInfo for {TypeNames.Format(typeof(TData))} are not read-only, so they return another JsonTypeInfo each time. Call MakeReadOnly() on the JsonSerializerOptions before GetTypeInfo, or pass the JsonTypeInfo of a JsonSerializerContext.",
                nameof(typeInfo));
        }

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
            throw new ArgumentException("The event type is empty. Pass the string that HelpCrunch sends in 'event'.", nameof(eventType));
        }

        if (_events.ContainsKey(eventType))
        {
            throw new ArgumentException($"The event '{eventType}' has already been added. Add each event type once.", nameof(eventType));
        }

        _events.Add(eventType, create);
        return this;
    }

    /// <summary>Copies the options of the metadata. They must return this metadata for the type.</summary>
    private static JsonSerializerOptions CopyOptions<TData>(JsonTypeInfo<TData> typeInfo) =>
        typeInfo.Options.TryGetTypeInfo(typeof(TData), out var found) && found == typeInfo
            ? new JsonSerializerOptions(typeInfo.Options)
            : throw new InvalidOperationException(
                $"The JsonTypeInfo passed to AddEvent for {typeof(TData).Name} is not the one that its options return, so Converters cannot be added to it. Pass the JsonTypeInfo of a JsonSerializerContext, or the one that JsonSerializerOptions.GetTypeInfo returns.");

    private CustomEventDescriptor<TData> CreateDescriptor<TData>(string eventType, JsonSerializerOptions json)
    {
        for (var index = 0; index < Converters.Count; index++)
        {
            json.Converters.Insert(index, Converters[index]); // Before the converters of the options.
        }

        if (Converters.Count > 0)
        {
            json.Converters.Add(new ParserConverters([.. Converters]));
        }

        return new CustomEventDescriptor<TData>(eventType, (JsonTypeInfo<TData>)json.GetTypeInfo(typeof(TData)));
    }
}
