using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>An event that nobody named: its data is kept as raw JSON, of whatever kind.</summary>
internal sealed class UnknownEventDescriptor(string eventType) : EventDescriptor(eventType)
{
    public override Type EventClrType => typeof(UnknownEvent);

    public override object AbsentData => default(JsonElement);

    public override object ReadData(ref WireReader wire, out IdReadError fault)
    {
        fault = default;
        return wire.Raw();
    }

    public override WebhookEvent Create(object data, string id, in Envelope envelope) =>
        new UnknownEvent(EventType) { Id = id, EventData = (JsonElement)data, Envelope = envelope };

    public override bool TryReadEventWithCustomConverter(ref WireReader wire, out WebhookEvent? webhookEvent) =>
        TryReadEventWithCustomConverter<UnknownEvent>(ref wire, out webhookEvent);
}
