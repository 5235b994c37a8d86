using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Makes an event of what was read.</summary>
internal delegate WebhookEvent EventConstructor<in TData>(TData data, string id, in Envelope envelope);

/// <summary>
/// A documented event: its data is an object with an id, and reads itself. It is not generic over its event: the first event of a
/// process would wait until all this is compiled for it.
/// </summary>
internal abstract class DocumentedEventDescriptor(string eventType) : EventDescriptor(eventType)
{
    // Asked of an event that is made of nothing: a map that named the types would have the process load all 20 for its first event.
    public sealed override Type EventClrType => field ??= Create(null!, "", default).GetType();

    public sealed override object? ReadData(ref WireReader wire, out IdReadError fault)
    {
        if (wire.Converters is not null && TryReadDataWithCustomConverter(ref wire, out var own, out fault))
        {
            return own;
        }

        fault = default;
        if (!wire.TryEnter(out var outer))
        {
            return null;
        }

        var data = ReadData(ref wire);
        return wire.Leave(outer, out fault) ? data : null;
    }

    public sealed override bool TryReadEventWithCustomConverter(ref WireReader wire, out WebhookEvent? webhookEvent)
    {
        webhookEvent = wire.Converters?.FindEvent(EventClrType) is { } typeInfo && wire.TryConvert(typeInfo, out var own, out _) ? (WebhookEvent?)own : null;
        return webhookEvent is not null;
    }

    /// <summary>The data, of the object that the walk has entered.</summary>
    protected abstract object ReadData(ref WireReader wire);

    /// <summary>The data from the user's converter for its type. False when there is none.</summary>
    protected abstract bool TryReadDataWithCustomConverter(ref WireReader wire, out object? data, out IdReadError fault);

    /// <summary>The same, where the type of the data is known.</summary>
    protected static bool TryReadDataWithCustomConverter<TData>(ref WireReader wire, out object? data, out IdReadError fault)
        where TData : class
    {
        data = null;
        fault = default;
        if (wire.Converters!.Find<TData>() is not { } converter)
        {
            return false;
        }

        if (wire.TokenType != JsonTokenType.Null)
        {
            wire.TryConvert(converter, out var own, out var cause);
            data = own;
            fault = new IdReadError(null, cause);
        }

        return true;
    }
}
