using System.Text.Json.Serialization.Metadata;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>An event of the user's own: its data is whatever the user's metadata reads.</summary>
internal sealed class CustomShape<TData>(string eventType, JsonTypeInfo<TData> typeInfo) : EventShape(eventType)
{
    public override Type EventClass => typeof(CustomEvent<TData>);

    public override object? ReadData(ref WireReader wire, out WireFault fault)
    {
        wire.TryConvert(typeInfo, out var data, out var cause);
        fault = new WireFault(null, cause);
        return data;
    }

    public override WebhookEvent Create(object data, string id, in Envelope envelope) =>
        new CustomEvent<TData>(EventType) { Id = id, EventData = (TData)data, Envelope = envelope };

    public override bool TryUserEvent(ref WireReader wire, out WebhookEvent? webhookEvent) =>
        TryUserEvent<CustomEvent<TData>>(ref wire, out webhookEvent);
}
