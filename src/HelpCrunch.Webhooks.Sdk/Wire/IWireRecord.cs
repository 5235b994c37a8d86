using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>A record that is a JSON object on the wire.</summary>
internal interface IWireRecord
{
    IReadOnlyDictionary<string, JsonElement> AdditionalProperties { get; }

    /// <summary>Visits the properties in the order of the wire.</summary>
    void Visit(WireVisitor wire);
}

/// <summary>A value that writes its own JSON.</summary>
internal interface IWireValue
{
    /// <summary>Whether the value is empty. A preserved value is then written instead.</summary>
    bool IsEmpty { get; }

    void WriteTo(Utf8JsonWriter json);
}
