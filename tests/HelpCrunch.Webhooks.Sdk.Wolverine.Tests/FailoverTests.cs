using System.Collections.Concurrent;
using System.Diagnostics;
using HelpCrunch.Webhooks.Sdk.Stores.Tests;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit.Abstractions;

namespace HelpCrunch.Webhooks.Sdk.Wolverine.Tests;

/// <summary>PostgreSQL with a replica that has each commit. Its primary is killed, and the replica is promoted. No other test uses it.</summary>
[Trait("Speed", "Slow")]
public sealed class FailoverTests(PostgreSqlServer server, ITestOutputHelper output) : IClassFixture<PostgreSqlServer>
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    [PostgreSqlFact]
    public async Task Failover_SynchronousReplica_EachAcceptedDeliveryIsHandled()
    {
        var handled = new ConcurrentDictionary<string, int>();
        await using var hosts = new NpgsqlDataSourceBuilder(await server.ReplicateAsync(isSynchronous: true)).BuildMultiHost();
        await using var dataSource = hosts.WithTargetSession(TargetSessionAttributes.Primary);
        await using var receiver = await Receiver.StartAsync(
            server.ConnectionString,
            "failover",
            webhooks => webhooks.AddHandler<ChatRatedEvent>((rated, _) =>
            {
                handled.AddOrUpdate(rated.Id, 1, (_, count) => count + 1);
                return Task.CompletedTask;
            }),
            endpoint: options => options.StoreTimeout = TimeSpan.FromSeconds(5),
            dataSource: dataSource);
        using var stop = new CancellationTokenSource();
        var sending = SendAsync(receiver.Client, stop.Token);
        try
        {
            await WaitForAsync(() => handled.Count > 50);

            await server.RunAsync("kill");
            var killed = Stopwatch.GetTimestamp();
            (await receiver.Client.PostAsync(Deliveries.Rated("during"))).Should().Be(503);
            await server.PromoteAsync();
            var before = handled.Count;
            await WaitForAsync(() => handled.Count > before + 50);
            output.WriteLine($"Deliveries are handled again {Stopwatch.GetElapsedTime(killed).TotalSeconds:N0} s after the kill.");
        }
        finally
        {
            await stop.CancelAsync();
        }

        var responses = await Task.WhenAll(await sending);
        await dataSource.WaitForAsync(Database.Waiting("failover"), 0, Limit);
        string[] accepted = [.. responses.Where(response => response.Status == 200).Select(response => response.Id)];
        output.WriteLine(
            $"{responses.Length} deliveries, responses {string.Join(", ", responses.GroupBy(response => response.Status).Select(group => $"{group.Key}: {group.Count()}"))}; "
            + $"{accepted.Except(handled.Keys).Count()} lost, {handled.Values.Sum() - handled.Count} repeated, {handled.Keys.Except(accepted).Count()} handled without a 200.");
        accepted.Except(handled.Keys).Should().BeEmpty();
        (await server.DataSource.CountAsync(Database.Dead("failover"))).Should().Be(0);
    }

    private static async Task<List<Task<(string Id, int Status)>>> SendAsync(HttpClient client, CancellationToken cancellationToken)
    {
        List<Task<(string, int)>> responses = [];
        using var concurrency = new SemaphoreSlim(32); // So that a busy receiver does not get ever more.
        using var timer = new PeriodicTimer(Interval);
        while (!cancellationToken.IsCancellationRequested)
        {
            await timer.WaitForNextTickAsync(CancellationToken.None);
            await concurrency.WaitAsync(CancellationToken.None);
            responses.Add(PostAsync($"d{responses.Count}"));
        }

        await Task.WhenAll(responses);
        return responses;

        async Task<(string, int)> PostAsync(string id)
        {
            try
            {
                return (id, await client.PostAsync(Deliveries.Rated(id)));
            }
            finally
            {
                concurrency.Release();
            }
        }
    }

    private static async Task WaitForAsync(Func<bool> condition)
    {
        var start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Stopwatch.GetElapsedTime(start).Should().BeLessThan(Limit);
            await Task.Delay(Interval);
        }
    }
}
