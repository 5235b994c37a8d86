using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Compares raw JSON by content. White space, escapes and the order of properties are ignored. If a name occurs twice, the last value is
/// used. Numbers are compared as written. (<c>JsonElement.DeepEquals</c> needs .NET 9.)
/// </summary>
internal sealed class JsonElementEquality : IEqualityComparer<JsonElement>
{
    public static JsonElementEquality Comparer { get; } = new();

    public bool Equals(JsonElement x, JsonElement y)
    {
        if (x.ValueKind != y.ValueKind)
        {
            return false;
        }

        return x.ValueKind switch
        {
            JsonValueKind.Object => Equal(Properties(x), Properties(y)),
            JsonValueKind.Array => EqualItems(x, y),
            JsonValueKind.String => EqualTexts(x, y),
            JsonValueKind.Number => x.GetRawText() == y.GetRawText(),
            _ => true,
        };
    }

    // Equal values must have equal hash codes even if their escapes differ, so only kinds and sizes are hashed.
    public int GetHashCode(JsonElement obj) => obj.ValueKind switch
    {
        JsonValueKind.Object => Hash(Properties(obj)),
        JsonValueKind.Array => unchecked((obj.GetArrayLength() * 31) + (int)obj.ValueKind),
        JsonValueKind.Number => StringComparer.Ordinal.GetHashCode(obj.GetRawText()),
        _ => (int)obj.ValueKind,
    };

    public static bool Equal(Dictionary<string, JsonElement> x, Dictionary<string, JsonElement> y)
    {
        if (x.Count != y.Count)
        {
            return false;
        }

        foreach (var property in x)
        {
            if (!y.TryGetValue(property.Key, out var other) || !Comparer.Equals(property.Value, other))
            {
                return false;
            }
        }

        return true;
    }

    public static int Hash(Dictionary<string, JsonElement> properties)
    {
        var hash = properties.Count;
        foreach (var property in properties)
        {
            // A sum, because the order is ignored.
            hash = unchecked(hash + StringComparer.Ordinal.GetHashCode(property.Key) + ((int)property.Value.ValueKind * 397));
        }

        return hash;
    }

    /// <summary>The properties of an object by name. If a name occurs twice, the last value is used.</summary>
    public static Dictionary<string, JsonElement> Properties(JsonElement element)
    {
        var properties = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            properties[Name(property)] = property.Value;
        }

        return properties;
    }

    private static bool EqualItems(JsonElement x, JsonElement y)
    {
        if (x.GetArrayLength() != y.GetArrayLength())
        {
            return false;
        }

        using var otherItems = y.EnumerateArray();
        foreach (var item in x.EnumerateArray())
        {
            otherItems.MoveNext();
            if (!Comparer.Equals(item, otherItems.Current))
            {
                return false;
            }
        }

        return true;
    }

    private static bool EqualTexts(JsonElement x, JsonElement y) =>
        x.GetRawText() == y.GetRawText() || (TryGetText(x) is { } text && text == TryGetText(y));

    private static string? TryGetText(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null; // A lone surrogate is not text. It is equal only to the same escapes.
        }
    }

    private static string Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            // A name with a lone surrogate is not text. Its raw text, with the quotes, is used instead.
            var raw = property.ToString(); // Includes the value: "\ud800": 1
            var end = 1;
            while (raw[end] != '"')
            {
                end += raw[end] == '\\' ? 2 : 1;
            }

            return raw.Substring(0, end + 1);
        }
    }
}

/// <summary>Compares event data: raw JSON by content, and other data with the equality of its type.</summary>
internal static class DataEquality<TData>
{
    public static IEqualityComparer<TData> Comparer { get; } =
        typeof(TData) == typeof(JsonElement)
            ? (IEqualityComparer<TData>)(object)JsonElementEquality.Comparer
            : EqualityComparer<TData>.Default;
}
