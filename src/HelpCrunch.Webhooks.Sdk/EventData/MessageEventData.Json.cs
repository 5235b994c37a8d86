using System.Diagnostics.CodeAnalysis;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

public sealed partial record MessageEventData : IWireRecord
{
    /// <summary>Initializes an instance whose members are still to be set.</summary>
    public MessageEventData()
    {
    }

    [SetsRequiredMembers]
    internal MessageEventData(ref WireReader wire)
    {
        while (wire.NextRound())
        {
            if (wire.At("chat_id"u8)) ChatId = wire.Identity();
            if (wire.At("agent"u8)) Agent = ChatAgent.From(ref wire);
            if (wire.At("customer"u8)) Customer = ChatCustomer.From(ref wire);
            if (wire.At("message"u8)) Message = ChatMessage.From(ref wire);
        }

        if (wire.Leftovers() is { } leftovers) AdditionalProperties = leftovers;
    }

    void IWireRecord.Visit(WireVisitor wire)
    {
        wire.Integer("chat_id", ChatId);
        wire.Record("agent", Agent);
        wire.Record("customer", Customer);
        wire.Record("message", Message);
    }
}
