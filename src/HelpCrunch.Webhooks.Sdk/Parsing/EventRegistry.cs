using System.Text;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Finds the descriptor of an event type.</summary>
internal interface IEventResolver
{
    /// <summary>Gets the descriptor of an event type. Every text has a descriptor.</summary>
    EventDescriptor Resolve(ReadOnlySpan<byte> eventType);
}

/// <summary>The documented and the custom events. Creates a descriptor for an unknown event.</summary>
internal sealed class EventRegistry : IEventResolver
{
    /// <summary>The documented events only.</summary>
    public static readonly EventRegistry Default = new([]);

    private readonly EventDescriptor[] _custom;

    /// <param name="custom">The custom events. They come first, because they can replace documented events.</param>
    public EventRegistry(EventDescriptor[] custom) => _custom = custom;

    public EventDescriptor Resolve(ReadOnlySpan<byte> eventType) =>
        Find(_custom, eventType)
        ?? Find(ChatEventDescriptor.All, eventType)
        ?? Find(CustomerEventDescriptor.All, eventType)
        ?? Find(MessageEventDescriptor.All, eventType)
        ?? CreateUnknown(eventType);

    /// <summary>The CLR types of all events that this registry resolves.</summary>
    public IEnumerable<Type> EventClrTypes() => Descriptors().Select(descriptor => descriptor.EventClrType);

    /// <summary>Looks up the converters for the event classes, so that a converter or a converter factory throws at startup.</summary>
    public void ResolveConverters(CustomConverters converters)
    {
        foreach (var descriptor in Descriptors())
        {
            descriptor.ResolveConverter(converters);
        }
    }

    private IEnumerable<EventDescriptor> Descriptors() => _custom
        .Select(descriptor => descriptor.EventType)
        .Concat(WebhookEventTypes.All)
        .Select(eventType => Resolve(Encoding.UTF8.GetBytes(eventType)))
        .Append(new UnknownEventDescriptor(""));

    // Cold path.
    private static UnknownEventDescriptor CreateUnknown(ReadOnlySpan<byte> eventType) => new(Encoding.UTF8.GetString(eventType));

    private static EventDescriptor? Find(EventDescriptor[] descriptors, ReadOnlySpan<byte> eventType)
    {
        // Most of the 20 event types differ in length, so comparing them in turn is faster than hashing.
        foreach (var descriptor in descriptors)
        {
            if (eventType.SequenceEqual(descriptor.Utf8EventType))
            {
                return descriptor;
            }
        }

        return null;
    }
}
