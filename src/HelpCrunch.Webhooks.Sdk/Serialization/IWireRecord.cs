using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>A record that writes its fields in the wire's order.</summary>
internal interface IWireRecord
{
    IReadOnlyDictionary<string, JsonElement> AdditionalProperties { get; }

    void Write(ref WireWriter wire);
}
