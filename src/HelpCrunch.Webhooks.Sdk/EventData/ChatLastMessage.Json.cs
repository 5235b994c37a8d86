using System.Diagnostics.CodeAnalysis;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

public sealed partial record ChatLastMessage : IWireRecord
{
    /// <summary>Initializes an instance whose members are still to be set.</summary>
    public ChatLastMessage()
    {
    }

    [SetsRequiredMembers]
    internal ChatLastMessage(ref WireReader wire)
    {
        long? agentId = null;
        long? idOfAgentObject = null;
        while (wire.NextRound())
        {
            if (wire.At("id"u8)) Id = wire.Identity();
            if (wire.At("text"u8)) Text = wire.Text();
            if (wire.At("createdAt"u8)) CreatedAt = wire.Timestamp();

            // Documented in words only, "if sent from agent, also the ID of that agent", so these are the names it may have.
            if (wire.At("agentId"u8)) wire.IdOrObject(ref agentId, ref idOfAgentObject);
            if (wire.At("agent"u8)) wire.IdOrObject(ref agentId, ref idOfAgentObject);
            if (wire.At("agent_id"u8)) wire.IdOrObject(ref agentId, ref idOfAgentObject);
        }

        AgentId = agentId ?? idOfAgentObject;
        AdditionalProperties = wire.Leftovers();
    }

    void IWireRecord.Visit(WireVisitor wire)
    {
        wire.Integer("id", Id);
        wire.Text("text", Text);
        wire.TimestampText("createdAt", CreatedAt);
        wire.IdOrObject(["agentId", "agent", "agent_id"], AgentId);
    }
}
