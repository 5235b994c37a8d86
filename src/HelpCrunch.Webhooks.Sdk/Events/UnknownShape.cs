using System.Text.Json;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>An event that nobody named: its data is kept as raw JSON, of whatever kind.</summary>
internal sealed class UnknownShape(string eventType) : EventShape(eventType)
{
    public override Type EventClass => typeof(UnknownEvent);

    public override object AbsentData => default(JsonElement);

    public override object ReadData(ref WireReader wire, out WireFault fault)
    {
        fault = default;
        return wire.Raw();
    }

    public override WebhookEvent Create(object data, string id, in Envelope envelope) =>
        new UnknownEvent(EventType) { Id = id, EventData = (JsonElement)data, Envelope = envelope };

    public override bool TryUserEvent(ref WireReader wire, out WebhookEvent? webhookEvent) =>
        TryUserEvent<UnknownEvent>(ref wire, out webhookEvent);
}
