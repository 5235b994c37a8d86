using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The positions of the parts of an event, and its data, while the envelope is read.</summary>
internal struct EventReadState
{
    public int Start;
    public int? EventTypeStart;
    public int? IdStart;
    public int? DataStart;
    public bool DataIsObject;
    public IdReadError DataError;

    /// <summary>The data. Null when it is absent, could not be read, or came before the event type.</summary>
    public object? Data;

    /// <summary>The descriptor that read the data. Null when the data was not read.</summary>
    public EventDescriptor? DataDescriptor;

    private int _dataEnd;

    /// <summary>Reads the data if the descriptor is known, and moves to the end of the data.</summary>
    public void ReadEventData(ref WireReader wire, EventDescriptor? descriptor)
    {
        DataStart = wire.Start;
        DataIsObject = wire.TokenType == JsonTokenType.StartObject;
        DataError = default;
        Data = descriptor?.ReadData(ref wire, out DataError);
        DataDescriptor = descriptor;
        wire.SkipToEnd();
        _dataEnd = wire.End;
    }

    /// <summary>Reads the data with another descriptor, if there is data.</summary>
    public void RereadEventData(in WireReader wire, EventDescriptor descriptor)
    {
        if (DataStart is { } start)
        {
            var data = wire.Slice(start, _dataEnd);
            Data = descriptor.ReadData(ref data, out DataError);
            DataError = DataError.At(start);
        }
    }
}
