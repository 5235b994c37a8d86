using System.Text;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The one map from the string of <c>event</c> to the event.</summary>
internal sealed class EventMap
{
    private static readonly NamedShape[] Documented =
    [
        new(WebhookEventTypes.ChatNew, static () => Chat(new ChatNewEvent { Id = "", EventData = null! })),
        new(WebhookEventTypes.ChatStatusUpdated, static () => Chat(new ChatStatusUpdatedEvent { Id = "", EventData = null! })),
        new(WebhookEventTypes.ChatAssigned, static () => Chat(new ChatAssignedEvent { Id = "", EventData = null! })),
        new(WebhookEventTypes.ChatSnoozed, static () => Chat(new ChatSnoozedEvent { Id = "", EventData = null! })),
        new(WebhookEventTypes.ChatUnsnoozed, static () => Chat(new ChatUnsnoozedEvent { Id = "", EventData = null! })),
        new(WebhookEventTypes.ChatClosed, static () => Chat(new ChatClosedEvent { Id = "", EventData = null! })),
        new(WebhookEventTypes.ChatRated, static () => Chat(new ChatRatedEvent { Id = "", EventData = null! })),

        new(WebhookEventTypes.CustomerNew, static () => Customer(new CustomerNewEvent { Id = "", EventData = null! })),
        new(WebhookEventTypes.CustomerEmailUpdated, static () => Customer(new CustomerEmailUpdatedEvent { Id = "", EventData = null! })),
        new(WebhookEventTypes.CustomerTagsChanged, static () => Customer(new CustomerTagsChangedEvent { Id = "", EventData = null! })),
        new(WebhookEventTypes.CustomerUnsubscribed, static () => Customer(new CustomerUnsubscribedEvent { Id = "", EventData = null! })),
        new(WebhookEventTypes.CustomerSubscribed, static () => Customer(new CustomerSubscribedEvent { Id = "", EventData = null! })),
        new(WebhookEventTypes.CustomerBlocked, static () => Customer(new CustomerBlockedEvent { Id = "", EventData = null! })),
        new(WebhookEventTypes.CustomerUnblocked, static () => Customer(new CustomerUnblockedEvent { Id = "", EventData = null! })),
        new(WebhookEventTypes.CustomerDeleted, static () => Customer(new CustomerDeletedEvent { Id = "", EventData = null! })),

        new(WebhookEventTypes.MessageChatCustomer, static () => Message(new MessageChatCustomerEvent { Id = "", EventData = null! })),
        new(WebhookEventTypes.MessageEmailCustomer, static () => Message(new MessageEmailCustomerEvent { Id = "", EventData = null! })),
        new(WebhookEventTypes.MessagePrivate, static () => Message(new MessagePrivateEvent { Id = "", EventData = null! })),
        new(WebhookEventTypes.MessageChatAgent, static () => Message(new MessageChatAgentEvent { Id = "", EventData = null! })),
        new(WebhookEventTypes.MessageEmailAgent, static () => Message(new MessageEmailAgentEvent { Id = "", EventData = null! })),
    ];

    private readonly NamedShape[] _custom;
    private readonly Func<string, EventShape>? _any;

    private EventMap(NamedShape[] custom, Func<string, EventShape>? any = null)
    {
        _custom = custom;
        _any = any;
    }

    /// <summary>The documented events alone.</summary>
    public static EventMap Default { get; } = new([]);

    /// <summary>The documented events and the user's own, which come first: a user may model a documented event anew.</summary>
    public static EventMap With(IEnumerable<EventShape> custom) => new([.. custom.Select(shape => new NamedShape(shape.EventType, () => shape))]);

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

    // The leaves of this table are never handed out: each event is a copy of its leaf with the members set, which is how one
    // line can make any of them. That is why they may lack their data.
    private static DocumentedShape<TEvent, ChatEventData> Chat<TEvent>(TEvent leaf)
        where TEvent : ChatEvent =>
        new(leaf, static (ref wire) => new ChatEventData(ref wire), "chat_id");

    private static DocumentedShape<TEvent, CustomerEventData> Customer<TEvent>(TEvent leaf)
        where TEvent : CustomerEvent =>
        new(leaf, static (ref wire) => new CustomerEventData(ref wire), "id");

    private static DocumentedShape<TEvent, MessageEventData> Message<TEvent>(TEvent leaf)
        where TEvent : MessageEvent =>
        new(leaf, static (ref wire) => new MessageEventData(ref wire), "chat_id");
}
