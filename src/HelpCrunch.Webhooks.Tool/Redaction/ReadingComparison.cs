using System.Text.Json;
using System.Text.RegularExpressions;
using HelpCrunch.Webhooks.Sdk.Testing;

namespace HelpCrunch.Webhooks.Tool.Redaction;

/// <summary>Compares how the SDK reads a body and its redacted form.</summary>
internal static partial class ReadingComparison
{
    public static bool AreAlike(byte[] original, byte[] redacted)
    {
        var first = WebhookParser.Default.Parse(original);
        var second = WebhookParser.Default.Parse(redacted);
        return (first, second) switch
        {
            (WebhookParseResult.Failure(var x), WebhookParseResult.Failure(var y)) =>
                (x.Code, x.LineNumber, x.BytePositionInLine, Generalize(x.Path)) == (y.Code, y.LineNumber, y.BytePositionInLine, Generalize(y.Path)),
            (WebhookParseResult.Success(var x), WebhookParseResult.Success(var y)) =>
                x.GetType() == y.GetType() && GetDrift(x).SequenceEqual(GetDrift(y)) && HaveOneStructure(WebhookBody.Write(x), WebhookBody.Write(y)),
            _ => false,
        };
    }

    private static IEnumerable<(WebhookDriftKind Kind, string Path)> GetDrift(WebhookEvent webhookEvent) =>
        webhookEvent.GetDrift().Select(drift => (drift.Kind, Generalize(drift.Path)));

    /// <summary>Replaces the names that were redacted.</summary>
    private static string Generalize(string path) =>
        NamePattern().Replace(path, match => WireModel.Instance.Names.Contains(match.Groups["name"].Value) ? match.Value : ".?");

    private static bool HaveOneStructure(byte[] original, byte[] redacted)
    {
        var first = new Utf8JsonReader(original);
        var second = new Utf8JsonReader(redacted);
        while (first.Read())
        {
            if (!second.Read() || first.TokenType != second.TokenType)
            {
                return false;
            }

            if (first.TokenType == JsonTokenType.PropertyName
                && (first.ValueSpan.Length != second.ValueSpan.Length || IsDocumented(first) != IsDocumented(second) || (IsDocumented(first) && !first.ValueSpan.SequenceEqual(second.ValueSpan))))
            {
                return false;
            }
        }

        return !second.Read();
    }

    private static bool IsDocumented(Utf8JsonReader json) => WireModel.Instance.Names.Contains(new JsonText(json.ValueSpan).ToString());

    [GeneratedRegex(@"\.(?<name>[A-Za-z0-9_]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex NamePattern();
}
