using System.Diagnostics.CodeAnalysis;
using System.Runtime.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

public sealed partial record ChatLastMessage : IWireRecord
{
    private static readonly string[] AgentIdNames = ["agentId", "agent", "agent_id"];

    /// <summary>Initializes a new instance.</summary>
    public ChatLastMessage()
    {
    }

    [SetsRequiredMembers]
    internal ChatLastMessage(ref WireReader wire)
    {
        AlternativeIds? agentIds = null;
        while (wire.MoveToNextProperty())
        {
            if (wire.TryMatchProperty("id"u8)) Id = wire.Identity();
            if (wire.TryMatchProperty("text"u8)) Text = wire.Text();
            if (wire.TryMatchProperty("createdAt"u8)) CreatedAt = wire.Timestamp();
            if (wire.TryMatchProperty("agentId"u8)) (agentIds ??= new(AgentIdNames)).Read(ref wire, "agentId");
            if (wire.TryMatchProperty("agent"u8)) (agentIds ??= new(AgentIdNames)).Read(ref wire, "agent");
            if (wire.TryMatchProperty("agent_id"u8)) (agentIds ??= new(AgentIdNames)).Read(ref wire, "agent_id");
        }

        if (agentIds is not null) AgentId = agentIds.Choose(ref wire);
        if (wire.TakeAdditionalProperties() is { } additional) AdditionalProperties = additional;
    }

    internal static ChatLastMessage? From(ref WireReader wire) =>
        wire.Converters is not null && wire.TryReadWithCustomConverter<ChatLastMessage>(out var custom) ? custom
        : wire.TryEnterRecord(out var outer) ? (ChatLastMessage?)wire.LeaveRecord(outer, new ChatLastMessage(ref wire))
        : null;

    void IWireRecord.Visit(WireVisitor wire)
    {
        wire.Identity("id", Id);
        wire.Text("text", Text);
        wire.TimestampText("createdAt", CreatedAt);
        wire.AlternativeId(AgentIdNames, AgentId);
    }

    [OnSerializing]
    private void OnSerializing(StreamingContext context) => throw UnsupportedSerializer.CreateException();

    [OnDeserializing]
    private void OnDeserializing(StreamingContext context) => throw UnsupportedSerializer.CreateException();
}
