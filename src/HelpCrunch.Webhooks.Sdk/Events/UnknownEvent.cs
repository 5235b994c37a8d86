using System.Text.Json;
using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// An event whose event type is unknown to this version of the SDK, for example because HelpCrunch added it later. Parsing it succeeds,
/// and its data is the raw JSON. To read the data into a type, use <c>AddEvent</c> of <see cref="WebhookParserOptions"/>.
/// </summary>
/// <remarks>
/// <c>EventData</c> is any JSON value. When <c>eventData</c> is absent, <c>EventData</c> is an empty JSON object and
/// <see cref="HasEventData"/> is false. Its <c>ValueKind</c> is never <see cref="JsonValueKind.Undefined"/>.
/// </remarks>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed record UnknownEvent : WebhookEvent<JsonElement>
{
    private static readonly JsonElement EmptyObject = Parse("{}");

    /// <summary>Initializes an event with an event type.</summary>
    /// <param name="eventType">The event type: the value of <c>event</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="eventType"/> is null.</exception>
    public UnknownEvent(string eventType) => EventTypeCore = eventType ?? throw new ArgumentNullException(nameof(eventType));

    /// <summary>
    /// Whether the webhook has <c>eventData</c>, including a JSON null. If <c>eventData</c> is absent, serialization does not write it.
    /// </summary>
    public bool HasEventData => base.EventDataCore.ValueKind != JsonValueKind.Undefined;

    private protected override string EventTypeCore { get; }

    private protected override JsonElement EventDataCore => HasEventData ? base.EventDataCore : EmptyObject;

    /// <summary>Creates an event from plain values, for example in a test.</summary>
    /// <param name="eventType">The event type: the value of <c>event</c>.</param>
    /// <param name="json">The data: one JSON value of any type.</param>
    /// <param name="id">The id of the webhook.</param>
    /// <returns>The event.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="JsonException"><paramref name="json"/> is not one JSON value.</exception>
    public static UnknownEvent FromJson(string eventType, string json, string id)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(id);

        return new UnknownEvent(eventType) { Id = id, EventData = Parse(json) };
    }

    private protected override void VisitEventData(WireVisitor wire)
    {
        if (HasEventData)
        {
            wire.Raw("eventData", EventData);
        }
    }

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}

/// <summary>Reads and creates an unknown event. Its data is any JSON value.</summary>
internal sealed class UnknownEventDescriptor(string eventType) : EventDescriptor(eventType)
{
    public override Type EventClrType => typeof(UnknownEvent);

    public override object AbsentData => default(JsonElement);

    public override void ResolveConverter(CustomConverters converters) => converters.Find<UnknownEvent>();

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
