using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.LoadGenerator;

/// <summary>
/// Requests per second and bytes per delivery: the SDK's endpoint, with empty handlers and de-duplication on, against the bare
/// one. Rounds alternate, because the machine is not the same a minute later.
/// </summary>
internal static class ThroughputRun
{
    private const int Connections = 32;
    private const int DeliveriesPerRound = 40_000;
    private const int Rounds = 9;

    public static async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await using var server = await LoadedServer.StartAsync(webhooks => webhooks
            .AddHandler<ChatSnoozedEvent, EmptyHandler>()
            .AddHandler<ChatEvent>((_, _) => Task.CompletedTask));

        // The first ones are for the compiler.
        await RoundAsync(server.Port, LoadedServer.Bare, cancellationToken);
        await RoundAsync(server.Port, LoadedServer.Webhooks, cancellationToken);

        List<Round> bare = [];
        List<Round> webhooks = [];
        for (var round = 0; round < Rounds; round++)
        {
            bare.Add(await RoundAsync(server.Port, LoadedServer.Bare, cancellationToken));
            webhooks.Add(await RoundAsync(server.Port, LoadedServer.Webhooks, cancellationToken));
            Console.WriteLine($"round {round + 1}: bare {bare[^1]}; webhooks {webhooks[^1]}; {webhooks[^1].PerSecond / bare[^1].PerSecond:P0}");
        }

        var ratio = Median(bare.Zip(webhooks, (one, other) => other.PerSecond / one.PerSecond));
        var bytes = Median(webhooks.Select(round => round.BytesPerDelivery)) - Median(bare.Select(round => round.BytesPerDelivery));
        Console.WriteLine($"""

            {DeliveriesPerRound} deliveries a round, bodies of {Delivery.BodyLength} bytes, {Connections} connections, {Rounds} rounds, medians:
            | endpoint | requests / s | allocated / delivery |
            | --- | --- | --- |
            | bare: the same body, the same HMAC | {Median(bare.Select(round => round.PerSecond)):N0} | {Median(bare.Select(round => round.BytesPerDelivery)):N0} B |
            | MapHelpCrunchWebhooks | {Median(webhooks.Select(round => round.PerSecond)):N0} | {Median(webhooks.Select(round => round.BytesPerDelivery)):N0} B |
            | | {ratio:P0} of the bare one | {bytes:N0} B more |

            """);
        return ratio >= 0.85 && bytes <= 2048;
    }

    private static async Task<Round> RoundAsync(int port, string path, CancellationToken cancellationToken)
    {
        var requests = new byte[DeliveriesPerRound][];
        Parallel.For(0, requests.Length, index => requests[index] = Delivery.Request(path, Guid.NewGuid().ToString()));
        var connections = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Connection.OpenAsync(port, cancellationToken)));
        GC.Collect();
        GC.WaitForPendingFinalizers();

        var next = -1;
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(connections.Select(connection => Task.Run(
            async () =>
            {
                for (var index = Interlocked.Increment(ref next); index < requests.Length; index = Interlocked.Increment(ref next))
                {
                    var status = await connection.SendAsync(requests[index], cancellationToken);
                    if (status != 200)
                    {
                        throw new InvalidOperationException($"{path} answered {status}.");
                    }
                }
            },
            cancellationToken)));
        var elapsed = Stopwatch.GetElapsedTime(start);
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        foreach (var connection in connections)
        {
            connection.Dispose();
        }

        return new Round(requests.Length / elapsed.TotalSeconds, (double)allocated / requests.Length);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private sealed record Round(double PerSecond, double BytesPerDelivery)
    {
        public override string ToString() => $"{PerSecond:N0} / s, {BytesPerDelivery:N0} B";
    }

    private sealed class EmptyHandler : IWebhookEventHandler<ChatSnoozedEvent>
    {
        public Task HandleAsync(ChatSnoozedEvent webhookEvent, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
