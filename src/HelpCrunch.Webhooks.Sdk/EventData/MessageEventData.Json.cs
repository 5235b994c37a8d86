using System.Diagnostics.CodeAnalysis;
using System.Runtime.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

public sealed partial record MessageEventData : IWireRecord
{
    /// <summary>Initializes a new instance.</summary>
    public MessageEventData()
    {
    }

    [SetsRequiredMembers]
    internal MessageEventData(ref WireReader wire)
    {
        while (wire.MoveToNextProperty())
        {
            if (wire.TryMatchProperty("chat_id"u8)) ChatId = wire.Identity();
            if (wire.TryMatchProperty("agent"u8)) Agent = ChatAgent.From(ref wire);
            if (wire.TryMatchProperty("customer"u8)) Customer = ChatCustomer.From(ref wire);
            if (wire.TryMatchProperty("message"u8)) Message = ChatMessage.From(ref wire);
        }

        if (wire.TakeAdditionalProperties() is { } additional) AdditionalProperties = additional;
    }

    void IWireRecord.Visit(WireVisitor wire)
    {
        wire.Identity("chat_id", ChatId);
        wire.Record("agent", Agent);
        wire.Record("customer", Customer);
        wire.Record("message", Message);
    }

    [OnSerializing]
    private void OnSerializing(StreamingContext context) => throw UnsupportedSerializer.CreateException();

    [OnDeserializing]
    private void OnDeserializing(StreamingContext context) => throw UnsupportedSerializer.CreateException();
}
