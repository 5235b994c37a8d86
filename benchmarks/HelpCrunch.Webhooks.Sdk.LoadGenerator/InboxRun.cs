namespace HelpCrunch.Webhooks.Sdk.LoadGenerator;

/// <summary>
/// Deliveries per second and latency of an endpoint with Wolverine's inbox, compared with Wolverine without the SDK in the same app. Short
/// rounds alternate, because the speed of the machine varies.
/// </summary>
internal static class InboxRun
{
    private const int Connections = 32;
    private const int DeliveriesPerRound = 3_000; // Fewer than wait in memory.
    private const int WarmUps = 2;
    private const int Rounds = 5;
    private const double LowestRatio = 0.8;

    private static readonly (string Path, string Description)[] Ways =
    [
        (InboxServer.Published, "`IMessageBus.PublishAsync`, without the SDK"),
        (InboxServer.Stored, "storing and enqueuing, without the SDK"),
        (InboxServer.Webhooks, "`MapHelpCrunchWebhooks` with `AddWolverineInbox`"),
    ];

    public static async Task<bool> RunAsync(string connection, CancellationToken cancellationToken)
    {
        await using var server = await InboxServer.StartAsync(connection);
        var connections = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Connection.OpenAsync(server.Port, cancellationToken)));
        Console.WriteLine($"""
            Deliveries of {Delivery.BodyLength} bytes into Wolverine's inbox, {DeliveriesPerRound:N0} a round, {Connections} connections; medians of {Rounds} rounds; {await LoadAverage.ReadAsync(cancellationToken)}:
            | handlers | endpoint | deliveries / s | median | 99th percentile | |
            | --- | --- | --- | --- | --- | --- |
            """);
        var ok = await CompareAsync(server, connections, handlersWait: true, cancellationToken);
        ok &= await CompareAsync(server, connections, handlersWait: false, cancellationToken);
        Console.WriteLine($"At the end: {await LoadAverage.ReadAsync(cancellationToken)}.");
        foreach (var one in connections)
        {
            one.Dispose();
        }

        return ok;
    }

    private static async Task<bool> CompareAsync(InboxServer server, Connection[] connections, bool handlersWait, CancellationToken cancellationToken)
    {
        var rounds = Ways.ToDictionary(way => way.Path, _ => new List<Round>());
        for (var round = 0; round < WarmUps + Rounds; round++)
        {
            foreach (var (path, _) in Ways)
            {
                await server.DrainAsync(cancellationToken);
                if (handlersWait)
                {
                    server.Gate.Close();
                }

                rounds[path].Add(await MeasureAsync(path, connections, cancellationToken));
            }
        }

        await server.DrainAsync(cancellationToken);
        foreach (var ofWay in rounds.Values)
        {
            ofWay.RemoveRange(0, WarmUps); // The rounds in which code was compiled.
        }

        var published = rounds[InboxServer.Published];
        foreach (var (path, description) in Ways)
        {
            Console.WriteLine($"| {(handlersWait ? "wait" : "run")} | {description} | {Round.Describe(rounds[path])} | {Round.Ratio(rounds[path], published):N2} |");
        }

        // While the handlers wait, PublishAsync is faster. The SDK cannot use it, because it succeeds even if the message is not stored.
        return Round.Ratio(rounds[InboxServer.Webhooks], published) >= LowestRatio * (handlersWait ? Round.Ratio(rounds[InboxServer.Stored], published) : 1);
    }

    private static Task<Round> MeasureAsync(string path, Connection[] connections, CancellationToken cancellationToken)
    {
        byte[][] requests = [.. Enumerable.Range(0, DeliveriesPerRound).Select(_ => Delivery.Request(path, Guid.NewGuid().ToString()))];
        return Round.MeasureAsync(requests.Length, connections.Length, SendAsync, cancellationToken);

        async Task SendAsync(int caller, int index)
        {
            var status = await connections[caller].SendAsync(requests[index], cancellationToken);
            if (status != 200)
            {
                throw new InvalidOperationException($"The response is {status}.");
            }
        }
    }
}
