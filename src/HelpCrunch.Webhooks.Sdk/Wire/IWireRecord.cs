using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>A record that is a JSON object on the wire.</summary>
internal interface IWireRecord
{
    IReadOnlyDictionary<string, JsonElement> AdditionalProperties { get; }

    /// <summary>Visits the properties in the wire's order.</summary>
    void Visit(WireVisitor wire);
}

/// <summary>A value that writes its own JSON.</summary>
internal interface IWireValue
{
    /// <summary>Whether the value is empty. If the wire's value was preserved, it is written instead.</summary>
    bool IsEmpty { get; }

    void WriteTo(Utf8JsonWriter json);
}
