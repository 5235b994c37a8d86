using System.Text.Json.Serialization.Metadata;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>An event of the user's own: its data is whatever the user's metadata reads.</summary>
internal sealed class CustomEventDescriptor<TData>(string eventType, JsonTypeInfo<TData> typeInfo) : EventDescriptor(eventType)
{
    public override Type EventClrType => typeof(CustomEvent<TData>);

    public override object? ReadData(ref WireReader wire, out IdReadError fault)
    {
        wire.TryConvert(typeInfo, out var data, out var cause);
        fault = new IdReadError(null, cause);
        return data;
    }

    public override WebhookEvent Create(object data, string id, in Envelope envelope) =>
        new CustomEvent<TData>(EventType) { Id = id, EventData = (TData)data, Envelope = envelope };

    public override bool TryReadEventWithCustomConverter(ref WireReader wire, out WebhookEvent? webhookEvent) =>
        TryReadEventWithCustomConverter<CustomEvent<TData>>(ref wire, out webhookEvent);
}
