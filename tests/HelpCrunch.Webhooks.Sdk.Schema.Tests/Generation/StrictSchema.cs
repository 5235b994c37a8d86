using System.Text.Json.Nodes;

namespace HelpCrunch.Webhooks.Sdk.Schema.Tests.Generation;

/// <summary>Makes a schema reject what <see cref="WebhookEvent.GetDrift"/> lists.</summary>
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
                else if (node["items"]?["anyOf"]?[0] is { } id)
                {
                    RejectObjects(node, id);
                }

                break;
        }
    }

    private static void Close(JsonObject schema)
    {
        if (schema.ContainsKey("properties"))
        {
            schema["additionalProperties"] = false;
            if (schema["properties"]!["event"] is not null)
            {
                schema["properties"]!["id"]!["type"] = "string"; // The id of the envelope can also be a number, which is drift.
            }
        }
        else if (schema["anyOf"]?[0]?["enum"] is { } knownValues)
        {
            schema.Remove("anyOf");
            schema["type"] = "string";
            schema["enum"] = knownValues.DeepClone();
        }
    }

    /// <summary>A list of ids can also have objects, which are drift.</summary>
    private static void RejectObjects(JsonObject ids, JsonNode id)
    {
        ids["items"] = id.DeepClone();
        ids["additionalProperties"] = id.DeepClone();
    }
}
