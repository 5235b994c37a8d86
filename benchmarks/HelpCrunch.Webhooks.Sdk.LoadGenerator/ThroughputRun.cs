using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.LoadGenerator;

/// <summary>
/// Requests per second, processor time and bytes per delivery: the SDK's endpoint, with empty handlers and deduplication on,
/// against the bare one. Short rounds alternate and are compared in pairs, because the speed of the machine varies.
/// </summary>
internal static class ThroughputRun
{
    private const int Connections = 32;
    private const int DeliveriesPerRound = 20_000;
    private const int WarmUps = 5;
    private const int Pairs = 40;

    public static async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await using var server = await LoadedServer.StartAsync(webhooks => webhooks
            .AddHandler<ChatSnoozedEvent, EmptyHandler>()
            .AddHandler<ChatEvent>((_, _) => Task.CompletedTask));

        var connections = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Connection.OpenAsync(server.Port, cancellationToken)));
        var bareRequests = Requests(LoadedServer.Bare);
        var webhookRequests = Requests(LoadedServer.Webhooks);
        List<Round> bare = [];
        List<Round> webhooks = [];
        for (var pair = 0; pair < WarmUps + Pairs; pair++)
        {
            bare.Add(await RoundAsync(connections, bareRequests, cancellationToken));
            webhooks.Add(await RoundAsync(connections, webhookRequests, cancellationToken));
        }

        foreach (var connection in connections)
        {
            connection.Dispose();
        }

        bare.RemoveRange(0, WarmUps); // The rounds in which code was compiled.
        webhooks.RemoveRange(0, WarmUps);
        var ratio = Median(bare.Zip(webhooks, (one, other) => other.PerSecond / one.PerSecond));
        var bytes = Median(webhooks.Select(round => round.Bytes)) - Median(bare.Select(round => round.Bytes));
        Console.WriteLine($"""
            {Pairs} pairs of rounds of {DeliveriesPerRound:N0} deliveries, bodies of {Delivery.BodyLength} bytes, {Connections} connections; medians:
            | endpoint | requests / s | processor / delivery, client included | allocated / delivery |
            | --- | --- | --- | --- |
            | bare: the same body, the same HMAC | {Describe(bare)} |
            | MapHelpCrunchWebhooks | {Describe(webhooks)} |
            | | {ratio:P0} of the bare one | {Median(webhooks.Select(round => round.Microseconds)) - Median(bare.Select(round => round.Microseconds)):N1} µs more | {bytes:N0} B more |

            """);
        return ratio >= 0.85 && bytes <= 2048;
    }

    private static string Describe(List<Round> rounds) =>
        $"{Median(rounds.Select(round => round.PerSecond)):N0} | {Median(rounds.Select(round => round.Microseconds)):N1} µs | {Median(rounds.Select(round => round.Bytes)):N0} B";

    private static byte[][] Requests(string path) =>
        [.. Enumerable.Range(0, DeliveriesPerRound).Select(_ => Delivery.Request(path, Guid.NewGuid().ToString()))];

    private static async Task<Round> RoundAsync(Connection[] connections, byte[][] requests, CancellationToken cancellationToken)
    {
        Parallel.ForEach(requests, Delivery.Renew);
        var next = -1;
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var processor = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(connections.Select(connection => Task.Run(
            async () =>
            {
                for (var index = Interlocked.Increment(ref next); index < requests.Length; index = Interlocked.Increment(ref next))
                {
                    var status = await connection.SendAsync(requests[index], cancellationToken);
                    if (status != 200)
                    {
                        throw new InvalidOperationException($"Answered with {status}.");
                    }
                }
            },
            cancellationToken)));
        var elapsed = Stopwatch.GetElapsedTime(start);
        processor = Environment.CpuUsage.TotalTime - processor;
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        return new Round(requests.Length / elapsed.TotalSeconds, (double)allocated / requests.Length, processor.TotalMicroseconds / requests.Length);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private sealed record Round(double PerSecond, double Bytes, double Microseconds);

    private sealed class EmptyHandler : IWebhookEventHandler<ChatSnoozedEvent>
    {
        public Task HandleAsync(ChatSnoozedEvent webhookEvent, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
