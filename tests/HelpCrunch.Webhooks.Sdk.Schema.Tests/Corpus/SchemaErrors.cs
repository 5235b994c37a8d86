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
        return paths;
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

        var alternatives = Alternatives(results);
        var matching = alternatives.Where(alternative => !HasAnotherType(alternative)).ToList();
        foreach (var details in (results.Details ?? []).Except(alternatives).Concat(matching))
        {
            Collect(details, paths);
        }

        if (results.Errors?.Keys.Any(keyword => keyword != "anyOf") == true || (alternatives.Count > 0 && matching.Count == 0))
        {
            paths.Add(PathOf(results.InstanceLocation));
        }
    }

    /// <summary>The results of an anyOf, such as of a record or null.</summary>
    private static List<EvaluationResults> Alternatives(EvaluationResults results) =>
        results.Details?.Where(details => details.EvaluationPath.ToString().Split('/')[^2] == "anyOf") is { } alternatives && alternatives.All(alternative => !alternative.IsValid)
            ? [.. alternatives]
            : [];

    /// <summary>Determines whether an alternative is for values of another JSON type. Its errors do not say what is wrong with the value.</summary>
    private static bool HasAnotherType(EvaluationResults results) =>
        results.Errors?.ContainsKey("type") == true
        || results.Details?.Any(details => details.EvaluationPath.ToString().EndsWith("/$ref", StringComparison.Ordinal) && HasAnotherType(details)) == true
        || (Alternatives(results) is { Count: > 0 } alternatives && alternatives.All(HasAnotherType));

    private static string PathOf(JsonPointer pointer) => string.Concat(pointer.ToString()
        .Split('/')
        .Skip(1)
        .Select(name => name.Length > 0 && name.All(IsIdentifierCharacter) && !name.All(char.IsDigit) ? $".{name}" : "['*']")
        .Prepend("$"));

    private static bool IsIdentifierCharacter(char character) => character == '_' || char.IsAsciiLetterOrDigit(character);
}
