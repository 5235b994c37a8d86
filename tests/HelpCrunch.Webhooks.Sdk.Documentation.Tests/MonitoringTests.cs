using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HelpCrunch.Webhooks.Sdk.AspNetCore;

namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>
/// The dashboard and the alert rules of docs/monitoring use the metrics, tags, and values that the code has.
/// <see cref="ObservabilityPageTests"/> compares the tables of docs/observability.md with the code.
/// </summary>
public sealed partial class MonitoringTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "docs", "monitoring");

    public static TheoryData<string> Files => ["alerts.yml", "dashboard.json"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Expressions_MetricNames_AreThoseOfTheCode(string file) =>
        Expressions(file).SelectMany(text => Name().Matches(Labels().Replace(text, " "))).Select(match => match.Value).Distinct()
            .Should().NotBeEmpty().And.BeSubsetOf(MetricNames());

    [Fact]
    public void Dashboard_AllMetrics_AreShown() =>
        MetricNames().GroupBy(name => Suffix().Replace(name, ""))
            .Where(names => !names.Any(name => Expressions("dashboard.json").Any(text => text.Contains(name, StringComparison.Ordinal))))
            .Select(names => names.Key)
            .Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Files))]
    public void Expressions_Labels_AreTagsOfMetrics(string file) =>
        Expressions(file).SelectMany(text => Label().Matches(text)).SelectMany(match => match.Groups["label"].Captures).Select(capture => capture.Value).Distinct()
            .Should().NotBeEmpty().And.BeSubsetOf(Rows("Tags").Where(cells => cells[1].Contains("metrics", StringComparison.Ordinal)).Select(cells => PrometheusName(cells[0])).Append("job").Append("le"));

    [Theory]
    [MemberData(nameof(Files))]
    public void Expressions_ValuesOfTags_AreThoseOfTheCode(string file)
    {
        var ofMetrics = string.Concat(Rows("Metrics").Select(cells => cells[4])); // The outcomes of the inbox are in the row of its counter.
        var known = Rows("Tags").ToDictionary(cells => PrometheusName(cells[0]), cells => cells[2] + ofMetrics);

        Expressions(file).SelectMany(text => LabelValue().Matches(text))
            .SelectMany(match => match.Groups["value"].Value.Split('|'), (match, value) => (Tag: match.Groups["label"].Value, Value: value))
            .Where(pair => pair.Tag.StartsWith("helpcrunch_", StringComparison.Ordinal) && !known[pair.Tag].Contains($"`{pair.Value}`", StringComparison.Ordinal))
            .Should().BeEmpty();
    }

    [Fact]
    public void AlertRules_LogsInDescriptions_AreInTheTable()
    {
        var ids = Rows("Logs").Select(cells => cells[0]).ToArray();

        Logs().Matches(File.ReadAllText(Path.Combine(Folder, "alerts.yml"))).SelectMany(match => match.Groups["id"].Captures).Select(capture => capture.Value)
            .Should().NotBeEmpty().And.BeSubsetOf(ids);
    }

    [PrometheusFact]
    public void AlertRules_TestedByPrometheus_Succeed()
    {
        var start = new ProcessStartInfo("promtool", ["test", "rules", "alerts.test.yml"]) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var promtool = Process.Start(start)!;
        var output = promtool.StandardOutput.ReadToEndAsync();
        var errors = promtool.StandardError.ReadToEnd();
        promtool.WaitForExit();

        (promtool.ExitCode, errors).Should().Be((0, ""), output.Result);
    }

    /// <summary>The expressions of the file. Names of alerts and texts are not part of them.</summary>
    private static IEnumerable<string> Expressions(string file)
    {
        var text = File.ReadAllText(Path.Combine(Folder, file));
        return file.EndsWith(".json", StringComparison.Ordinal)
            ? JsonNode.Parse(text)!["panels"]!.AsArray().SelectMany(panel => panel!["targets"]!.AsArray()).Select(target => (string)target!["expr"]!)
            : YamlExpression().Matches(text).Select(match => match.Groups["expression"].Value);
    }

    /// <summary>What an OpenTelemetry exporter for Prometheus makes of the instruments: the unit in words, except units in braces.</summary>
    private static IEnumerable<string> MetricNames() => Rows("Metrics").SelectMany(cells =>
    {
        var name = PrometheusName(cells[0]) + cells[2] switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        return cells[1] switch
        {
            "counter" => [$"{name}_total"],
            "histogram" => [$"{name}_bucket", $"{name}_sum", $"{name}_count"],
            var kind => new[] { name }.Where(_ => kind is "gauge" or "updowncounter" or "observablegauge"),
        };
    });

    private static string PrometheusName(string name) => name.Replace('.', '_');

    private static IEnumerable<string[]> Rows(string heading) => ObservabilityPageTests.Rows(heading);

    [GeneratedRegex(@"\bhelpcrunch_webhook_[a-z_]+")]
    private static partial Regex Name();

    /// <summary>Lists of labels, and selectors.</summary>
    [GeneratedRegex(@"\{[^}]*\}|\b(?:by|on) \([^)]*\)")]
    private static partial Regex Labels();

    [GeneratedRegex(@"\b(?:by|on) \((?:(?<label>\w+),? ?)+\)|[{ ](?<label>\w+)(?:=~?|!=)""")]
    private static partial Regex Label();

    [GeneratedRegex(@"[{ ](?<label>\w+)=~?""(?<value>[^""$]+)""")]
    private static partial Regex LabelValue();

    [GeneratedRegex("_(bucket|sum|count|total)$")]
    private static partial Regex Suffix();

    [GeneratedRegex(@"\bLogs? (?<id>\d+)(?: and (?<id>\d+))?")]
    private static partial Regex Logs();

    [GeneratedRegex(@"^        expr: (?:\|\n)?(?<expression>.*(?:\n          .*)*)", RegexOptions.Multiline)]
    private static partial Regex YamlExpression();

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class PrometheusFactAttribute : FactAttribute
    {
        public PrometheusFactAttribute()
        {
            try
            {
                using var promtool = Process.Start(new ProcessStartInfo("promtool", "--version") { RedirectStandardOutput = true, RedirectStandardError = true });
            }
            catch (Win32Exception)
            {
                Skip = "promtool, of the package prometheus, is not installed.";
            }
        }
    }
}
