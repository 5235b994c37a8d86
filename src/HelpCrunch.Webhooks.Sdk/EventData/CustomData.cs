using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// The custom attributes of a customer, wire name <c>customData</c>: JSON values by attribute name. Names are not changed: they can
/// contain spaces, capital letters and punctuation.
/// </summary>
/// <remarks>
/// HelpCrunch documents an object. Two more forms are read: <c>[]</c>, which is an empty object in PHP, and a list of
/// <c>{"property": …, "value": …}</c>, which is documented for the REST API only. Serialization writes the form that was read. Two
/// instances with the same names and values are equal. Immutable.
/// </remarks>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed partial class CustomData : IReadOnlyDictionary<string, JsonElement>, IEquatable<CustomData>
{
    private readonly Dictionary<string, JsonElement> _values;
    private readonly JsonElement _raw;

    /// <summary>Initializes an instance from names and values, which are copied.</summary>
    /// <param name="values">
    /// The attributes. When a name occurs twice, the last value is used. <c>default(JsonElement)</c> becomes a JSON null.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    public CustomData(IEnumerable<KeyValuePair<string, JsonElement>> values)
    {
        _values = new(StringComparer.Ordinal);
        foreach (var value in values ?? throw new ArgumentNullException(nameof(values)))
        {
            _values[value.Key] = RawJson.Copy(value.Value);
        }
    }

    private CustomData(Dictionary<string, JsonElement> values, JsonElement raw)
    {
        _values = values;
        _raw = raw;
    }

    /// <summary>An instance without attributes.</summary>
    public static CustomData Empty { get; } = new([], default);

    /// <summary>The number of attributes.</summary>
    public int Count => _values.Count;

    /// <summary>The names of the attributes.</summary>
    public IEnumerable<string> Keys => _values.Keys;

    /// <summary>The values of the attributes.</summary>
    public IEnumerable<JsonElement> Values => _values.Values;

    /// <summary>Gets the raw value of an attribute.</summary>
    /// <param name="key">The name of the attribute, exactly as in HelpCrunch.</param>
    /// <exception cref="KeyNotFoundException">The attribute is absent.</exception>
    public JsonElement this[string key] => _values[key];

    /// <summary>Creates an instance from plain values, for example in a test.</summary>
    /// <param name="values">
    /// The attributes. A value is a <c>string</c>, <c>bool</c>, <c>int</c>, <c>long</c>, <c>decimal</c>, <c>double</c>,
    /// <see cref="DateTimeOffset"/>, <see cref="JsonElement"/> or null. A time becomes a JSON number of UNIX seconds. In text, a
    /// lone surrogate becomes U+FFFD. When a name occurs twice, the last value is used.
    /// </param>
    /// <returns>The attributes.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// A name is null, or a value has another type, or a value is NaN or infinity, which JSON cannot represent.
    /// </exception>
    public static CustomData From(params (string Name, object? Value)[] values)
    {
        ArgumentNullException.ThrowIfNull(values);

        var attributes = ToJsonObject(values).EnumerateObject();
        return new CustomData(attributes.Select(attribute => new KeyValuePair<string, JsonElement>(attribute.Name, attribute.Value)));
    }

    /// <summary>Determines whether an attribute exists.</summary>
    /// <param name="key">The name of the attribute, exactly as in HelpCrunch.</param>
    public bool ContainsKey(string key) => _values.ContainsKey(key);

    /// <summary>Gets the raw value of an attribute.</summary>
    /// <param name="key">The name of the attribute, exactly as in HelpCrunch.</param>
    /// <param name="value">The value.</param>
    /// <returns>true if the attribute exists; otherwise, false.</returns>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out JsonElement value) => _values.TryGetValue(key, out value);

    /// <summary>Reads the attributes into a type.</summary>
    /// <typeparam name="T">The type. Its JSON names are the names of the attributes.</typeparam>
    /// <param name="typeInfo">The metadata of the type, from a <see cref="JsonSerializerContext"/>.</param>
    /// <returns>The attributes. Null when the converter of the type returns null.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="typeInfo"/> is null.</exception>
    /// <exception cref="JsonException">The value of an attribute cannot be read into its member.</exception>
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

    /// <summary>Determines whether both instances have the same names with the same values, in any order.</summary>
    /// <param name="other">The other attributes.</param>
    public bool Equals(CustomData? other) =>
        ReferenceEquals(this, other) || (other is not null && JsonElementEquality.Equal(_values, other._values));

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as CustomData);

    /// <inheritdoc />
    public override int GetHashCode() => JsonElementEquality.Hash(_values);

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, JsonElement>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Returns the CLR type and the number of attributes. The text does not contain personal data.</summary>
    public override string ToString() => $"CustomData {{ Count = {Count} }}";
}
