using System.Text;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The one map from the string of <c>event</c> to the event.</summary>
internal sealed class EventMap
{
    private static readonly EventShape[] Documented =
    [
        Chat(new ChatNewEvent { Id = "", EventData = null! }),
        Chat(new ChatStatusUpdatedEvent { Id = "", EventData = null! }),
        Chat(new ChatAssignedEvent { Id = "", EventData = null! }),
        Chat(new ChatSnoozedEvent { Id = "", EventData = null! }),
        Chat(new ChatUnsnoozedEvent { Id = "", EventData = null! }),
        Chat(new ChatClosedEvent { Id = "", EventData = null! }),
        Chat(new ChatRatedEvent { Id = "", EventData = null! }),

        Customer(new CustomerNewEvent { Id = "", EventData = null! }),
        Customer(new CustomerEmailUpdatedEvent { Id = "", EventData = null! }),
        Customer(new CustomerTagsChangedEvent { Id = "", EventData = null! }),
        Customer(new CustomerUnsubscribedEvent { Id = "", EventData = null! }),
        Customer(new CustomerSubscribedEvent { Id = "", EventData = null! }),
        Customer(new CustomerBlockedEvent { Id = "", EventData = null! }),
        Customer(new CustomerUnblockedEvent { Id = "", EventData = null! }),
        Customer(new CustomerDeletedEvent { Id = "", EventData = null! }),

        Message(new MessageChatCustomerEvent { Id = "", EventData = null! }),
        Message(new MessageEmailCustomerEvent { Id = "", EventData = null! }),
        Message(new MessagePrivateEvent { Id = "", EventData = null! }),
        Message(new MessageChatAgentEvent { Id = "", EventData = null! }),
        Message(new MessageEmailAgentEvent { Id = "", EventData = null! }),
    ];

    private readonly EventShape[] _custom;
    private readonly Func<string, EventShape>? _any;

    private EventMap(EventShape[] custom, Func<string, EventShape>? any = null)
    {
        _custom = custom;
        _any = any;
    }

    /// <summary>The documented events alone.</summary>
    public static EventMap Default { get; } = new([]);

    /// <summary>The documented strings, in the order of HelpCrunch's pages.</summary>
    public static IReadOnlyList<string> DocumentedTypes { get; } = Array.AsReadOnly(Array.ConvertAll(Documented, shape => shape.EventType));

    /// <summary>The documented events and the user's own, which come first: a user may model a documented event anew.</summary>
    public static EventMap With(IEnumerable<EventShape> custom) => new([.. custom]);

    /// <summary>Every event has this shape.</summary>
    public static EventMap Of(Func<string, EventShape> shape) => new([], shape);

    /// <summary>The shape of an event: the user's, the documented one, or that of an event which neither names.</summary>
    public EventShape Find(ReadOnlySpan<byte> eventType)
    {
        if (_any is not null)
        {
            return _any(Encoding.UTF8.GetString(eventType));
        }

        return Find(_custom, eventType) ?? Find(Documented, eventType) ?? new UnknownShape(Encoding.UTF8.GetString(eventType));
    }

    private static EventShape? Find(EventShape[] shapes, ReadOnlySpan<byte> eventType)
    {
        // 20 strings, most told apart by length alone: a walk over them is quicker than any hash.
        foreach (var shape in shapes)
        {
            if (eventType.SequenceEqual(shape.Utf8EventType.Span))
            {
                return shape;
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
