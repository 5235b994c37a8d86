using System.Text.Json;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>A documented event: its data is an object with an id, and reads itself.</summary>
internal sealed class DocumentedShape<TEvent, TData>(TEvent leaf, WireConstructor<TData> construct, string identityName) : EventShape(leaf.EventType)
    where TEvent : WebhookEvent<TData>
    where TData : class
{
    public override Type EventClass => typeof(TEvent);

    public override string IdentityName => identityName;

    public override object? ReadData(ref WireReader wire, out long? unreadableId)
    {
        if (wire.Converters?.Find<TData>() is { } converter)
        {
            unreadableId = null;
            return wire.Position.TokenType != JsonTokenType.Null && wire.TryConvert(converter, out var own) ? own : null;
        }

        return wire.TryConstruct(construct, out var data, out unreadableId) ? data : null;
    }

    public override WebhookEvent Create(object data, in Envelope envelope) => Fill(leaf, (TData)data, envelope);

    public override bool TryUserEvent(ref WireReader wire, out WebhookEvent? webhookEvent)
    {
        webhookEvent = wire.Converters?.Find<TEvent>() is { } converter && wire.TryConvert(converter, out var own) ? own : null;
        return webhookEvent is not null;
    }
}
