namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The events of the family <see cref="ChatEvent"/>.</summary>
internal sealed class ChatEventDescriptor(string eventType, EventConstructor<ChatEventData> createEvent) : DocumentedEventDescriptor(eventType)
{
    /// <summary>In the order of HelpCrunch's pages.</summary>
    public static readonly ChatEventDescriptor[] All =
    [
        new(WebhookEventTypes.ChatNew, static (data, id, in envelope) => new ChatNewEvent { Id = id, EventData = data, Envelope = envelope }),
        new(WebhookEventTypes.ChatStatusUpdated, static (data, id, in envelope) => new ChatStatusUpdatedEvent { Id = id, EventData = data, Envelope = envelope }),
        new(WebhookEventTypes.ChatAssigned, static (data, id, in envelope) => new ChatAssignedEvent { Id = id, EventData = data, Envelope = envelope }),
        new(WebhookEventTypes.ChatSnoozed, static (data, id, in envelope) => new ChatSnoozedEvent { Id = id, EventData = data, Envelope = envelope }),
        new(WebhookEventTypes.ChatUnsnoozed, static (data, id, in envelope) => new ChatUnsnoozedEvent { Id = id, EventData = data, Envelope = envelope }),
        new(WebhookEventTypes.ChatClosed, static (data, id, in envelope) => new ChatClosedEvent { Id = id, EventData = data, Envelope = envelope }),
        new(WebhookEventTypes.ChatRated, static (data, id, in envelope) => new ChatRatedEvent { Id = id, EventData = data, Envelope = envelope }),
    ];

    public override string? IdentityName(CustomConverters? converters) => converters?.Find<ChatEventData>() is null ? "chat_id" : null;

    public override WebhookEvent Create(object data, string id, in Envelope envelope) => createEvent((ChatEventData)data, id, envelope);

    protected override object ReadData(ref WireReader wire) => new ChatEventData(ref wire);

    protected override bool TryReadDataWithCustomConverter(ref WireReader wire, out object? data, out IdReadError fault) =>
        TryReadDataWithCustomConverter<ChatEventData>(ref wire, out data, out fault);
}
