using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Something happened to a chat. Closed: its cases are the 7 events of this file, and will be more as HelpCrunch's are.</summary>
[JsonConverter(typeof(WebhookEventJsonConverter<ChatEvent>))]
public abstract record ChatEvent : WebhookEvent<ChatEventData>
{
    private protected override void VisitEventData(WireVisitor wire) => wire.Record("eventData", EventData);
}

/// <summary>A new chat was created by a customer. Wire name <c>chat.new</c>.</summary>
[JsonConverter(typeof(WebhookEventJsonConverter<ChatNewEvent>))]
public sealed record ChatNewEvent : ChatEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.ChatNew;
}

/// <summary>The status of a chat was updated, by hand or automatically (an agent replies to a new chat and it becomes open). Wire name <c>chat.status_updated</c>.</summary>
[JsonConverter(typeof(WebhookEventJsonConverter<ChatStatusUpdatedEvent>))]
public sealed record ChatStatusUpdatedEvent : ChatEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.ChatStatusUpdated;
}

/// <summary>The assignee of a chat was updated, by hand or automatically. Wire name <c>chat.assigned</c>.</summary>
[JsonConverter(typeof(WebhookEventJsonConverter<ChatAssignedEvent>))]
public sealed record ChatAssignedEvent : ChatEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.ChatAssigned;
}

/// <summary>A chat was snoozed for later. Wire name <c>chat.snoozed</c>.</summary>
[JsonConverter(typeof(WebhookEventJsonConverter<ChatSnoozedEvent>))]
public sealed record ChatSnoozedEvent : ChatEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.ChatSnoozed;
}

/// <summary>A chat was unsnoozed. Wire name <c>chat.unsnoozed</c>.</summary>
[JsonConverter(typeof(WebhookEventJsonConverter<ChatUnsnoozedEvent>))]
public sealed record ChatUnsnoozedEvent : ChatEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.ChatUnsnoozed;
}

/// <summary>A chat was closed, by an agent or by the customer. Wire name <c>chat.closed</c>.</summary>
[JsonConverter(typeof(WebhookEventJsonConverter<ChatClosedEvent>))]
public sealed record ChatClosedEvent : ChatEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.ChatClosed;
}

/// <summary>A chat was rated by the customer. Wire name <c>chat.rated</c>.</summary>
[JsonConverter(typeof(WebhookEventJsonConverter<ChatRatedEvent>))]
public sealed record ChatRatedEvent : ChatEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.ChatRated;
}
