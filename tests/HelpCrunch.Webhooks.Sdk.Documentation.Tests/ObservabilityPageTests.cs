using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.RegularExpressions;
using HelpCrunch.Webhooks.Sdk.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>The tables of docs/observability.md list what the code has: all of it, and nothing else.</summary>
public sealed partial class ObservabilityPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "observability.md"));

    [Fact]
    public async Task MetricsTable_AllInstruments_AreListed()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseTestServer();
        builder.Services.AddRouting();
        builder.Services.AddHelpCrunchWebhooks().AddEndpoint("page", options => options.AllowUnsignedRequests = true);
        await using var app = builder.Build();
        var instruments = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == HelpCrunchWebhooksTelemetry.MeterName && instrument.Meter.Scope == app.Services.GetRequiredService<IMeterFactory>())
            {
                instruments.Add($"{instrument.Name} {instrument.GetType().Name.Split('`')[0].ToLowerInvariant()} {instrument.Unit}");
            }
        };
        listener.Start();
        app.MapHelpCrunchWebhooks("/", "page"); // Makes them.

        Rows("Metrics").Select(cells => $"{cells[0]} {cells[1]} {cells[2]}").Should().Equal(instruments);
    }

    [Fact]
    public void TagsTable_AllTags_AreListed() =>
        Rows("Tags").Select(cells => cells[0]).Should().Equal(Constants("WebhookTags"));

    [Fact]
    public void TagsTable_Outcome_ListsAllOutcomes() =>
        Codes(Rows("Tags").Single(cells => cells[0] == "helpcrunch.webhook.outcome")[2])
            .Should().Equal([.. TableOf("DeliveryOutcome").Select(outcome => Value<string>(outcome, "Name")), "verified"]);

    [Fact]
    public void TagsTable_Reason_ListsAllReasons() =>
        Codes(Rows("Tags").Single(cells => cells[0] == "helpcrunch.webhook.reason")[2])
            .Should().Equal(TableOf("Rejection").Select(rejection => Value<string>(rejection, "Reason")).Distinct());

    [Fact]
    public void TagsTable_DriftKind_ListsAllKinds()
    {
        var of = Code("WebhookTags").GetMethod("Of", [typeof(WebhookDriftKind)])!;

        Codes(Rows("Tags").Single(cells => cells[0] == "helpcrunch.webhook.drift.kind")[2])
            .Should().Equal(Enum.GetValues<WebhookDriftKind>().Select(kind => (string)of.Invoke(null, [kind])!));
    }

    [Fact]
    public void LogsTable_AllLogs_AreListedWithTheirLevel()
    {
        var logs = Code("WebhookLog").GetMethods(BindingFlags.Static | BindingFlags.Public)
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>()
            .Select(log => (Id: log.EventId, log.Level))
            .Concat(TableOf("Rejection").Select(rejection => (Id: Value<int>(rejection, "LogId"), Level: Value<LogLevel>(rejection, "LogLevel"))))
            .Distinct()
            .OrderBy(log => log.Id)
            .Select(log => $"{log.Id} {log.Level}");

        Rows("Logs").Select(cells => $"{cells[0]} {cells[1]}").Should().Equal(logs);
    }

    private static Type Code(string name) => typeof(HelpCrunchWebhooksTelemetry).Assembly.GetType($"HelpCrunch.Webhooks.Sdk.AspNetCore.{name}", throwOnError: true)!;

    /// <summary>The rows of a table in the code, which are the static fields of its row type.</summary>
    private static IEnumerable<object> TableOf(string name) =>
        Code(name).GetFields(BindingFlags.Static | BindingFlags.Public).Select(field => field.GetValue(null)!);

    private static T Value<T>(object row, string property) => (T)row.GetType().GetProperty(property)!.GetValue(row)!;

    private static IEnumerable<string> Constants(string name) =>
        Code(name).GetFields(BindingFlags.Static | BindingFlags.Public).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

    /// <summary>The cells of the first table under a heading, without backticks if the whole cell is code.</summary>
    internal static IEnumerable<string[]> Rows(string heading) => Page
        .Split($"\n## {heading}\n")[1].Split("\n## ")[0].Split('\n')
        .Where(line => line.StartsWith('|'))
        .Skip(2)
        .Select(line => line.Trim('|').Split('|').Select(cell => OneCode().Replace(cell.Trim(), "$1")).ToArray());

    private static IEnumerable<string> Codes(string cell) => AnyCode().Matches(cell).Select(match => match.Groups[1].Value);

    [GeneratedRegex("^`([^`]*)`$")]
    private static partial Regex OneCode();

    [GeneratedRegex("`([^`]*)`")]
    private static partial Regex AnyCode();
}
