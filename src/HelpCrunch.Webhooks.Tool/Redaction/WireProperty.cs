namespace HelpCrunch.Webhooks.Tool.Redaction;

/// <summary>What the value of a documented property is.</summary>
internal enum WireValueKind
{
    Other,
    EventType,
    OpenValue,
    Timestamp,
    Boolean,
    Count,
}

/// <summary>A documented property and the properties of its object.</summary>
internal sealed class WireProperty
{
    private readonly Dictionary<string, WireProperty> _properties = new(StringComparer.Ordinal);

    public WireValueKind Kind { get; set; }

    /// <summary>Whether a text is a known value. Set for an open value.</summary>
    public Func<string, bool> IsKnownValue { get; set; } = static _ => false;

    public WireProperty? Find(string name) => _properties.GetValueOrDefault(name);

    public WireProperty GetOrAdd(string name)
    {
        if (!_properties.TryGetValue(name, out var property))
        {
            _properties.Add(name, property = new WireProperty());
        }

        return property;
    }
}
