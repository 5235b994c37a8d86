namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The events of the family <see cref="CustomerEvent"/>.</summary>
internal sealed class CustomerEventDescriptor(string eventType, EventConstructor<CustomerEventData> createEvent) : DocumentedEventDescriptor(eventType)
{
    /// <summary>In the order of HelpCrunch's pages.</summary>
    public static readonly CustomerEventDescriptor[] All =
    [
        new(WebhookEventTypes.CustomerNew, static (data, id, in envelope) => new CustomerNewEvent { Id = id, EventData = data, Envelope = envelope }),
        new(WebhookEventTypes.CustomerEmailUpdated, static (data, id, in envelope) => new CustomerEmailUpdatedEvent { Id = id, EventData = data, Envelope = envelope }),
        new(WebhookEventTypes.CustomerTagsChanged, static (data, id, in envelope) => new CustomerTagsChangedEvent { Id = id, EventData = data, Envelope = envelope }),
        new(WebhookEventTypes.CustomerUnsubscribed, static (data, id, in envelope) => new CustomerUnsubscribedEvent { Id = id, EventData = data, Envelope = envelope }),
        new(WebhookEventTypes.CustomerSubscribed, static (data, id, in envelope) => new CustomerSubscribedEvent { Id = id, EventData = data, Envelope = envelope }),
        new(WebhookEventTypes.CustomerBlocked, static (data, id, in envelope) => new CustomerBlockedEvent { Id = id, EventData = data, Envelope = envelope }),
        new(WebhookEventTypes.CustomerUnblocked, static (data, id, in envelope) => new CustomerUnblockedEvent { Id = id, EventData = data, Envelope = envelope }),
        new(WebhookEventTypes.CustomerDeleted, static (data, id, in envelope) => new CustomerDeletedEvent { Id = id, EventData = data, Envelope = envelope }),
    ];

    public override string? IdentityName(CustomConverters? converters) => converters?.Find<CustomerEventData>() is null ? "id" : null;

    public override WebhookEvent Create(object data, string id, in Envelope envelope) => createEvent((CustomerEventData)data, id, envelope);

    protected override object ReadData(ref WireReader wire) => new CustomerEventData(ref wire);

    protected override bool TryReadDataWithCustomConverter(ref WireReader wire, out object? data, out IdReadError fault) =>
        TryReadDataWithCustomConverter<CustomerEventData>(ref wire, out data, out fault);
}
