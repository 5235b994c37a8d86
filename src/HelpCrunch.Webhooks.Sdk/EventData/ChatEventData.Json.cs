using System.Diagnostics.CodeAnalysis;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

public sealed partial record ChatEventData : IWireRecord
{
    /// <summary>Initializes an instance whose members are still to be set.</summary>
    public ChatEventData()
    {
    }

    [SetsRequiredMembers]
    internal ChatEventData(ref WireReader wire)
    {
        while (wire.NextRound())
        {
            if (wire.At("communicatedAgents"u8)) CommunicatedAgents = wire.Ids();
            if (wire.At("customer"u8)) Customer = ChatCustomer.From(ref wire);
            if (wire.At("closedBy"u8)) ClosedBy = ChatClosedBy.From(ref wire);
            if (wire.At("status"u8)) Status = ChatStatus.From(ref wire);
            if (wire.At("closedAt"u8)) ClosedAt = wire.Timestamp();
            if (wire.At("rating"u8)) Rating = ChatRating.From(ref wire);
            if (wire.At("createdAt"u8)) CreatedAt = wire.Timestamp();
            if (wire.At("snoozedUntil"u8)) SnoozedUntil = wire.Timestamp();
            if (wire.At("applicationId"u8)) ApplicationId = wire.Integer();
            if (wire.At("applications"u8)) Applications = wire.Ids();
            if (wire.At("department"u8)) Department = ChatDepartment.From(ref wire);
            if (wire.At("lastCustomerMessageAt"u8)) LastCustomerMessageAt = wire.Timestamp();
            if (wire.At("chat_id"u8)) ChatId = wire.Identity();
            if (wire.At("assignee"u8)) Assignee = ChatAgent.From(ref wire);
            if (wire.At("lastMessage"u8)) LastMessage = ChatLastMessage.From(ref wire);
        }

        if (wire.Leftovers() is { } leftovers) AdditionalProperties = leftovers;
    }

    void IWireRecord.Visit(WireVisitor wire)
    {
        wire.Ids("communicatedAgents", CommunicatedAgents);
        wire.Record("customer", Customer);
        wire.Open("closedBy", ClosedBy);
        wire.Open("status", Status);
        wire.TimestampText("closedAt", ClosedAt);
        wire.Open("rating", Rating);
        wire.TimestampText("createdAt", CreatedAt);
        wire.TimestampText("snoozedUntil", SnoozedUntil);
        wire.Integer("applicationId", ApplicationId);
        wire.Ids("applications", Applications);
        wire.Record("department", Department);
        wire.TimestampText("lastCustomerMessageAt", LastCustomerMessageAt);
        wire.Integer("chat_id", ChatId);
        wire.Record("assignee", Assignee);
        wire.Record("lastMessage", LastMessage);
    }
}
