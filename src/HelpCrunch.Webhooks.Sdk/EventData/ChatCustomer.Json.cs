using System.Diagnostics.CodeAnalysis;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

public sealed partial record ChatCustomer : IWireRecord
{
    /// <summary>Initializes an instance whose members are still to be set.</summary>
    public ChatCustomer()
    {
    }

    [SetsRequiredMembers]
    internal ChatCustomer(ref WireReader wire)
    {
        while (wire.NextRound())
        {
            if (wire.At("id"u8)) Id = wire.Identity();
            if (wire.At("name"u8)) Name = wire.Text();
            if (wire.At("email"u8)) Email = wire.Text();
            if (wire.At("userId"u8)) UserId = wire.TextOrNumber();
        }

        if (wire.Leftovers() is { } leftovers) AdditionalProperties = leftovers;
    }

    internal static ChatCustomer? From(ref WireReader wire) =>
        wire.Converters is not null && wire.TryUser<ChatCustomer>(out var own) ? own
        : wire.TryEnterRecord(out var outer) ? (ChatCustomer?)wire.LeaveRecord(outer, new ChatCustomer(ref wire))
        : null;

    void IWireRecord.Visit(WireVisitor wire)
    {
        wire.Integer("id", Id);
        wire.Text("name", Name);
        wire.Text("email", Email);
        wire.Text("userId", UserId);
    }
}
