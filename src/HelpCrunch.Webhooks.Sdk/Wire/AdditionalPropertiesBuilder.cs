using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Collects the additional properties of a JSON object. Unknown properties are stored as positions and parsed on first use: most are never
/// used, and a body can have thousands of them.
/// </summary>
internal sealed class AdditionalPropertiesBuilder
{
    private Dictionary<string, JsonElement>? _parsed;
    private List<(int Start, int End)>? _unparsed;

    /// <summary>Adds a value, or replaces the value of the same name.</summary>
    public void Add(string name, JsonElement value) => (_parsed ??= new(StringComparer.Ordinal))[name] = value;

    /// <summary>Removes a value.</summary>
    public void Remove(string name) => _parsed?.Remove(name);

    /// <summary>Finds the text of a number that was added as a value. Null when the value is not a number.</summary>
    public string? FindNumber(string name) =>
        _parsed is not null && _parsed.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetRawText() : null;

    /// <summary>Adds a property by its position in the body.</summary>
    public void AddUnparsed(ReadOnlySpan<byte> body, int start, int end)
    {
        _unparsed ??= new(capacity: 1);
        if (_unparsed.Count > 0 && _unparsed[_unparsed.Count - 1] is var last && body.Slice(last.End, start - last.End).IndexOf((byte)'"') < 0)
        {
            _unparsed[_unparsed.Count - 1] = (last.Start, end); // Only a comma is between them.
        }
        else
        {
            _unparsed.Add((start, end));
        }
    }

    public AdditionalProperties Build(ReadOnlySpan<byte> body) => AdditionalProperties.Create(_parsed, _unparsed is null ? null : ToJson(body, _unparsed));

    private static byte[] ToJson(ReadOnlySpan<byte> body, List<(int Start, int End)> properties)
    {
        var length = 1;
        foreach (var (start, end) in properties)
        {
            length += end - start + 1;
        }

        var json = new byte[length];
        var position = 0;
        foreach (var (start, end) in properties)
        {
            json[position] = (byte)(position == 0 ? '{' : ',');
            body.Slice(start, end - start).CopyTo(json.AsSpan(position + 1));
            position += end - start + 1;
        }

        json[position] = (byte)'}';
        return json;
    }
}
