using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Where the parts of an event stand, in bytes, and its data, once an envelope has been walked over.</summary>
internal struct EventReadState
{
    public int Start;
    public int? EventTypeStart;
    public int? IdStart;
    public Exception? ThrownAtId;
    public int? DataStart;
    public bool DataIsObject;
    public IdReadError DataFault;

    /// <summary>The data; null when it is absent, could not be read, or came before the event's type was known.</summary>
    public object? Data;

    /// <summary>What the data was read by; null when it was not read.</summary>
    public EventDescriptor? Shape;

    private int _dataEnd;

    /// <summary>Reads the data at the walk's place, at whose end the walk then stands whether it could be read or not.</summary>
    public void ReadData(ref WireReader wire, EventDescriptor? shape)
    {
        DataStart = wire.Start;
        DataIsObject = wire.TokenType == JsonTokenType.StartObject;
        DataFault = default;
        Data = shape?.ReadData(ref wire, out DataFault);
        Shape = shape;
        wire.SkipToEnd();
        _dataEnd = wire.End;
    }

    /// <summary>Reads the data, if there is any, by another shape.</summary>
    public void ReadDataAgain(in WireReader wire, EventDescriptor shape)
    {
        if (DataStart is { } start)
        {
            var data = wire.Slice(start, _dataEnd);
            Data = shape.ReadData(ref data, out DataFault);
            DataFault = DataFault.From(start);
        }
    }
}
