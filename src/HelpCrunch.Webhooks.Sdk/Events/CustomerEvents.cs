using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The base type of the 8 customer events, such as <see cref="CustomerNewEvent"/>. Other assemblies cannot derive from it.</summary>
/// <remarks>HelpCrunch adds events over time, so a <c>switch</c> over events needs a default arm.</remarks>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public abstract record CustomerEvent : WebhookEvent<CustomerEventData>
{
    private protected CustomerEvent()
    {
    }

    private protected override void VisitEventData(WireVisitor wire) => wire.Record("eventData", EventData);
}

/// <summary>A new customer was added to the account. Wire name <c>customer.new</c>.</summary>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed record CustomerNewEvent : CustomerEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.CustomerNew;
}

/// <summary>The e-mail address of a customer was updated, which includes a change to null. Wire name <c>customer.email_updated</c>.</summary>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed record CustomerEmailUpdatedEvent : CustomerEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.CustomerEmailUpdated;
}

/// <summary>The tags of a customer changed, which includes the removal of all tags. Wire name <c>customer.tags_changed</c>.</summary>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed record CustomerTagsChangedEvent : CustomerEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.CustomerTagsChanged;
}

/// <summary>A customer unsubscribed from your e-mails. Wire name <c>customer.unsubscribed</c>.</summary>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed record CustomerUnsubscribedEvent : CustomerEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.CustomerUnsubscribed;
}

/// <summary>A customer subscribed to your e-mails. Wire name <c>customer.subscribed</c>.</summary>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed record CustomerSubscribedEvent : CustomerEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.CustomerSubscribed;
}

/// <summary>A customer was blocked by a team member. Wire name <c>customer.blocked</c>.</summary>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed record CustomerBlockedEvent : CustomerEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.CustomerBlocked;
}

/// <summary>A customer was unblocked by a team member. Wire name <c>customer.unblocked</c>.</summary>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed record CustomerUnblockedEvent : CustomerEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.CustomerUnblocked;
}

/// <summary>A customer was deleted from the account. Wire name <c>customer.deleted</c>.</summary>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed record CustomerDeletedEvent : CustomerEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.CustomerDeleted;
}

/// <summary>Reads and creates the customer events.</summary>
internal sealed class CustomerEventDescriptor(string eventType, Func<Type> getEventClrType, EventConstructor<CustomerEventData> createEvent)
    : DocumentedEventDescriptor(eventType, getEventClrType)
{
    /// <summary>The descriptors, in the order of HelpCrunch's documentation.</summary>
    public static readonly CustomerEventDescriptor[] All =
    [
        new(WebhookEventTypes.CustomerNew, static () => typeof(CustomerNewEvent), static (data, id, in envelope) => new CustomerNewEvent { Id = id, EventData = data, Envelope = envelope }),
        new(WebhookEventTypes.CustomerEmailUpdated, static () => typeof(CustomerEmailUpdatedEvent), static (data, id, in envelope) => new CustomerEmailUpdatedEvent { Id = id, EventData = data, Envelope = envelope }),
        new(WebhookEventTypes.CustomerTagsChanged, static () => typeof(CustomerTagsChangedEvent), static (data, id, in envelope) => new CustomerTagsChangedEvent { Id = id, EventData = data, Envelope = envelope }),
        new(WebhookEventTypes.CustomerUnsubscribed, static () => typeof(CustomerUnsubscribedEvent), static (data, id, in envelope) => new CustomerUnsubscribedEvent { Id = id, EventData = data, Envelope = envelope }),
        new(WebhookEventTypes.CustomerSubscribed, static () => typeof(CustomerSubscribedEvent), static (data, id, in envelope) => new CustomerSubscribedEvent { Id = id, EventData = data, Envelope = envelope }),
        new(WebhookEventTypes.CustomerBlocked, static () => typeof(CustomerBlockedEvent), static (data, id, in envelope) => new CustomerBlockedEvent { Id = id, EventData = data, Envelope = envelope }),
        new(WebhookEventTypes.CustomerUnblocked, static () => typeof(CustomerUnblockedEvent), static (data, id, in envelope) => new CustomerUnblockedEvent { Id = id, EventData = data, Envelope = envelope }),
        new(WebhookEventTypes.CustomerDeleted, static () => typeof(CustomerDeletedEvent), static (data, id, in envelope) => new CustomerDeletedEvent { Id = id, EventData = data, Envelope = envelope }),
    ];

    public override string? IdentityName(CustomConverters? converters) => converters?.Find<CustomerEventData>() is null ? "id" : null;

    public override WebhookEvent Create(object data, string id, in Envelope envelope) => createEvent((CustomerEventData)data, id, envelope);

    protected override object CreateData(ref WireReader wire) => new CustomerEventData(ref wire);

    protected override bool TryReadDataWithCustomConverter(ref WireReader wire, out object? data, out IdReadError error) =>
        TryReadDataAs<CustomerEventData>(ref wire, out data, out error);
}
