using System.Text;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Reads and creates the events of one event type.</summary>
internal abstract class EventDescriptor(string eventType)
{
    public readonly string EventType = eventType;

    /// <summary>The event type as UTF-8. Two threads can both create it; either result is used.</summary>
    public byte[] Utf8EventType => field ??= Encoding.UTF8.GetBytes(EventType);

    /// <summary>The CLR type of the events.</summary>
    public abstract Type EventClrType { get; }

    /// <summary>The name of the id that the data must have. Null when the data does not need an id, for example when a custom converter reads it.</summary>
    public virtual string? IdentityName(CustomConverters? converters) => null;

    /// <summary>The data of an event without <c>eventData</c>. Null when the event needs data.</summary>
    public virtual object? AbsentData => null;

    /// <summary>Looks up the custom converter for the event class, so that a later lookup does not throw.</summary>
    public abstract void ResolveConverter(CustomConverters converters);

    /// <summary>Reads the data and moves to its end. Returns null and sets the error when the data cannot be read.</summary>
    public abstract object? ReadData(ref WireReader wire, out IdReadError error);

    /// <summary>Creates the event.</summary>
    public abstract WebhookEvent Create(object data, string id, in Envelope envelope);

    /// <summary>Reads the event with the custom converter for its type. Returns false when there is none, or when it could not read the event.</summary>
    public abstract bool TryReadEventWithCustomConverter(ref WireReader wire, out WebhookEvent? webhookEvent);

    /// <summary>Implements <see cref="TryReadEventWithCustomConverter"/> for an event class.</summary>
    protected static bool TryReadEventAs<TEvent>(ref WireReader wire, out WebhookEvent? webhookEvent)
        where TEvent : WebhookEvent
    {
        webhookEvent = wire.Converters?.Find<TEvent>() is { } converter and not ISdkEventConverter && wire.TryConvert(converter, out var custom, out _) ? custom : null;
        return webhookEvent is not null;
    }
}
