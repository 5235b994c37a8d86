using System.Diagnostics.CodeAnalysis;
using System.Runtime.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

public sealed partial record ChatMessage : IWireRecord
{
    /// <summary>Initializes a new instance.</summary>
    public ChatMessage()
    {
    }

    [SetsRequiredMembers]
    internal ChatMessage(ref WireReader wire)
    {
        while (wire.MoveToNextProperty())
        {
            if (wire.TryMatchProperty("applicationId"u8)) ApplicationId = wire.Integer();
            if (wire.TryMatchProperty("broadcastType"u8)) BroadcastType = Sdk.BroadcastType.From(ref wire);
            if (wire.TryMatchProperty("createdAt"u8)) CreatedAt = wire.Timestamp();
            if (wire.TryMatchProperty("edited"u8)) Edited = wire.Boolean();
            if (wire.TryMatchProperty("id"u8)) Id = wire.Identity();
            if (wire.TryMatchProperty("read"u8)) Read = wire.Boolean();
            if (wire.TryMatchProperty("text"u8)) Text = wire.Text();
            if (wire.TryMatchProperty("updatedAt"u8)) UpdatedAt = wire.Timestamp();
        }

        if (wire.TakeAdditionalProperties() is { } additional) AdditionalProperties = additional;
    }

    internal static ChatMessage? From(ref WireReader wire) =>
        wire.Converters is not null && wire.TryReadWithCustomConverter<ChatMessage>(out var custom) ? custom
        : wire.TryEnterRecord(out var outer) ? (ChatMessage?)wire.LeaveRecord(outer, new ChatMessage(ref wire))
        : null;

    void IWireRecord.Visit(WireVisitor wire)
    {
        wire.Integer("applicationId", ApplicationId);
        wire.OpenValue("broadcastType", BroadcastType);
        wire.TimestampText("createdAt", CreatedAt);
        wire.Boolean("edited", Edited);
        wire.Identity("id", Id);
        wire.Boolean("read", Read);
        wire.Text("text", Text);
        wire.TimestampText("updatedAt", UpdatedAt);
    }

    [OnSerializing]
    private void OnSerializing(StreamingContext context) => throw UnsupportedSerializer.CreateException();

    [OnDeserializing]
    private void OnDeserializing(StreamingContext context) => throw UnsupportedSerializer.CreateException();
}
