using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// What an object of the wire had beyond the typed members, by wire name. Immutable, and equal to another with the same
/// names and values, so that the records holding it are equal too.
/// </summary>
internal sealed class AdditionalProperties : IReadOnlyDictionary<string, JsonElement>, IEquatable<AdditionalProperties>
{
    public static readonly AdditionalProperties Empty = new();

    private readonly Dictionary<string, JsonElement>? _read;
    private readonly byte[]? _unread;
    private Dictionary<string, JsonElement>? _all;

    // Apart from the other, because what compiles that loads the dictionary's type, which most events never need.
    private AdditionalProperties()
    {
    }

    private AdditionalProperties(Dictionary<string, JsonElement>? read, byte[]? unread)
    {
        _read = read;
        _unread = unread;
    }

    public int Count => All.Count;

    public IEnumerable<string> Keys => All.Keys;

    public IEnumerable<JsonElement> Values => All.Values;

    /// <summary>All of them, read by the first who asks. Two threads may both read them; one result is kept, and both are equal.</summary>
    private Dictionary<string, JsonElement> All
    {
        get
        {
            if (Volatile.Read(ref _all) is { } all)
            {
                return all;
            }

            all = _read ?? new(StringComparer.Ordinal);
            if (_unread is not null)
            {
                all = new(all, StringComparer.Ordinal);
                ReadUnread(_unread, all);
            }

            return Interlocked.CompareExchange(ref _all, all, null) ?? all;
        }
    }

    public JsonElement this[string key] => All[key];

    /// <summary>Takes both over: their makers keep no hand on them.</summary>
    public static AdditionalProperties Own(Dictionary<string, JsonElement>? read, byte[]? unread = null) =>
        read is null or { Count: 0 } && unread is null ? Empty : new AdditionalProperties(read, unread);

    /// <summary>A copy, so that the dictionary a user keeps cannot change a record afterwards.</summary>
    public static AdditionalProperties From(IEnumerable<KeyValuePair<string, JsonElement>>? properties) =>
        properties as AdditionalProperties ?? Copy(properties ?? []);

    public bool ContainsKey(string key) => All.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out JsonElement value) => All.TryGetValue(key, out value);

    public bool Equals(AdditionalProperties? other) =>
        ReferenceEquals(this, other) || (other is not null && JsonElementEquality.Equal(All, other.All));

    public override bool Equals(object? obj) => Equals(obj as AdditionalProperties);

    public override int GetHashCode() => JsonElementEquality.Hash(All);

    public IEnumerator<KeyValuePair<string, JsonElement>> GetEnumerator() => All.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Reads the unread properties, one JSON object, into a dictionary: the last of each name.</summary>
    private static void ReadUnread(byte[] unread, Dictionary<string, JsonElement> properties)
    {
        var reader = new Utf8JsonReader(unread, PreservedJson.Options);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ScalarReader.TryGetUtf8(ref reader, out var name); // A name whose escapes are no Unicode text is known by the escapes themselves.
            properties[Encoding.UTF8.GetString(name)] = JsonElement.ParseValue(ref reader);
        }
    }

    private static AdditionalProperties Copy(IEnumerable<KeyValuePair<string, JsonElement>> properties)
    {
        var copy = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in properties)
        {
            copy[property.Key] = property.Value.Clone(); // Because an element dies with the JsonDocument it was taken from.
        }

        return Own(copy);
    }
}
