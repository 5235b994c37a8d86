using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The base type of the 7 chat events, such as <see cref="ChatNewEvent"/>. Other assemblies cannot derive from it.</summary>
/// <remarks>HelpCrunch adds events over time, so a <c>switch</c> over events needs a default arm.</remarks>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public abstract record ChatEvent : WebhookEvent<ChatEventData>
{
    private protected ChatEvent()
    {
    }

    private protected override void VisitEventData(WireVisitor wire) => wire.Record("eventData", EventData);
}

/// <summary>A new chat was created by a customer. Wire name <c>chat.new</c>.</summary>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed record ChatNewEvent : ChatEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.ChatNew;
}

/// <summary>The status of a chat was updated, manually or automatically (an agent replies to a new chat and it becomes open). Wire name <c>chat.status_updated</c>.</summary>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed record ChatStatusUpdatedEvent : ChatEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.ChatStatusUpdated;
}

/// <summary>The assignee of a chat was updated, manually or automatically. Wire name <c>chat.assigned</c>.</summary>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed record ChatAssignedEvent : ChatEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.ChatAssigned;
}

/// <summary>A chat was snoozed for later. Wire name <c>chat.snoozed</c>.</summary>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed record ChatSnoozedEvent : ChatEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.ChatSnoozed;
}

/// <summary>A chat was unsnoozed. Wire name <c>chat.unsnoozed</c>.</summary>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed record ChatUnsnoozedEvent : ChatEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.ChatUnsnoozed;
}

/// <summary>A chat was closed, by an agent or by the customer. Wire name <c>chat.closed</c>.</summary>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed record ChatClosedEvent : ChatEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.ChatClosed;
}

/// <summary>A chat was rated by the customer. Wire name <c>chat.rated</c>.</summary>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed record ChatRatedEvent : ChatEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.ChatRated;
}

/// <summary>Reads and creates the chat events.</summary>
internal sealed class ChatEventDescriptor(string eventType, Func<Type> getEventClrType, EventConstructor<ChatEventData> createEvent)
    : DocumentedEventDescriptor(eventType, getEventClrType)
{
    /// <summary>The descriptors, in the order of HelpCrunch's documentation.</summary>
    public static readonly ChatEventDescriptor[] All =
    [
        new(WebhookEventTypes.ChatNew, static () => typeof(ChatNewEvent), static (data, id, in envelope) => new ChatNewEvent { Id = id, EventData = data, Envelope = envelope }),
        new(WebhookEventTypes.ChatStatusUpdated, static () => typeof(ChatStatusUpdatedEvent), static (data, id, in envelope) => new ChatStatusUpdatedEvent { Id = id, EventData = data, Envelope = envelope }),
        new(WebhookEventTypes.ChatAssigned, static () => typeof(ChatAssignedEvent), static (data, id, in envelope) => new ChatAssignedEvent { Id = id, EventData = data, Envelope = envelope }),
        new(WebhookEventTypes.ChatSnoozed, static () => typeof(ChatSnoozedEvent), static (data, id, in envelope) => new ChatSnoozedEvent { Id = id, EventData = data, Envelope = envelope }),
        new(WebhookEventTypes.ChatUnsnoozed, static () => typeof(ChatUnsnoozedEvent), static (data, id, in envelope) => new ChatUnsnoozedEvent { Id = id, EventData = data, Envelope = envelope }),
        new(WebhookEventTypes.ChatClosed, static () => typeof(ChatClosedEvent), static (data, id, in envelope) => new ChatClosedEvent { Id = id, EventData = data, Envelope = envelope }),
        new(WebhookEventTypes.ChatRated, static () => typeof(ChatRatedEvent), static (data, id, in envelope) => new ChatRatedEvent { Id = id, EventData = data, Envelope = envelope }),
    ];

    public override string? IdentityName(CustomConverters? converters) => converters?.Find<ChatEventData>() is null ? "chat_id" : null;

    public override WebhookEvent Create(object data, string id, in Envelope envelope) => createEvent((ChatEventData)data, id, envelope);

    protected override object CreateData(ref WireReader wire) => new ChatEventData(ref wire);

    protected override bool TryReadDataWithCustomConverter(ref WireReader wire, out object? data, out IdReadError error) =>
        TryReadDataAs<ChatEventData>(ref wire, out data, out error);
}
