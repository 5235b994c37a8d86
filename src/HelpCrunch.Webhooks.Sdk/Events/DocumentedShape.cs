using System.Text.Json;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Makes an event of what was read.</summary>
internal delegate WebhookEvent EventConstructor<in TData>(TData data, string id, in Envelope envelope);

/// <summary>
/// A documented event: its data is an object with an id, and reads itself. It is not generic over its event: the first event of a
/// process would wait until all this is compiled for it.
/// </summary>
internal abstract class DocumentedShape(string eventType) : EventShape(eventType)
{
    // Asked of an event that is made of nothing: a map that named the types would have the process load all 20 for its first event.
    public sealed override Type EventClass => field ??= Create(null!, "", default).GetType();

    public sealed override object? ReadData(ref WireReader wire, out WireFault fault)
    {
        if (wire.Converters is not null && TryUserData(ref wire, out var own, out fault))
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

    public sealed override bool TryUserEvent(ref WireReader wire, out WebhookEvent? webhookEvent)
    {
        webhookEvent = wire.Converters?.FindEvent(EventClass) is { } typeInfo && wire.TryConvert(typeInfo, out var own, out _) ? (WebhookEvent?)own : null;
        return webhookEvent is not null;
    }

    /// <summary>The data, of the object that the walk has entered.</summary>
    protected abstract object ReadData(ref WireReader wire);

    /// <summary>The data from the user's converter for its type. False when there is none.</summary>
    protected abstract bool TryUserData(ref WireReader wire, out object? data, out WireFault fault);

    /// <summary>The same, where the type of the data is known.</summary>
    protected static bool TryUserData<TData>(ref WireReader wire, out object? data, out WireFault fault)
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
            fault = new WireFault(null, cause);
        }

        return true;
    }
}
