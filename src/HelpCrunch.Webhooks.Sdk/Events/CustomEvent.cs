using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>An event whose data is a type of your own, added with <c>AddEvent</c> of <see cref="WebhookParserOptions"/>.</summary>
/// <typeparam name="TData">The type of your own.</typeparam>
[JsonConverter(typeof(CustomEventJsonConverterFactory))]
public sealed record CustomEvent<TData> : WebhookEvent<TData>
{
    /// <summary>Initializes an event of the given type.</summary>
    /// <param name="eventType">The wire's <c>event</c>. Must not be null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="eventType"/> is null.</exception>
    public CustomEvent(string eventType) => EventTypeCore = eventType ?? throw new ArgumentNullException(nameof(eventType));

    private protected override string EventTypeCore { get; }

    private protected override void VisitEventData(WireVisitor wire) => wire.Custom("eventData", EventData);
}
