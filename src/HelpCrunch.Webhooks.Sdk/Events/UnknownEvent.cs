using System.Text.Json;
using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// An event whose <c>event</c> string this version does not know: newer than the SDK, most likely. A success, not an error; its
/// data is the raw JSON. <c>AddEvent</c> of <see cref="WebhookParserOptions"/> gives it a type of your own.
/// </summary>
[JsonConverter(typeof(WebhookEventJsonConverter<UnknownEvent>))]
public sealed record UnknownEvent : WebhookEvent<JsonElement>
{
    /// <summary>Initializes an event of the given type.</summary>
    /// <param name="eventType">The wire's <c>event</c>. Must not be null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="eventType"/> is null.</exception>
    public UnknownEvent(string eventType) => EventTypeCore = eventType ?? throw new ArgumentNullException(nameof(eventType));

    private protected override string EventTypeCore { get; }

    private protected override void VisitEventData(WireVisitor wire)
    {
        // Undefined is what an absent eventData is read as, and absent it stays.
        if (EventData.ValueKind != JsonValueKind.Undefined)
        {
            wire.Raw("eventData", EventData);
        }
    }
}
