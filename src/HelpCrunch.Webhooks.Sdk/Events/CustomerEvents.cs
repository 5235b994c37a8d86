using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Something happened to a customer. Closed: its cases are the 8 events of this file, and will be more as HelpCrunch's are.</summary>
[JsonConverter(typeof(WebhookEventJsonConverter<CustomerEvent>))]
public abstract record CustomerEvent : WebhookEvent<CustomerEventData>
{
    private protected override void VisitEventData(WireVisitor wire) => wire.Record("eventData", EventData);
}

/// <summary>A new customer was added to the account. Wire name <c>customer.new</c>.</summary>
[JsonConverter(typeof(WebhookEventJsonConverter<CustomerNewEvent>))]
public sealed record CustomerNewEvent : CustomerEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.CustomerNew;
}

/// <summary>The e-mail address of a customer was updated; a change to null counts. Wire name <c>customer.email_updated</c>.</summary>
[JsonConverter(typeof(WebhookEventJsonConverter<CustomerEmailUpdatedEvent>))]
public sealed record CustomerEmailUpdatedEvent : CustomerEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.CustomerEmailUpdated;
}

/// <summary>The tags of a customer changed; the removal of all counts. Wire name <c>customer.tags_changed</c>.</summary>
[JsonConverter(typeof(WebhookEventJsonConverter<CustomerTagsChangedEvent>))]
public sealed record CustomerTagsChangedEvent : CustomerEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.CustomerTagsChanged;
}

/// <summary>A customer unsubscribed from your e-mails. Wire name <c>customer.unsubscribed</c>.</summary>
[JsonConverter(typeof(WebhookEventJsonConverter<CustomerUnsubscribedEvent>))]
public sealed record CustomerUnsubscribedEvent : CustomerEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.CustomerUnsubscribed;
}

/// <summary>A customer subscribed to your e-mails. Wire name <c>customer.subscribed</c>.</summary>
[JsonConverter(typeof(WebhookEventJsonConverter<CustomerSubscribedEvent>))]
public sealed record CustomerSubscribedEvent : CustomerEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.CustomerSubscribed;
}

/// <summary>A customer was blocked by a team member. Wire name <c>customer.blocked</c>.</summary>
[JsonConverter(typeof(WebhookEventJsonConverter<CustomerBlockedEvent>))]
public sealed record CustomerBlockedEvent : CustomerEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.CustomerBlocked;
}

/// <summary>A customer was unblocked by a team member. Wire name <c>customer.unblocked</c>.</summary>
[JsonConverter(typeof(WebhookEventJsonConverter<CustomerUnblockedEvent>))]
public sealed record CustomerUnblockedEvent : CustomerEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.CustomerUnblocked;
}

/// <summary>A customer was deleted from the account. Wire name <c>customer.deleted</c>.</summary>
[JsonConverter(typeof(WebhookEventJsonConverter<CustomerDeletedEvent>))]
public sealed record CustomerDeletedEvent : CustomerEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.CustomerDeleted;
}
