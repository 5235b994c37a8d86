using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>
/// What an object of the wire had beyond the typed members, by wire name. Immutable, and equal to another with the same
/// names and values, so that the records holding it are equal too.
/// </summary>
internal sealed class AdditionalProperties : IReadOnlyDictionary<string, JsonElement>, IEquatable<AdditionalProperties>
{
    private readonly Dictionary<string, JsonElement> _properties;

    private AdditionalProperties(Dictionary<string, JsonElement> properties) => _properties = properties;

    public static AdditionalProperties Empty { get; } = new([]);

    public int Count => _properties.Count;

    public IEnumerable<string> Keys => _properties.Keys;

    public IEnumerable<JsonElement> Values => _properties.Values;

    public JsonElement this[string key] => _properties[key];

    /// <summary>Takes the dictionary over: its maker keeps no hand on it.</summary>
    public static AdditionalProperties Own(Dictionary<string, JsonElement>? properties) =>
        properties is null or { Count: 0 } ? Empty : new AdditionalProperties(properties);

    /// <summary>A copy, so that the dictionary a user keeps cannot change a record afterwards.</summary>
    public static AdditionalProperties From(IEnumerable<KeyValuePair<string, JsonElement>>? properties)
    {
        if (properties is AdditionalProperties same)
        {
            return same;
        }

        Dictionary<string, JsonElement>? copy = null;
        foreach (var property in properties ?? [])
        {
            // Cloned, because an element dies with the JsonDocument it was taken from.
            (copy ??= new(StringComparer.Ordinal))[property.Key] = property.Value.Clone();
        }

        return Own(copy);
    }

    public bool ContainsKey(string key) => _properties.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out JsonElement value) => _properties.TryGetValue(key, out value);

    public bool Equals(AdditionalProperties? other) =>
        ReferenceEquals(this, other) || (other is not null && JsonElementEquality.Equal(_properties, other._properties));

    public override bool Equals(object? obj) => Equals(obj as AdditionalProperties);

    public override int GetHashCode() => JsonElementEquality.Hash(_properties);

    public IEnumerator<KeyValuePair<string, JsonElement>> GetEnumerator() => _properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
