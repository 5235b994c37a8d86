using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Creates an event from the parts that were read.</summary>
internal delegate WebhookEvent EventConstructor<in TData>(TData data, string id, in Envelope envelope);

/// <summary>
/// Reads a documented event, whose data is an object with an id. The class is not generic over the event, and it gets the CLR type on
/// demand, so the first event of a process does not compile code for all events or load their types.
/// </summary>
internal abstract class DocumentedEventDescriptor(string eventType, Func<Type> getEventClrType) : EventDescriptor(eventType)
{
    public sealed override Type EventClrType => getEventClrType();

    public sealed override void ResolveConverter(CustomConverters converters) => converters.FindEvent(EventClrType);

    public sealed override object? ReadData(ref WireReader wire, out IdReadError error)
    {
        if (wire.Converters is not null && TryReadDataWithCustomConverter(ref wire, out var custom, out error))
        {
            return custom;
        }

        error = default;
        if (!wire.TryEnter(out var outer))
        {
            return null;
        }

        var data = CreateData(ref wire);
        return wire.Leave(outer, out error) ? data : null;
    }

    public sealed override bool TryReadEventWithCustomConverter(ref WireReader wire, out WebhookEvent? webhookEvent)
    {
        webhookEvent = wire.Converters?.FindEvent(EventClrType) is { } typeInfo && wire.TryConvert(typeInfo, out var custom, out _) ? (WebhookEvent?)custom : null;
        return webhookEvent is not null;
    }

    /// <summary>Creates an event in which only the data is set, and the data is empty.</summary>
    public WebhookEvent CreateEmpty()
    {
        var wire = WireReader.Create("{}"u8, converters: null);
        wire.TryEnter(out _);
        return Create(CreateData(ref wire), id: "", default);
    }

    /// <summary>Creates the data from the object that the reader has entered.</summary>
    protected abstract object CreateData(ref WireReader wire);

    /// <summary>Reads the data with the custom converter for its type. Returns false when there is none.</summary>
    protected abstract bool TryReadDataWithCustomConverter(ref WireReader wire, out object? data, out IdReadError error);

    /// <summary>Implements <see cref="TryReadDataWithCustomConverter"/> for a data type.</summary>
    protected static bool TryReadDataAs<TData>(ref WireReader wire, out object? data, out IdReadError error)
        where TData : class
    {
        data = null;
        error = default;
        if (wire.Converters!.Find<TData>() is not { } converter)
        {
            return false;
        }

        if (converter.HandleNull || wire.TokenType != JsonTokenType.Null)
        {
            wire.TryConvert(converter, out var custom, out var exception);
            data = custom;
            error = new IdReadError(null, exception);
        }

        return true;
    }
}
