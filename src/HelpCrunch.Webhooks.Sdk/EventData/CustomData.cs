using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// The custom attributes of a customer, wire name <c>customData</c>: JSON values by your own names, which may hold spaces,
/// capitals and punctuation and are taken as they are.
/// </summary>
/// <remarks>
/// Documented as an object. Read as well: <c>[]</c>, which is PHP's empty object, and the list of
/// <c>{"property": …, "value": …}</c> that the REST API takes, unproven for webhooks. Written back in the form it came in.
/// Two with the same names and values are equal. Immutable.
/// </remarks>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed partial class CustomData : IReadOnlyDictionary<string, JsonElement>, IEquatable<CustomData>
{
    private readonly Dictionary<string, JsonElement> _values;
    private readonly JsonElement _raw;

    /// <summary>Initializes an instance from names and values, which are copied.</summary>
    /// <param name="values">The attributes; of two with one name the last counts. Must not be null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    public CustomData(IEnumerable<KeyValuePair<string, JsonElement>> values)
    {
        _values = new(StringComparer.Ordinal);
        foreach (var value in values ?? throw new ArgumentNullException(nameof(values)))
        {
            _values[value.Key] = value.Value.Clone();
        }
    }

    private CustomData(Dictionary<string, JsonElement> values, JsonElement raw)
    {
        _values = values;
        _raw = raw;
    }

    /// <summary>No attributes.</summary>
    public static CustomData Empty { get; } = new([], default);

    /// <summary>The number of attributes.</summary>
    public int Count => _values.Count;

    /// <summary>The names of the attributes.</summary>
    public IEnumerable<string> Keys => _values.Keys;

    /// <summary>The values of the attributes.</summary>
    public IEnumerable<JsonElement> Values => _values.Values;

    /// <summary>The raw value of an attribute.</summary>
    /// <param name="key">The attribute's name, exactly as in HelpCrunch.</param>
    /// <exception cref="KeyNotFoundException">There is no attribute of this name.</exception>
    public JsonElement this[string key] => _values[key];

    /// <summary>Whether there is an attribute of this name.</summary>
    /// <param name="key">The attribute's name, exactly as in HelpCrunch.</param>
    public bool ContainsKey(string key) => _values.ContainsKey(key);

    /// <summary>Gets the raw value of an attribute.</summary>
    /// <param name="key">The attribute's name, exactly as in HelpCrunch.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether there is an attribute of this name.</returns>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out JsonElement value) => _values.TryGetValue(key, out value);

    /// <summary>Reads the attributes into a type of your own.</summary>
    /// <typeparam name="T">The type, whose JSON names are those of the attributes.</typeparam>
    /// <param name="typeInfo">The type's metadata, from your <see cref="JsonSerializerContext"/>. Must not be null.</param>
    /// <returns>The attributes; null only when the type's converter makes it so.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="typeInfo"/> is null.</exception>
    /// <exception cref="JsonException">An attribute's value does not fit its member.</exception>
    public T? Deserialize<T>(JsonTypeInfo<T> typeInfo)
    {
        ArgumentNullException.ThrowIfNull(typeInfo);

        if (_raw.ValueKind == JsonValueKind.Object)
        {
            var raw = new Utf8JsonReader(RawJson.Bytes(_raw), RawJson.ReaderOptions);
            return JsonSerializer.Deserialize(ref raw, typeInfo);
        }

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            WriteObject(json);
        }

        return JsonSerializer.Deserialize(buffer.ToArray(), typeInfo);
    }

    /// <summary>Whether the other has the same names with the same values, in whatever order.</summary>
    /// <param name="other">The other attributes. May be null, which nothing is equal to.</param>
    public bool Equals(CustomData? other) =>
        ReferenceEquals(this, other) || (other is not null && JsonElementEquality.Equal(_values, other._values));

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as CustomData);

    /// <inheritdoc />
    public override int GetHashCode() => JsonElementEquality.Hash(_values);

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, JsonElement>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The type and the number of attributes; nothing personal.</summary>
    public override string ToString() => $"CustomData {{ Count = {Count} }}";
}
