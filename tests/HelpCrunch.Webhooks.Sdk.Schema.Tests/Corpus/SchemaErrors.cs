using System.Text.Json;
using Json.Pointer;
using Json.Schema;

namespace HelpCrunch.Webhooks.Sdk.Schema.Tests.Corpus;

/// <summary>Finds the places in a body that a schema rejects, as JSON paths in the form of <see cref="WebhookDrift.Path"/>.</summary>
internal static class SchemaErrors
{
    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.Hierarchical };

    public static IReadOnlyCollection<string> Find(JsonSchema schema, JsonElement body)
    {
        var paths = new SortedSet<string>(StringComparer.Ordinal);
        Collect(schema.Evaluate(body, Options), paths);

        // A value that can be an object or null is rejected itself if a value in the object is rejected.
        return [.. paths.Where(path => !paths.Any(other => other != path && IsIn(other, path)))];
    }

    /// <summary>Determines whether a path is that of a value, or of a part of it.</summary>
    public static bool IsIn(string path, string value) =>
        path == value || path.StartsWith(value + ".", StringComparison.Ordinal) || path.StartsWith(value + "[", StringComparison.Ordinal);

    private static void Collect(EvaluationResults results, SortedSet<string> paths)
    {
        // The result of an if is not an error.
        if (results.IsValid || results.EvaluationPath.ToString().EndsWith("/if", StringComparison.Ordinal))
        {
            return;
        }

        foreach (var details in results.Details ?? [])
        {
            Collect(details, paths);
        }

        if (results.Errors is { Count: > 0 })
        {
            paths.Add(PathOf(results.InstanceLocation));
        }
    }

    private static string PathOf(JsonPointer pointer) => string.Concat(pointer.ToString()
        .Split('/')
        .Skip(1)
        .Select(name => name.Length > 0 && name.All(IsIdentifierCharacter) && !name.All(char.IsDigit) ? $".{name}" : "['*']")
        .Prepend("$"));

    private static bool IsIdentifierCharacter(char character) => character == '_' || char.IsAsciiLetterOrDigit(character);
}
