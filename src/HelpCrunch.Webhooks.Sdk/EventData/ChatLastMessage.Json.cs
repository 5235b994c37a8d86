using System.Diagnostics.CodeAnalysis;

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
        while (wire.MoveToNextProperty())
        {
            if (wire.TryMatchProperty("id"u8)) Id = wire.Identity();
            if (wire.TryMatchProperty("text"u8)) Text = wire.Text();
            if (wire.TryMatchProperty("createdAt"u8)) CreatedAt = wire.Timestamp();
            if (wire.TryMatchProperty("agentId"u8)) (agents ??= new()).AgentId = wire.IdOrObject();
            if (wire.TryMatchProperty("agent"u8)) (agents ??= new()).Agent = wire.IdOrObject();
            if (wire.TryMatchProperty("agent_id"u8)) (agents ??= new()).AgentIdInSnakeCase = wire.IdOrObject();
        }

        if (agents is not null) AgentId = agents.Choose(ref wire);
        if (wire.TakeAdditionalProperties() is { } leftovers) AdditionalProperties = leftovers;
    }

    internal static ChatLastMessage? From(ref WireReader wire) =>
        wire.Converters is not null && wire.TryReadWithCustomConverter<ChatLastMessage>(out var own) ? own
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
