using System.Diagnostics.CodeAnalysis;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

public sealed partial record ChatMessage : IWireRecord
{
    /// <summary>Initializes an instance whose members are still to be set.</summary>
    public ChatMessage()
    {
    }

    [SetsRequiredMembers]
    internal ChatMessage(ref WireReader wire)
    {
        while (wire.NextRound())
        {
            if (wire.At("applicationId"u8)) ApplicationId = wire.Integer();
            if (wire.At("broadcastType"u8)) BroadcastType = Sdk.BroadcastType.From(ref wire);
            if (wire.At("createdAt"u8)) CreatedAt = wire.Timestamp();
            if (wire.At("edited"u8)) Edited = wire.Boolean();
            if (wire.At("id"u8)) Id = wire.Identity();
            if (wire.At("read"u8)) Read = wire.Boolean();
            if (wire.At("text"u8)) Text = wire.Text();
            if (wire.At("updatedAt"u8)) UpdatedAt = wire.Timestamp();
        }

        if (wire.Leftovers() is { } leftovers) AdditionalProperties = leftovers;
    }

    internal static ChatMessage? From(ref WireReader wire) =>
        wire.Converters is not null && wire.TryUser<ChatMessage>(out var own) ? own
        : wire.TryEnterRecord(out var outer) ? (ChatMessage?)wire.LeaveRecord(outer, new ChatMessage(ref wire))
        : null;

    void IWireRecord.Visit(WireVisitor wire)
    {
        wire.Integer("applicationId", ApplicationId);
        wire.Open("broadcastType", BroadcastType);
        wire.TimestampText("createdAt", CreatedAt);
        wire.Boolean("edited", Edited);
        wire.Integer("id", Id);
        wire.Boolean("read", Read);
        wire.Text("text", Text);
        wire.TimestampText("updatedAt", UpdatedAt);
    }
}
