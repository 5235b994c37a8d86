using System.Globalization;
using HelpCrunch.Webhooks.Tool.Output;
using Spectre.Console;

namespace HelpCrunch.Webhooks.Tool.Sending;

/// <summary>Writes the responses of an endpoint and their latencies.</summary>
internal static class SendReport
{
    public static void Write(IAnsiConsole console, Uri url, IReadOnlyList<DeliveryResponse> responses, TimeSpan elapsed)
    {
        if (responses is [var only])
        {
            console.PrintLine(Format($"{url}: {only.Description}, {only.Elapsed.TotalMilliseconds:#,0.00} ms"), StyleOf(only));
            return;
        }

        console.PrintLine(Format($"{responses.Count:#,0} requests to {url} in {elapsed.TotalSeconds:0.00} s, {responses.Count / Math.Max(elapsed.TotalSeconds, 0.000_001):#,0} a second."));
        console.Write(CreateResponses(responses));
        console.Write(CreateLatencies(responses));
    }

    /// <summary>The value below which a part of the sorted values lies, by the nearest rank.</summary>
    public static TimeSpan Percentile(IReadOnlyList<TimeSpan> sorted, int percent) =>
        sorted[Math.Max(0, (int)((((long)sorted.Count * percent) + 99) / 100) - 1)];

    private static Table CreateResponses(IReadOnlyList<DeliveryResponse> responses)
    {
        var table = CreateTable("response", "requests");
        foreach (var group in responses.GroupBy(response => response.Description).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal))
        {
            table.AddRow(new Text(PrintableText.Replace(group.Key), StyleOf(group.First())), new Text(Format($"{group.Count():#,0}")));
        }

        return table;
    }

    private static Table CreateLatencies(IReadOnlyList<DeliveryResponse> responses)
    {
        TimeSpan[] sorted = [.. responses.Select(response => response.Elapsed).Order()];
        var table = CreateTable("latency", "ms");
        foreach (var (name, percent) in new[] { ("median", 50), ("95th percentile", 95), ("99th percentile", 99), ("largest", 100) })
        {
            table.AddRow(new Text(name), new Text(Format($"{Percentile(sorted, percent).TotalMilliseconds:#,0.00}")));
        }

        return table;
    }

    private static Table CreateTable(string name, string number) =>
        new Table { Border = TableBorder.Rounded }.AddColumn(name).AddColumn(new TableColumn(number).RightAligned());

    private static Style StyleOf(DeliveryResponse response) => new(response.IsAccepted ? Color.Green : Color.Red);

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
