using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.Testing;

/// <summary>A place where two events differ.</summary>
public sealed class WebhookEventDifference
{
    /// <summary>The largest depth of a written body.</summary>
    private static readonly JsonDocumentOptions DocumentOptions = new() { MaxDepth = 1000 };

    private WebhookEventDifference(string path, string? expected, string? actual)
    {
        Path = path;
        Expected = expected;
        Actual = actual;
    }

    /// <summary>The JSON path on the wire, such as <c>$.eventData.rating</c>.</summary>
    public string Path { get; }

    /// <summary>The JSON in the expected event. Null if the property is absent.</summary>
    public string? Expected { get; }

    /// <summary>The JSON in the actual event. Null if the property is absent.</summary>
    public string? Actual { get; }

    /// <summary>Finds where two events differ.</summary>
    /// <param name="expected">The expected event.</param>
    /// <param name="actual">The actual event.</param>
    /// <param name="options">The metadata for a <see cref="CustomEvent{TData}"/>. Null, which is the default, if there is none to write.</param>
    /// <returns>The differences, in the documented order of the properties. Empty if the events are equal.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="expected"/> or <paramref name="actual"/> is null.</exception>
    /// <exception cref="NotSupportedException">
    /// The events differ, and one is a <see cref="CustomEvent{TData}"/> whose data <see cref="WebhookBodyOptions.TypeInfoResolver"/> does not
    /// resolve.
    /// </exception>
    public static IReadOnlyList<WebhookEventDifference> Find(WebhookEvent expected, WebhookEvent actual, WebhookBodyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(actual);

        if (expected.Equals(actual))
        {
            return [];
        }

        using var expectedBody = JsonDocument.Parse(WebhookBody.Write(expected, options), DocumentOptions);
        using var actualBody = JsonDocument.Parse(WebhookBody.Write(actual, options), DocumentOptions);
        WebhookEventDifference[] found = [.. Compare("$", expectedBody.RootElement, actualBody.RootElement)];
        return found.Length > 0
            ? found
            : [new WebhookEventDifference("$", expected.GetType().Name, actual.GetType().Name)]; // Two models of one JSON.
    }

    /// <summary>Returns the path and both values, for the output of a test. The text contains the contents of the events.</summary>
    public override string ToString() => $"{Path}: expected {Expected ?? "no property"}, but found {Actual ?? "no property"}";

    private static IEnumerable<WebhookEventDifference> Compare(string path, JsonElement expected, JsonElement actual)
    {
        if (!HasReadableProperties(expected) || !HasReadableProperties(actual))
        {
            return expected.GetRawText() == actual.GetRawText() ? [] : [new WebhookEventDifference(path, expected.GetRawText(), actual.GetRawText())];
        }

        var changed = expected.EnumerateObject().SelectMany(property => actual.TryGetProperty(property.Name, out var other)
            ? Compare(PathOf(path, property.Name), property.Value, other)
            : [new WebhookEventDifference(PathOf(path, property.Name), property.Value.GetRawText(), actual: null)]);
        var added = actual.EnumerateObject()
            .Where(property => !expected.TryGetProperty(property.Name, out _))
            .Select(property => new WebhookEventDifference(PathOf(path, property.Name), expected: null, property.Value.GetRawText()));
        return changed.Concat(added);
    }

    private static bool HasReadableProperties(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        try
        {
            foreach (var property in element.EnumerateObject())
            {
                _ = property.Name;
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false; // A name with a lone surrogate is not text.
        }
    }

    private static string PathOf(string path, string name) =>
        name.All(static character => char.IsLetterOrDigit(character) || character == '_') ? $"{path}.{name}" : $"{path}['{name}']";
}
