using System.Text;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>How the events of one <c>event</c> string are made.</summary>
internal abstract class EventDescriptor(string eventType)
{
    public readonly string EventType = eventType;

    /// <summary>The same as bytes, by which a map finds the shape. Two threads may both make them, and either's will do.</summary>
    public byte[] Utf8EventType => field ??= Encoding.UTF8.GetBytes(EventType);

    /// <summary>The type of the events.</summary>
    public abstract Type EventClrType { get; }

    /// <summary>
    /// The property without which the data is not that of such an event; null when there is none, as when the user's converter
    /// reads the data.
    /// </summary>
    public virtual string? IdentityName(CustomConverters? converters) => null;

    /// <summary>What stands for data that the envelope does not have; null when there is no event without it.</summary>
    public virtual object? AbsentData => null;

    /// <summary>The data at the walk's place, at whose end the walk then stands; null with a fault when it cannot be read.</summary>
    public abstract object? ReadData(ref WireReader wire, out IdReadError fault);

    /// <summary>The event of this data in this envelope.</summary>
    public abstract WebhookEvent Create(object data, string id, in Envelope envelope);

    /// <summary>The whole event from the user's converter for its type. False when there is none, or it could not read it.</summary>
    public abstract bool TryReadEventWithCustomConverter(ref WireReader wire, out WebhookEvent? webhookEvent);

    /// <summary>The same, where the type of the events is known.</summary>
    protected static bool TryReadEventWithCustomConverter<TEvent>(ref WireReader wire, out WebhookEvent? webhookEvent)
        where TEvent : WebhookEvent
    {
        webhookEvent = wire.Converters?.Find<TEvent>() is { } converter and not ISdkEventConverter && wire.TryConvert(converter, out var own, out _) ? own : null;
        return webhookEvent is not null;
    }
}
