using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HelpCrunch.Webhooks.Tool.Sending;

/// <summary>A value to set in a body, such as <c>eventData.rating=poor</c>.</summary>
/// <param name="Path">The names of the properties, from the envelope on. A number is an index in a list.</param>
/// <param name="Value">The value: JSON, or else a text.</param>
internal sealed record JsonAssignment(IReadOnlyList<string> Path, JsonNode? Value)
{
    /// <summary>The path as it is written in the option.</summary>
    public string PathText => string.Join('.', Path);

    /// <summary>Parses <c>path=value</c>. Null when the text has another form.</summary>
    public static JsonAssignment? TryParse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        string[] path = equals < 1 ? [] : text[..equals].Split('.');
        return path.Length == 0 || path.Contains("") ? null : new JsonAssignment(path, ParseValue(text[(equals + 1)..]));
    }

    /// <summary>Sets the value. Missing objects on the path are added.</summary>
    /// <returns>Whether the body already had the property or the item.</returns>
    /// <exception cref="ToolException">The path leads through a value that is not an object or a list.</exception>
    public bool Apply(JsonObject body)
    {
        JsonNode parent = body;
        foreach (var name in Path.Take(Path.Count - 1))
        {
            if (Get(parent, name) is not { } child)
            {
                Set(parent, name, child = new JsonObject());
            }

            parent = child;
        }

        return Set(parent, Path[^1], Value?.DeepClone());
    }

    private JsonNode? Get(JsonNode parent, string name) => parent switch
    {
        JsonObject properties => properties[name],
        JsonArray items when IndexOf(items, name) is var index && index < items.Count => items[index],
        JsonArray => null,
        _ => throw Invalid(),
    };

    private bool Set(JsonNode parent, string name, JsonNode? value)
    {
        switch (parent)
        {
            case JsonObject properties:
                var isReplaced = properties.ContainsKey(name);
                properties[name] = value;
                return isReplaced;
            case JsonArray items when IndexOf(items, name) is var index && index < items.Count:
                items[index] = value;
                return true;
            case JsonArray items:
                items.Add(value);
                return false;
            default:
                throw Invalid();
        }
    }

    private int IndexOf(JsonArray items, string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= items.Count ? index : throw Invalid();

    private ToolException Invalid() => new($"--set {PathText}: The body has no object or list there.");

    private static JsonNode? ParseValue(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
