using System.Diagnostics.CodeAnalysis;
using System.Runtime.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

public sealed partial record CustomerEventData : IWireRecord
{
    /// <summary>Initializes a new instance.</summary>
    public CustomerEventData()
    {
    }

    [SetsRequiredMembers]
    internal CustomerEventData(ref WireReader wire)
    {
        while (wire.MoveToNextProperty())
        {
            if (wire.TryMatchProperty("id"u8)) Id = wire.Identity();
            if (wire.TryMatchProperty("name"u8)) Name = wire.Text();
            if (wire.TryMatchProperty("userId"u8)) UserId = wire.TextOrNumber();
            if (wire.TryMatchProperty("email"u8)) Email = wire.Text();
            if (wire.TryMatchProperty("unsubscribed"u8)) Unsubscribed = wire.Boolean();
            if (wire.TryMatchProperty("customData"u8)) CustomData = CustomData.From(ref wire);
        }

        if (wire.TakeAdditionalProperties() is { } additional) AdditionalProperties = additional;
    }

    void IWireRecord.Visit(WireVisitor wire)
    {
        wire.Identity("id", Id);
        wire.Text("name", Name);
        wire.TextOrNumber("userId", UserId);
        wire.Text("email", Email);
        wire.Boolean("unsubscribed", Unsubscribed);
        wire.Value("customData", CustomData);
    }

    [OnSerializing]
    private void OnSerializing(StreamingContext context) => throw UnsupportedSerializer.CreateException();

    [OnDeserializing]
    private void OnDeserializing(StreamingContext context) => throw UnsupportedSerializer.CreateException();
}
