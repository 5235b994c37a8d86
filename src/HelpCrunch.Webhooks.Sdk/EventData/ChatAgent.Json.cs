using System.Diagnostics.CodeAnalysis;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

public sealed partial record ChatAgent : IWireRecord
{
    /// <summary>Initializes an instance whose members are still to be set.</summary>
    public ChatAgent()
    {
    }

    [SetsRequiredMembers]
    internal ChatAgent(ref WireReader wire)
    {
        while (wire.NextRound())
        {
            if (wire.At("id"u8)) Id = wire.Identity();
            if (wire.At("name"u8)) Name = wire.Text();
            if (wire.At("email"u8)) Email = wire.Text();
            if (wire.At("role"u8)) Role = AgentRole.From(ref wire);
        }

        if (wire.Leftovers() is { } leftovers) AdditionalProperties = leftovers;
    }

    internal static ChatAgent? From(ref WireReader wire) =>
        wire.Converters is not null && wire.TryUser<ChatAgent>(out var own) ? own
        : wire.TryEnterRecord(out var outer) ? (ChatAgent?)wire.LeaveRecord(outer, new ChatAgent(ref wire))
        : null;

    void IWireRecord.Visit(WireVisitor wire)
    {
        wire.Integer("id", Id);
        wire.Text("name", Name);
        wire.Text("email", Email);
        wire.Open("role", Role);
    }
}
