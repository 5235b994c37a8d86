using System.Diagnostics.CodeAnalysis;
using System.Runtime.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

public sealed partial record ChatEventData : IWireRecord
{
    /// <summary>Initializes a new instance.</summary>
    public ChatEventData()
    {
    }

    [SetsRequiredMembers]
    internal ChatEventData(ref WireReader wire)
    {
        while (wire.MoveToNextProperty())
        {
            if (wire.TryMatchProperty("communicatedAgents"u8)) CommunicatedAgents = wire.Ids();
            if (wire.TryMatchProperty("customer"u8)) Customer = ChatCustomer.From(ref wire);
            if (wire.TryMatchProperty("closedBy"u8)) ClosedBy = ChatClosedBy.From(ref wire);
            if (wire.TryMatchProperty("status"u8)) Status = ChatStatus.From(ref wire);
            if (wire.TryMatchProperty("closedAt"u8)) ClosedAt = wire.Timestamp();
            if (wire.TryMatchProperty("rating"u8)) Rating = ChatRating.From(ref wire);
            if (wire.TryMatchProperty("createdAt"u8)) CreatedAt = wire.Timestamp();
            if (wire.TryMatchProperty("snoozedUntil"u8)) SnoozedUntil = wire.Timestamp();
            if (wire.TryMatchProperty("applicationId"u8)) ApplicationId = wire.Integer();
            if (wire.TryMatchProperty("applications"u8)) Applications = wire.Ids();
            if (wire.TryMatchProperty("department"u8)) Department = ChatDepartment.From(ref wire);
            if (wire.TryMatchProperty("lastCustomerMessageAt"u8)) LastCustomerMessageAt = wire.Timestamp();
            if (wire.TryMatchProperty("chat_id"u8)) ChatId = wire.Identity();
            if (wire.TryMatchProperty("assignee"u8)) Assignee = ChatAgent.From(ref wire);
            if (wire.TryMatchProperty("lastMessage"u8)) LastMessage = ChatLastMessage.From(ref wire);
        }

        if (wire.TakeAdditionalProperties() is { } additional) AdditionalProperties = additional;
    }

    void IWireRecord.Visit(WireVisitor wire)
    {
        wire.Ids("communicatedAgents", CommunicatedAgents);
        wire.Record("customer", Customer);
        wire.OpenValue("closedBy", ClosedBy);
        wire.OpenValue("status", Status);
        wire.TimestampText("closedAt", ClosedAt);
        wire.OpenValue("rating", Rating);
        wire.TimestampText("createdAt", CreatedAt);
        wire.TimestampText("snoozedUntil", SnoozedUntil);
        wire.Integer("applicationId", ApplicationId);
        wire.Ids("applications", Applications);
        wire.Record("department", Department);
        wire.TimestampText("lastCustomerMessageAt", LastCustomerMessageAt);
        wire.Identity("chat_id", ChatId);
        wire.Record("assignee", Assignee);
        wire.Record("lastMessage", LastMessage);
    }

    [OnSerializing]
    private void OnSerializing(StreamingContext context) => throw UnsupportedSerializer.CreateException();

    [OnDeserializing]
    private void OnDeserializing(StreamingContext context) => throw UnsupportedSerializer.CreateException();
}
