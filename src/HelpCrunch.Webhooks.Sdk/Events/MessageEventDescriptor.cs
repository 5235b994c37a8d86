namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The events of the family <see cref="MessageEvent"/>.</summary>
internal sealed class MessageEventDescriptor(string eventType, EventConstructor<MessageEventData> createEvent) : DocumentedEventDescriptor(eventType)
{
    /// <summary>In the order of HelpCrunch's pages.</summary>
    public static readonly MessageEventDescriptor[] All =
    [
        new(WebhookEventTypes.MessageChatCustomer, static (data, id, in envelope) => new MessageChatCustomerEvent { Id = id, EventData = data, Envelope = envelope }),
        new(WebhookEventTypes.MessageEmailCustomer, static (data, id, in envelope) => new MessageEmailCustomerEvent { Id = id, EventData = data, Envelope = envelope }),
        new(WebhookEventTypes.MessagePrivate, static (data, id, in envelope) => new MessagePrivateEvent { Id = id, EventData = data, Envelope = envelope }),
        new(WebhookEventTypes.MessageChatAgent, static (data, id, in envelope) => new MessageChatAgentEvent { Id = id, EventData = data, Envelope = envelope }),
        new(WebhookEventTypes.MessageEmailAgent, static (data, id, in envelope) => new MessageEmailAgentEvent { Id = id, EventData = data, Envelope = envelope }),
    ];

    public override string? IdentityName(CustomConverters? converters) => converters?.Find<MessageEventData>() is null ? "chat_id" : null;

    public override WebhookEvent Create(object data, string id, in Envelope envelope) => createEvent((MessageEventData)data, id, envelope);

    protected override object ReadData(ref WireReader wire) => new MessageEventData(ref wire);

    protected override bool TryReadDataWithCustomConverter(ref WireReader wire, out object? data, out IdReadError fault) =>
        TryReadDataWithCustomConverter<MessageEventData>(ref wire, out data, out fault);
}
