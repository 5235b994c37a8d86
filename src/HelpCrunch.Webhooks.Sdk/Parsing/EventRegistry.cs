using System.Text;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The one map from the string of <c>event</c> to the event.</summary>
internal sealed class EventRegistry
{
    /// <summary>The documented events alone.</summary>
    public static readonly EventRegistry Default = new([]);

    private readonly EventDescriptor[] _custom;
    private readonly Func<string, EventDescriptor>? _any;

    private EventRegistry(EventDescriptor[] custom, Func<string, EventDescriptor>? any = null)
    {
        _custom = custom;
        _any = any;
    }

    /// <summary>The documented events and the user's own, which come first: a user may model a documented event anew.</summary>
    public static EventRegistry With(IEnumerable<EventDescriptor> custom) => new([.. custom]);

    /// <summary>Every event has this shape.</summary>
    public static EventRegistry Of(Func<string, EventDescriptor> shape) => new([], shape);

    /// <summary>The documented strings, in the order of HelpCrunch's pages.</summary>
    public static IReadOnlyList<string> ListDocumentedTypes()
    {
        EventDescriptor[] documented = [.. ChatEventDescriptor.All, .. CustomerEventDescriptor.All, .. MessageEventDescriptor.All];
        return Array.AsReadOnly(Array.ConvertAll(documented, shape => shape.EventType));
    }

    /// <summary>The shape of an event: the user's, the documented one, or that of an event which neither names.</summary>
    public EventDescriptor Find(ReadOnlySpan<byte> eventType) =>
        _any is not null
            ? Any(eventType)
            : Find(_custom, eventType)
            ?? Find(ChatEventDescriptor.All, eventType) // Family by family: a process's first event waits for no more of them than it must.
            ?? Find(CustomerEventDescriptor.All, eventType)
            ?? Find(MessageEventDescriptor.All, eventType)
            ?? Unknown(eventType);

    /// <summary>The types of the events: the user's, those of the documented ones that he did not model anew, and the unknown one's.</summary>
    public IEnumerable<Type> EventClrTypes() => _custom
        .Select(shape => shape.EventType)
        .Concat(ListDocumentedTypes())
        .Select(eventType => Find(Encoding.UTF8.GetBytes(eventType)).EventClrType)
        .Append(typeof(UnknownEvent));

    private EventDescriptor Any(ReadOnlySpan<byte> eventType) => _any!(Encoding.UTF8.GetString(eventType));

    private static UnknownEventDescriptor Unknown(ReadOnlySpan<byte> eventType) => new(Encoding.UTF8.GetString(eventType));

    private static EventDescriptor? Find(EventDescriptor[] shapes, ReadOnlySpan<byte> eventType)
    {
        // 20 strings, most told apart by length alone: a walk over them is quicker than any hash.
        foreach (var shape in shapes)
        {
            if (eventType.SequenceEqual(shape.Utf8EventType))
            {
                return shape;
            }
        }

        return null;
    }
}
