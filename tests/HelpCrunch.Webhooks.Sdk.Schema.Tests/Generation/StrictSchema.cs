using System.Text.Json.Nodes;

namespace HelpCrunch.Webhooks.Sdk.Schema.Tests.Generation;

/// <summary>Makes a schema reject unknown properties and unknown values.</summary>
internal static class StrictSchema
{
    public static void Apply(JsonNode schema)
    {
        switch (schema)
        {
            case JsonArray nodes:
                foreach (var node in nodes.OfType<JsonNode>())
                {
                    Apply(node);
                }

                break;

            case JsonObject node:
                foreach (var nested in node.Select(property => property.Value).OfType<JsonNode>().ToList())
                {
                    Apply(nested);
                }

                if (node["title"] is JsonValue)
                {
                    Close(node);
                }

                break;
        }
    }

    private static void Close(JsonObject schema)
    {
        if (schema.ContainsKey("properties"))
        {
            schema["additionalProperties"] = false;
        }
        else if (schema["anyOf"]?[0]?["enum"] is { } knownValues)
        {
            schema.Remove("anyOf");
            schema["type"] = "string";
            schema["enum"] = knownValues.DeepClone();
        }
    }
}
