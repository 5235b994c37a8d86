using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>A record that shows its fields in the wire's order.</summary>
internal interface IWireRecord
{
    IReadOnlyDictionary<string, JsonElement> AdditionalProperties { get; }

    void Visit(WireVisitor wire);
}
