using System.Text;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The one map from the string of <c>event</c> to the event.</summary>
internal sealed class EventMap
{
    private static readonly NamedShape[] Documented =
    [
        new(WebhookEventTypes.ChatNew, static type => Chat(type, static (data, in read) => new ChatNewEvent { Id = read.Id!, EventData = data, Envelope = read })),
        new(WebhookEventTypes.ChatStatusUpdated, static type => Chat(type, static (data, in read) => new ChatStatusUpdatedEvent { Id = read.Id!, EventData = data, Envelope = read })),
        new(WebhookEventTypes.ChatAssigned, static type => Chat(type, static (data, in read) => new ChatAssignedEvent { Id = read.Id!, EventData = data, Envelope = read })),
        new(WebhookEventTypes.ChatSnoozed, static type => Chat(type, static (data, in read) => new ChatSnoozedEvent { Id = read.Id!, EventData = data, Envelope = read })),
        new(WebhookEventTypes.ChatUnsnoozed, static type => Chat(type, static (data, in read) => new ChatUnsnoozedEvent { Id = read.Id!, EventData = data, Envelope = read })),
        new(WebhookEventTypes.ChatClosed, static type => Chat(type, static (data, in read) => new ChatClosedEvent { Id = read.Id!, EventData = data, Envelope = read })),
        new(WebhookEventTypes.ChatRated, static type => Chat(type, static (data, in read) => new ChatRatedEvent { Id = read.Id!, EventData = data, Envelope = read })),

        new(WebhookEventTypes.CustomerNew, static type => Customer(type, static (data, in read) => new CustomerNewEvent { Id = read.Id!, EventData = data, Envelope = read })),
        new(WebhookEventTypes.CustomerEmailUpdated, static type => Customer(type, static (data, in read) => new CustomerEmailUpdatedEvent { Id = read.Id!, EventData = data, Envelope = read })),
        new(WebhookEventTypes.CustomerTagsChanged, static type => Customer(type, static (data, in read) => new CustomerTagsChangedEvent { Id = read.Id!, EventData = data, Envelope = read })),
        new(WebhookEventTypes.CustomerUnsubscribed, static type => Customer(type, static (data, in read) => new CustomerUnsubscribedEvent { Id = read.Id!, EventData = data, Envelope = read })),
        new(WebhookEventTypes.CustomerSubscribed, static type => Customer(type, static (data, in read) => new CustomerSubscribedEvent { Id = read.Id!, EventData = data, Envelope = read })),
        new(WebhookEventTypes.CustomerBlocked, static type => Customer(type, static (data, in read) => new CustomerBlockedEvent { Id = read.Id!, EventData = data, Envelope = read })),
        new(WebhookEventTypes.CustomerUnblocked, static type => Customer(type, static (data, in read) => new CustomerUnblockedEvent { Id = read.Id!, EventData = data, Envelope = read })),
        new(WebhookEventTypes.CustomerDeleted, static type => Customer(type, static (data, in read) => new CustomerDeletedEvent { Id = read.Id!, EventData = data, Envelope = read })),

        new(WebhookEventTypes.MessageChatCustomer, static type => Message(type, static (data, in read) => new MessageChatCustomerEvent { Id = read.Id!, EventData = data, Envelope = read })),
        new(WebhookEventTypes.MessageEmailCustomer, static type => Message(type, static (data, in read) => new MessageEmailCustomerEvent { Id = read.Id!, EventData = data, Envelope = read })),
        new(WebhookEventTypes.MessagePrivate, static type => Message(type, static (data, in read) => new MessagePrivateEvent { Id = read.Id!, EventData = data, Envelope = read })),
        new(WebhookEventTypes.MessageChatAgent, static type => Message(type, static (data, in read) => new MessageChatAgentEvent { Id = read.Id!, EventData = data, Envelope = read })),
        new(WebhookEventTypes.MessageEmailAgent, static type => Message(type, static (data, in read) => new MessageEmailAgentEvent { Id = read.Id!, EventData = data, Envelope = read })),
    ];

    private readonly NamedShape[] _custom;
    private readonly Func<string, EventShape>? _any;

    private EventMap(NamedShape[] custom, Func<string, EventShape>? any = null)
    {
        _custom = custom;
        _any = any;
    }

    /// <summary>The documented events alone.</summary>
    public static readonly EventMap Default = new([]);

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

    private static DocumentedShape<TEvent, ChatEventData> Chat<TEvent>(string eventType, EventConstructor<TEvent, ChatEventData> create)
        where TEvent : ChatEvent =>
        new(eventType, ReadChat, "chat_id", create);

    private static DocumentedShape<TEvent, CustomerEventData> Customer<TEvent>(string eventType, EventConstructor<TEvent, CustomerEventData> create)
        where TEvent : CustomerEvent =>
        new(eventType, ReadCustomer, "id", create);

    private static DocumentedShape<TEvent, MessageEventData> Message<TEvent>(string eventType, EventConstructor<TEvent, MessageEventData> create)
        where TEvent : MessageEvent =>
        new(eventType, ReadMessage, "chat_id", create);

    private static ChatEventData ReadChat(ref WireReader wire) => new(ref wire);

    private static CustomerEventData ReadCustomer(ref WireReader wire) => new(ref wire);

    private static MessageEventData ReadMessage(ref WireReader wire) => new(ref wire);
}
