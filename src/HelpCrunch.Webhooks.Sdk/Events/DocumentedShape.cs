using System.Text.Json;
using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Makes an event of what was read.</summary>
internal delegate TEvent EventConstructor<TEvent, TData>(TData data, string id, in Envelope envelope);

/// <summary>A documented event: its data is an object with an id, and reads itself.</summary>
internal sealed class DocumentedShape<TEvent, TData>(string eventType, WireConstructor<TData> readData, string identityName, EventConstructor<TEvent, TData> createEvent)
    : EventShape(eventType)
    where TEvent : WebhookEvent<TData>
    where TData : class
{
    public override Type EventClass => typeof(TEvent);

    public override string? IdentityName(UserConverters? converters) => converters?.Find<TData>() is null ? identityName : null;

    public override object? ReadData(ref WireReader wire, out DataFault fault)
    {
        if (wire.Converters is not null && wire.Converters.Find<TData>() is { } converter)
        {
            return ReadData(ref wire, converter, out fault);
        }

        var isRead = wire.TryConstruct(readData, out var data, out var unreadableId);
        fault = new DataFault(unreadableId, null);
        return isRead ? data : null;
    }

    public override WebhookEvent Create(object data, string id, in Envelope envelope) => createEvent((TData)data, id, envelope);

    public override bool TryUserEvent(ref WireReader wire, out WebhookEvent? webhookEvent) =>
        TryUserEvent<TEvent>(ref wire, out webhookEvent);

    private static TData? ReadData(ref WireReader wire, JsonConverter<TData> converter, out DataFault fault)
    {
        fault = default;
        if (wire.Position.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        wire.TryConvert(converter, out var own, out var cause);
        fault = new DataFault(null, cause);
        return own;
    }
}
