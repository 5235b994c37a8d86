using System.Text;
using System.Text.Json;

namespace HelpCrunch.Webhooks.Tool.Listening.Web;

/// <summary>
/// Creates the tree of a body. It has the order, the repeated names, and the numbers of the body, which the JSON parser of a browser would
/// change.
/// </summary>
internal ref struct BodyTree
{
    private const int MaxDepth = 64;
    private const int MaxNodes = 5_000;

    private readonly Dictionary<string, string> _notes;
    private Utf8JsonReader _json;
    private int _count;

    private BodyTree(ReadOnlySpan<byte> body, Inspection inspection)
    {
        _json = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxDepth });
        _notes = inspection.Drift.GroupBy(drift => drift.Path).ToDictionary(drifts => drifts.Key, drifts => drifts.First().Kind.ToString());
        if (inspection.Error is { } error)
        {
            _notes[error.Path] = error.Code.ToString();
        }
    }

    /// <summary>Creates the tree. Null if the body is not JSON, or has more values than a person reads.</summary>
    public static BodyNode? Create(ReadOnlySpan<byte> body, Inspection inspection)
    {
        try
        {
            var tree = new BodyTree(WithoutByteOrderMark(body), inspection);
            tree._json.Read();
            var root = tree.ReadValue(null, "$");
            return tree._json.Read() || tree._count > MaxNodes ? null : root;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string is not valid UTF-8 or UTF-16.
            return null;
        }
    }

    private static ReadOnlySpan<byte> WithoutByteOrderMark(ReadOnlySpan<byte> body) => body.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body;

    private BodyNode ReadValue(string? name, string path)
    {
        var note = _notes.GetValueOrDefault(path);
        return ++_count > MaxNodes ? throw new JsonException("The body has too many values.") : _json.TokenType switch
        {
            JsonTokenType.StartObject => new BodyNode(name, "object", null, note, ReadProperties(path)),
            JsonTokenType.StartArray => new BodyNode(name, "array", null, note, ReadItems(path)),
            JsonTokenType.String => new BodyNode(name, "string", _json.GetString(), note, null),
            JsonTokenType.Number => new BodyNode(name, "number", ReadLiteral(), note, null),
            JsonTokenType.Null => new BodyNode(name, "null", ReadLiteral(), note, null),
            _ => new BodyNode(name, "boolean", ReadLiteral(), note, null),
        };
    }

    private List<BodyNode> ReadProperties(string path)
    {
        var properties = new List<BodyNode>();
        while (_json.Read() && _json.TokenType != JsonTokenType.EndObject)
        {
            var name = _json.GetString()!;
            _json.Read();
            properties.Add(ReadValue(name, PathOf(path, name)));
        }

        return properties;
    }

    private List<BodyNode> ReadItems(string path)
    {
        var items = new List<BodyNode>();
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadValue(null, $"{path}[{items.Count}]"));
        }

        return items;
    }

    private readonly string ReadLiteral() => Encoding.UTF8.GetString(_json.ValueSpan);

    /// <summary>The path as <see cref="WebhookDrift.Path"/> writes it.</summary>
    private static string PathOf(string path, string name) =>
        name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_') && !name.All(char.IsDigit) ? $"{path}.{name}" : $"{path}['*']";
}
