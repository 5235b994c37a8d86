using System.Diagnostics.CodeAnalysis;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

public sealed partial record CustomerEventData : IWireRecord
{
    /// <summary>Initializes an instance whose members are still to be set.</summary>
    public CustomerEventData()
    {
    }

    [SetsRequiredMembers]
    internal CustomerEventData(ref WireReader wire)
    {
        while (wire.NextRound())
        {
            if (wire.At("id"u8)) Id = wire.Identity();
            if (wire.At("name"u8)) Name = wire.Text();
            if (wire.At("userId"u8)) UserId = wire.TextOrNumber();
            if (wire.At("email"u8)) Email = wire.Text();
            if (wire.At("unsubscribed"u8)) Unsubscribed = wire.Boolean();
            if (wire.At("customData"u8)) CustomData = wire.CustomData();
        }

        if (wire.Leftovers() is { } leftovers) AdditionalProperties = leftovers;
    }

    void IWireRecord.Visit(WireVisitor wire)
    {
        wire.Integer("id", Id);
        wire.Text("name", Name);
        wire.Text("userId", UserId);
        wire.Text("email", Email);
        wire.Boolean("unsubscribed", Unsubscribed);
        wire.CustomData("customData", CustomData);
    }
}
