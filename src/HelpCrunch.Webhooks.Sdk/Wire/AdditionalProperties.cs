using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.Serialization;
using System.Text;
using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// The unknown properties of a JSON object, and the documented properties whose values could not be read, by wire name. Immutable. Two
/// instances with the same names and values are equal, so that records are equal by value.
/// </summary>
internal sealed class AdditionalProperties : IReadOnlyDictionary<string, JsonElement>, IEquatable<AdditionalProperties>
{
    public static readonly AdditionalProperties Empty = new();

    private readonly Dictionary<string, JsonElement>? _parsed;
    private readonly byte[]? _unparsed;
    private Dictionary<string, JsonElement>? _all;

    // Cold path: the other constructor loads the type of the dictionary.
    private AdditionalProperties()
    {
    }

    private AdditionalProperties(Dictionary<string, JsonElement>? parsed, byte[]? unparsed)
    {
        _parsed = parsed;
        _unparsed = unparsed;
    }

    public int Count => All.Count;

    public IEnumerable<string> Keys => All.Keys;

    public IEnumerable<JsonElement> Values => All.Values;

    /// <summary>All properties, parsed on first use. If two threads parse them, one result is used.</summary>
    private Dictionary<string, JsonElement> All
    {
        get
        {
            if (Volatile.Read(ref _all) is { } all)
            {
                return all;
            }

            all = _parsed ?? new(StringComparer.Ordinal);
            if (_unparsed is not null)
            {
                all = new(all, StringComparer.Ordinal);
                Parse(_unparsed, all);
            }

            return Interlocked.CompareExchange(ref _all, all, null) ?? all;
        }
    }

    public JsonElement this[string key] => All[key];

    /// <summary>Creates an instance that takes ownership of both arguments.</summary>
    public static AdditionalProperties Create(Dictionary<string, JsonElement>? parsed, byte[]? unparsed = null) =>
        parsed is null or { Count: 0 } && unparsed is null ? Empty : new AdditionalProperties(parsed, unparsed);

    /// <summary>Creates a copy, so that later changes to the caller's dictionary do not change a record.</summary>
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

    /// <summary>Parses the properties of a JSON object into a dictionary. If a name occurs twice, the last value is used.</summary>
    private static void Parse(byte[] unparsed, Dictionary<string, JsonElement> properties)
    {
        var reader = new Utf8JsonReader(unparsed, RawJson.ReaderOptions);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ScalarReader.TryGetUtf8(ref reader, out var name); // A name that is not Unicode text is used with its escapes.
            properties[Encoding.UTF8.GetString(name)] = JsonElement.ParseValue(ref reader);
        }
    }

    private static AdditionalProperties Copy(IEnumerable<KeyValuePair<string, JsonElement>> properties)
    {
        var copy = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in properties)
        {
            copy[property.Key] = RawJson.Copy(property.Value);
        }

        return Create(copy);
    }

    [OnSerializing]
    private void OnSerializing(StreamingContext context) => throw UnsupportedSerializer.CreateException();
}
