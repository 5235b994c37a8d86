using System.Diagnostics.CodeAnalysis;
using System.Runtime.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

public sealed partial record ChatAgent : IWireRecord
{
    /// <summary>Initializes a new instance.</summary>
    public ChatAgent()
    {
    }

    [SetsRequiredMembers]
    internal ChatAgent(ref WireReader wire)
    {
        while (wire.MoveToNextProperty())
        {
            if (wire.TryMatchProperty("id"u8)) Id = wire.Identity();
            if (wire.TryMatchProperty("name"u8)) Name = wire.Text();
            if (wire.TryMatchProperty("email"u8)) Email = wire.Text();
            if (wire.TryMatchProperty("role"u8)) Role = AgentRole.From(ref wire);
        }

        if (wire.TakeAdditionalProperties() is { } additional) AdditionalProperties = additional;
    }

    internal static ChatAgent? From(ref WireReader wire) =>
        wire.Converters is not null && wire.TryReadWithCustomConverter<ChatAgent>(out var custom) ? custom
        : wire.TryEnterRecord(out var outer) ? (ChatAgent?)wire.LeaveRecord(outer, new ChatAgent(ref wire))
        : null;

    void IWireRecord.Visit(WireVisitor wire)
    {
        wire.Identity("id", Id);
        wire.Text("name", Name);
        wire.Text("email", Email);
        wire.OpenValue("role", Role);
    }

    [OnSerializing]
    private void OnSerializing(StreamingContext context) => throw UnsupportedSerializer.CreateException();

    [OnDeserializing]
    private void OnDeserializing(StreamingContext context) => throw UnsupportedSerializer.CreateException();
}
