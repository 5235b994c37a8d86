using System.Text;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The one map from the string of <c>event</c> to the event.</summary>
internal sealed class EventMap
{
    private static readonly NamedShape[] Documented =
    [
        new(WebhookEventTypes.ChatNew, static type => Chat(type, static (data, id, in envelope) => new ChatNewEvent { Id = id, EventData = data, Envelope = envelope })),
        new(WebhookEventTypes.ChatStatusUpdated, static type => Chat(type, static (data, id, in envelope) => new ChatStatusUpdatedEvent { Id = id, EventData = data, Envelope = envelope })),
        new(WebhookEventTypes.ChatAssigned, static type => Chat(type, static (data, id, in envelope) => new ChatAssignedEvent { Id = id, EventData = data, Envelope = envelope })),
        new(WebhookEventTypes.ChatSnoozed, static type => Chat(type, static (data, id, in envelope) => new ChatSnoozedEvent { Id = id, EventData = data, Envelope = envelope })),
        new(WebhookEventTypes.ChatUnsnoozed, static type => Chat(type, static (data, id, in envelope) => new ChatUnsnoozedEvent { Id = id, EventData = data, Envelope = envelope })),
        new(WebhookEventTypes.ChatClosed, static type => Chat(type, static (data, id, in envelope) => new ChatClosedEvent { Id = id, EventData = data, Envelope = envelope })),
        new(WebhookEventTypes.ChatRated, static type => Chat(type, static (data, id, in envelope) => new ChatRatedEvent { Id = id, EventData = data, Envelope = envelope })),

        new(WebhookEventTypes.CustomerNew, static type => Customer(type, static (data, id, in envelope) => new CustomerNewEvent { Id = id, EventData = data, Envelope = envelope })),
        new(WebhookEventTypes.CustomerEmailUpdated, static type => Customer(type, static (data, id, in envelope) => new CustomerEmailUpdatedEvent { Id = id, EventData = data, Envelope = envelope })),
        new(WebhookEventTypes.CustomerTagsChanged, static type => Customer(type, static (data, id, in envelope) => new CustomerTagsChangedEvent { Id = id, EventData = data, Envelope = envelope })),
        new(WebhookEventTypes.CustomerUnsubscribed, static type => Customer(type, static (data, id, in envelope) => new CustomerUnsubscribedEvent { Id = id, EventData = data, Envelope = envelope })),
        new(WebhookEventTypes.CustomerSubscribed, static type => Customer(type, static (data, id, in envelope) => new CustomerSubscribedEvent { Id = id, EventData = data, Envelope = envelope })),
        new(WebhookEventTypes.CustomerBlocked, static type => Customer(type, static (data, id, in envelope) => new CustomerBlockedEvent { Id = id, EventData = data, Envelope = envelope })),
        new(WebhookEventTypes.CustomerUnblocked, static type => Customer(type, static (data, id, in envelope) => new CustomerUnblockedEvent { Id = id, EventData = data, Envelope = envelope })),
        new(WebhookEventTypes.CustomerDeleted, static type => Customer(type, static (data, id, in envelope) => new CustomerDeletedEvent { Id = id, EventData = data, Envelope = envelope })),

        new(WebhookEventTypes.MessageChatCustomer, static type => Message(type, static (data, id, in envelope) => new MessageChatCustomerEvent { Id = id, EventData = data, Envelope = envelope })),
        new(WebhookEventTypes.MessageEmailCustomer, static type => Message(type, static (data, id, in envelope) => new MessageEmailCustomerEvent { Id = id, EventData = data, Envelope = envelope })),
        new(WebhookEventTypes.MessagePrivate, static type => Message(type, static (data, id, in envelope) => new MessagePrivateEvent { Id = id, EventData = data, Envelope = envelope })),
        new(WebhookEventTypes.MessageChatAgent, static type => Message(type, static (data, id, in envelope) => new MessageChatAgentEvent { Id = id, EventData = data, Envelope = envelope })),
        new(WebhookEventTypes.MessageEmailAgent, static type => Message(type, static (data, id, in envelope) => new MessageEmailAgentEvent { Id = id, EventData = data, Envelope = envelope })),
    ];

    /// <summary>The documented events alone.</summary>
    public static readonly EventMap Default = new([]);

    private readonly NamedShape[] _custom;
    private readonly Func<string, EventShape>? _any;

    private EventMap(NamedShape[] custom, Func<string, EventShape>? any = null)
    {
        _custom = custom;
        _any = any;
    }

    /// <summary>The documented events and the user's own, which come first: a user may model a documented event anew.</summary>
    public static EventMap With(IEnumerable<EventShape> custom) => new([.. custom.Select(shape => new NamedShape(shape.EventType, _ => shape))]);

    /// <summary>Every event has this shape.</summary>
    public static EventMap Of(Func<string, EventShape> shape) => new([], shape);

    /// <summary>The documented strings, in the order of HelpCrunch's pages.</summary>
    public static IReadOnlyList<string> ListDocumentedTypes() => Array.AsReadOnly(Array.ConvertAll(Documented, shape => shape.EventType));

    /// <summary>The shape of an event: the user's, the documented one, or that of an event which neither names.</summary>
    public EventShape Find(ReadOnlySpan<byte> eventType)
    {
        if (_any is not null)
        {
            return _any(Encoding.UTF8.GetString(eventType));
        }

        return Find(_custom, eventType) ?? Find(Documented, eventType) ?? new UnknownShape(Encoding.UTF8.GetString(eventType));
    }

    /// <summary>The types of the events: the user's, those of the documented ones that he did not model anew, and the unknown one's.</summary>
    public IEnumerable<Type> EventClasses() => _custom
        .Select(shape => shape.EventType)
        .Concat(Documented.Select(shape => shape.EventType))
        .Select(eventType => Find(Encoding.UTF8.GetBytes(eventType)).EventClass)
        .Append(typeof(UnknownEvent));

    private static EventShape? Find(NamedShape[] shapes, ReadOnlySpan<byte> eventType)
    {
        // 20 strings, most told apart by length alone: a walk over them is quicker than any hash.
        foreach (var shape in shapes)
        {
            if (eventType.SequenceEqual(shape.Utf8EventType))
            {
                return shape.Shape;
            }
        }

        return null;
    }

    private static DocumentedShape<TEvent, ChatEventData> Chat<TEvent>(string eventType, EventConstructor<TEvent, ChatEventData> createEvent)
        where TEvent : ChatEvent =>
        new(eventType, ReadChat, "chat_id", createEvent);

    private static DocumentedShape<TEvent, CustomerEventData> Customer<TEvent>(string eventType, EventConstructor<TEvent, CustomerEventData> createEvent)
        where TEvent : CustomerEvent =>
        new(eventType, ReadCustomer, "id", createEvent);

    private static DocumentedShape<TEvent, MessageEventData> Message<TEvent>(string eventType, EventConstructor<TEvent, MessageEventData> createEvent)
        where TEvent : MessageEvent =>
        new(eventType, ReadMessage, "chat_id", createEvent);

    // No lambdas in the generic methods above: the class that holds them would be made anew for each event.
    private static ChatEventData ReadChat(ref WireReader wire) => new(ref wire);

    private static CustomerEventData ReadCustomer(ref WireReader wire) => new(ref wire);

    private static MessageEventData ReadMessage(ref WireReader wire) => new(ref wire);
}
