using System.Diagnostics.CodeAnalysis;
using System.Runtime.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

public sealed partial record ChatCustomer : IWireRecord
{
    /// <summary>Initializes a new instance.</summary>
    public ChatCustomer()
    {
    }

    [SetsRequiredMembers]
    internal ChatCustomer(ref WireReader wire)
    {
        while (wire.MoveToNextProperty())
        {
            if (wire.TryMatchProperty("id"u8)) Id = wire.Identity();
            if (wire.TryMatchProperty("name"u8)) Name = wire.Text();
            if (wire.TryMatchProperty("email"u8)) Email = wire.Text();
            if (wire.TryMatchProperty("userId"u8)) UserId = wire.TextOrNumber();
        }

        if (wire.TakeAdditionalProperties() is { } additional) AdditionalProperties = additional;
    }

    internal static ChatCustomer? From(ref WireReader wire) =>
        wire.Converters is not null && wire.TryReadWithCustomConverter<ChatCustomer>(out var custom) ? custom
        : wire.TryEnterRecord(out var outer) ? (ChatCustomer?)wire.LeaveRecord(outer, new ChatCustomer(ref wire))
        : null;

    void IWireRecord.Visit(WireVisitor wire)
    {
        wire.Identity("id", Id);
        wire.Text("name", Name);
        wire.Text("email", Email);
        wire.TextOrNumber("userId", UserId);
    }

    [OnSerializing]
    private void OnSerializing(StreamingContext context) => throw UnsupportedSerializer.CreateException();

    [OnDeserializing]
    private void OnDeserializing(StreamingContext context) => throw UnsupportedSerializer.CreateException();
}
