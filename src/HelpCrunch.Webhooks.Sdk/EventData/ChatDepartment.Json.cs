using System.Diagnostics.CodeAnalysis;
using System.Runtime.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

public sealed partial record ChatDepartment : IWireRecord
{
    /// <summary>Initializes a new instance.</summary>
    public ChatDepartment()
    {
    }

    [SetsRequiredMembers]
    internal ChatDepartment(ref WireReader wire)
    {
        while (wire.MoveToNextProperty())
        {
            if (wire.TryMatchProperty("id"u8)) Id = wire.Identity();
            if (wire.TryMatchProperty("name"u8)) Name = wire.Text();
        }

        if (wire.TakeAdditionalProperties() is { } additional) AdditionalProperties = additional;
    }

    internal static ChatDepartment? From(ref WireReader wire) =>
        wire.Converters is not null && wire.TryReadWithCustomConverter<ChatDepartment>(out var custom) ? custom
        : wire.TryEnterRecord(out var outer) ? (ChatDepartment?)wire.LeaveRecord(outer, new ChatDepartment(ref wire))
        : null;

    void IWireRecord.Visit(WireVisitor wire)
    {
        wire.Identity("id", Id);
        wire.Text("name", Name);
    }

    [OnSerializing]
    private void OnSerializing(StreamingContext context) => throw UnsupportedSerializer.CreateException();

    [OnDeserializing]
    private void OnDeserializing(StreamingContext context) => throw UnsupportedSerializer.CreateException();
}
