using System.Text.Json;
using System.Text.Json.Nodes;

namespace HelpCrunch.Webhooks.Sdk.Testing;

/// <summary>Replaces or adds a property of <c>eventData</c>, so that it differs from HelpCrunch's documentation.</summary>
internal sealed class JsonChange
{
    private readonly string[] _path;
    private readonly string _json;

    private JsonChange(string[] path, string json)
    {
        _path = path;
        _json = json;
    }

    /// <summary>Adds an unknown property.</summary>
    public static JsonChange AddProperty(Random random) => new(["property" + random.Next()], "\"new\"");

    /// <summary>Gives an open value an unknown text. Null if the event does not have an open value.</summary>
    public static JsonChange? ReplaceOpenValue(byte[] body, Random random)
    {
        // The model knows the open values: a text that it reports as unknown is in one.
        var json = "\"new value " + random.Next() + "\"";
        return Properties(body, random)
            .Where(static property => property.Value is null || property.Value.GetValueKind() == JsonValueKind.String)
            .Select(property => new JsonChange(property.Path, json))
            .FirstOrDefault(change =>
                Parse(change.Apply(body)) is { } changed && changed.GetDrift().Any(static drift => drift.Kind == WebhookDriftKind.UnknownValue));
    }

    /// <summary>Gives a property another type. Null if the event has no property whose type can change.</summary>
    public static JsonChange? ReplaceType(byte[] body, Random random) => Properties(body, random)
        .Select(property => new JsonChange(property.Path, property.Value?.GetValueKind() switch
        {
            JsonValueKind.Number => "true",
            JsonValueKind.String => "[1]",
            JsonValueKind.True or JsonValueKind.False => "\"perhaps\"",
            JsonValueKind.Object or JsonValueKind.Array => "\"text\"",
            _ => "{\"is\":\"new\"}",
        }))
        .FirstOrDefault(change =>
            Parse(change.Apply(body)) is { } changed && changed.GetDrift().Any(static drift => drift.Kind == WebhookDriftKind.UnreadableValue));

    public byte[] Apply(byte[] body)
    {
        var root = JsonNode.Parse(body)!;
        var parent = root["eventData"]!.AsObject();
        for (var depth = 0; depth < _path.Length - 1; depth++)
        {
            parent = parent[_path[depth]]!.AsObject();
        }

        parent[_path[_path.Length - 1]] = JsonNode.Parse(_json);
        using var changed = new MemoryStream();
        using (var json = new Utf8JsonWriter(changed))
        {
            root.WriteTo(json);
        }

        return changed.ToArray();
    }

    private static WebhookEvent? Parse(byte[] body) => WebhookParser.Default.Parse(body).TryGetEvent(out var webhookEvent, out _) ? webhookEvent : null;

    /// <summary>The properties of <c>eventData</c> and of its objects, in random order.</summary>
    private static IEnumerable<(string[] Path, JsonNode? Value)> Properties(byte[] body, Random random)
    {
        var found = new List<(string[] Path, JsonNode? Value)>();
        if (JsonNode.Parse(body)!["eventData"] is JsonObject eventData)
        {
            Collect(found, [], eventData);
        }

        for (; found.Count > 0; found.RemoveAt(found.Count - 1))
        {
            var index = random.Next(found.Count);
            (found[index], found[found.Count - 1]) = (found[found.Count - 1], found[index]);
            yield return found[found.Count - 1];
        }
    }

    private static void Collect(List<(string[] Path, JsonNode? Value)> found, string[] path, JsonObject parent)
    {
        foreach (var property in parent)
        {
            string[] propertyPath = [.. path, property.Key];
            found.Add((propertyPath, property.Value));
            if (property.Value is JsonObject inner)
            {
                Collect(found, propertyPath, inner);
            }
        }
    }
}
