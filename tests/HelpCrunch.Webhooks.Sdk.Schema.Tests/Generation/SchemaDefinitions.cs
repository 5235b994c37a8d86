using System.Text.Json.Nodes;

namespace HelpCrunch.Webhooks.Sdk.Schema.Tests.Generation;

/// <summary>Moves the schemas with a title out of a schema, so that each is there once. References replace them.</summary>
internal sealed class SchemaDefinitions(string path)
{
    private readonly SortedDictionary<string, JsonObject> _definitions = new(StringComparer.Ordinal);

    public JsonObject ToJson() => new(_definitions.Select(definition => KeyValuePair.Create(definition.Key, (JsonNode?)definition.Value)));

    /// <summary>Moves the schemas inside a schema, which stays where it is.</summary>
    public void MoveFrom(JsonNode schema)
    {
        if (schema is JsonObject node)
        {
            foreach (var (name, value) in node.ToList())
            {
                if (value is not null)
                {
                    node[name] = Move(value);
                }
            }
        }
        else if (schema is JsonArray nodes)
        {
            for (var index = 0; index < nodes.Count; index++)
            {
                if (nodes[index] is { } value)
                {
                    nodes[index] = Move(value);
                }
            }
        }
    }

    private JsonNode Move(JsonNode schema)
    {
        MoveFrom(schema);
        if (schema is not JsonObject || schema["title"] is not JsonValue title)
        {
            return schema.DeepClone();
        }

        var name = title.GetValue<string>();
        var definition = schema.DeepClone().AsObject();
        if (_definitions.TryGetValue(name, out var known))
        {
            JsonNode.DeepEquals(known, definition).Should().BeTrue($"there is one schema of {name}");
        }

        _definitions[name] = definition;
        return new JsonObject { ["$ref"] = path + name };
    }
}
