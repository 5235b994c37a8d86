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
        (long? Plain, long? OfObject) agentId = default;
        (long? Plain, long? OfObject) agent = default;
        (long? Plain, long? OfObject) snakeCase = default;
        while (wire.NextRound())
        {
            if (wire.At("id"u8)) Id = wire.Identity();
            if (wire.At("text"u8)) Text = wire.Text();
            if (wire.At("createdAt"u8)) CreatedAt = wire.Timestamp();

            // Documented in words only, "if sent from agent, also the ID of that agent", so these are the names it may have.
            if (wire.At("agentId"u8)) agentId = wire.IdOrObject();
            if (wire.At("agent"u8)) agent = wire.IdOrObject();
            if (wire.At("agent_id"u8)) snakeCase = wire.IdOrObject();
        }

        // The plain id first, because an object is kept beside it and so is not lost.
        AgentId = agentId.Plain ?? agent.Plain ?? snakeCase.Plain ?? agentId.OfObject ?? agent.OfObject ?? snakeCase.OfObject;
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
