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
        AgentIds? agents = null;
        while (wire.NextRound())
        {
            if (wire.At("id"u8)) Id = wire.Identity();
            if (wire.At("text"u8)) Text = wire.Text();
            if (wire.At("createdAt"u8)) CreatedAt = wire.Timestamp();
            if (wire.At("agentId"u8)) (agents ??= new()).AgentId = wire.IdOrObject();
            if (wire.At("agent"u8)) (agents ??= new()).Agent = wire.IdOrObject();
            if (wire.At("agent_id"u8)) (agents ??= new()).AgentIdInSnakeCase = wire.IdOrObject();
        }

        if (agents is not null) AgentId = agents.Choose(ref wire);
        if (wire.Leftovers() is { } leftovers) AdditionalProperties = leftovers;
    }

    internal static ChatLastMessage? From(ref WireReader wire) =>
        wire.Converters is not null && wire.TryUser<ChatLastMessage>(out var own) ? own
        : wire.TryEnterRecord(out var outer) ? (ChatLastMessage?)wire.LeaveRecord(outer, new ChatLastMessage(ref wire))
        : null;

    void IWireRecord.Visit(WireVisitor wire)
    {
        wire.Integer("id", Id);
        wire.Text("text", Text);
        wire.TimestampText("createdAt", CreatedAt);
        wire.IdOrObject(AgentIds.Names, AgentId);
    }
}
