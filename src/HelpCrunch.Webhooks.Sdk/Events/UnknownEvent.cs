using System.Text.Json;
using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// An event whose type this version of the SDK does not know, most likely because HelpCrunch added it later. Its data is raw JSON. To read
/// the data into a type of yours, use <c>AddEvent</c> of <see cref="WebhookParserOptions"/>.
/// </summary>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed record UnknownEvent : WebhookEvent<JsonElement>
{
    /// <summary>Initializes an event of the given type.</summary>
    /// <param name="eventType">The event type: the value of <c>event</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="eventType"/> is null.</exception>
    public UnknownEvent(string eventType) => EventTypeCore = eventType ?? throw new ArgumentNullException(nameof(eventType));

    private protected override string EventTypeCore { get; }

    private protected override void VisitEventData(WireVisitor wire)
    {
        // An absent eventData is read as Undefined, and is not written.
        if (EventData.ValueKind != JsonValueKind.Undefined)
        {
            wire.Raw("eventData", EventData);
        }
    }
}

/// <summary>How an unknown event is read and created. Its data is any JSON value.</summary>
internal sealed class UnknownEventDescriptor(string eventType) : EventDescriptor(eventType)
{
    public override Type EventClrType => typeof(UnknownEvent);

    public override object AbsentData => default(JsonElement);

    public override object ReadData(ref WireReader wire, out IdReadError error)
    {
        error = default;
        return wire.Raw();
    }

    public override WebhookEvent Create(object data, string id, in Envelope envelope) =>
        new UnknownEvent(EventType) { Id = id, EventData = (JsonElement)data, Envelope = envelope };

    public override bool TryReadEventWithCustomConverter(ref WireReader wire, out WebhookEvent? webhookEvent) =>
        TryReadEventAs<UnknownEvent>(ref wire, out webhookEvent);
}
