using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>A custom event: an event whose data has your type. Add it with <c>AddEvent</c> of <see cref="WebhookParserOptions"/>.</summary>
/// <typeparam name="TData">The type of the data.</typeparam>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed record CustomEvent<TData> : WebhookEvent<TData>
{
    /// <summary>Initializes an event with an event type.</summary>
    /// <param name="eventType">The event type: the value of <c>event</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="eventType"/> is null.</exception>
    public CustomEvent(string eventType) => EventTypeCore = eventType ?? throw new ArgumentNullException(nameof(eventType));

    private protected override string EventTypeCore { get; }

    private protected override void VisitEventData(WireVisitor wire) => wire.Custom("eventData", EventData);
}

/// <summary>Reads and creates a custom event. The metadata of the data type reads the data.</summary>
internal sealed class CustomEventDescriptor<TData>(string eventType, JsonTypeInfo<TData> typeInfo) : EventDescriptor(eventType)
{
    public override Type EventClrType => typeof(CustomEvent<TData>);

    public override void ResolveConverter(CustomConverters converters) => converters.Find<CustomEvent<TData>>();

    public override object? ReadData(ref WireReader wire, out IdReadError error)
    {
        wire.TryConvert(typeInfo, out var data, out var exception);
        error = new IdReadError(null, exception);
        return data;
    }

    public override WebhookEvent Create(object data, string id, in Envelope envelope) =>
        new CustomEvent<TData>(EventType) { Id = id, EventData = (TData)data, Envelope = envelope };

    public override bool TryReadEventWithCustomConverter(ref WireReader wire, out WebhookEvent? webhookEvent) =>
        TryReadEventAs<CustomEvent<TData>>(ref wire, out webhookEvent);
}
