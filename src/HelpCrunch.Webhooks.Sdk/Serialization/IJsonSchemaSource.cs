using System.Text.Json.Nodes;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>A converter that describes the JSON that it reads.</summary>
internal interface IJsonSchemaSource
{
    /// <summary>Creates the JSON Schema. Null when the converter does not read an event of the SDK.</summary>
    JsonObject? CreateSchema();
}
