using System.Diagnostics.CodeAnalysis;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

public sealed partial record ChatDepartment : IWireRecord
{
    /// <summary>Initializes an instance whose members are still to be set.</summary>
    public ChatDepartment()
    {
    }

    [SetsRequiredMembers]
    internal ChatDepartment(ref WireReader wire)
    {
        while (wire.NextRound())
        {
            if (wire.At("id"u8)) Id = wire.Identity();
            if (wire.At("name"u8)) Name = wire.Text();
        }

        if (wire.Leftovers() is { } leftovers) AdditionalProperties = leftovers;
    }

    internal static ChatDepartment? From(ref WireReader wire) =>
        wire.Converters is not null && wire.TryUser<ChatDepartment>(out var own) ? own
        : wire.TryEnterRecord(out var outer) ? (ChatDepartment?)wire.LeaveRecord(outer, new ChatDepartment(ref wire))
        : null;

    void IWireRecord.Visit(WireVisitor wire)
    {
        wire.Integer("id", Id);
        wire.Text("name", Name);
    }
}
