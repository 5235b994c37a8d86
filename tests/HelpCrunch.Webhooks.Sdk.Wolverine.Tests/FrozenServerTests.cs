using System.Collections.Concurrent;
using System.Diagnostics;
using HelpCrunch.Webhooks.Sdk.Stores.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.Wolverine.Tests;

/// <summary>A server that does not answer, as in a failover, or that is stopped. No other test uses it.</summary>
public sealed class FrozenServerTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3); // It only ends a hang.

    [PostgreSqlFact]
    public async Task Post_ServerIsFrozen_Returns503WithinStoreTimeoutAndHandlesOnce()
    {
        var handled = 0;
        await using var receiver = await Receiver.StartAsync(
            server.DataSource.ConnectionString,
            "frozen",
            webhooks => webhooks.AddHandler<ChatRatedEvent>((_, _) =>
            {
                Interlocked.Increment(ref handled);
                return Task.CompletedTask;
            }),
            endpoint: options => options.StoreTimeout = TimeSpan.FromSeconds(2));
        await PostUntilAcceptedAsync(receiver, "before");
        await server.DataSource.WaitForAsync(Database.Waiting("frozen"), 0, Limit);

        TimeSpan elapsed;
        int status;
        await server.RunAsync("freeze");
        try
        {
            var start = Stopwatch.GetTimestamp();
            status = await receiver.Client.PostAsync(Deliveries.Rated("frozen"));
            elapsed = Stopwatch.GetElapsedTime(start);
        }
        finally
        {
            await server.RunAsync("resume");
        }

        status.Should().Be(503);
        elapsed.Should().BeGreaterThan(TimeSpan.FromSeconds(1.9)).And.BeLessThan(TimeSpan.FromSeconds(25), "the timeout of Npgsql is 30 seconds");

        // If the server has the statement, the delivery is stored nevertheless. Then the redelivery is a duplicate.
        await PostUntilAcceptedAsync(receiver, "frozen");
        await server.DataSource.WaitForAsync(Database.Waiting("frozen"), 0, Limit);
        handled.Should().Be(2);
    }

    [PostgreSqlFact]
    public async Task Post_ServerIsStopped_Returns503AndWhatIsAcceptedIsHandled()
    {
        var handled = new ConcurrentDictionary<string, bool>();
        await using var receiver = await Receiver.StartAsync(
            server.DataSource.ConnectionString,
            "stopped",
            webhooks => webhooks.AddHandler<ChatRatedEvent>((rated, _) =>
            {
                handled[rated.Id] = true;
                return Task.CompletedTask;
            }),
            endpoint: options => options.StoreTimeout = TimeSpan.FromSeconds(2));
        await PostUntilAcceptedAsync(receiver, "before");
        await server.DataSource.WaitForAsync(Database.Waiting("stopped"), 0, Limit);

        await server.RunAsync("stop");
        int[] statuses;
        try
        {
            statuses = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => receiver.Client.PostAsync(Deliveries.Rated($"stopped{i}"))));
        }
        finally
        {
            await server.RunAsync("start");
        }

        statuses.Should().AllBeEquivalentTo(503);
        server.DataSource.Clear(); // Its connections have ended with the server.
        await PostUntilAcceptedAsync(receiver, "after");
        await server.DataSource.WaitForAsync("SELECT count(*) FROM stopped.wolverine_incoming_envelopes WHERE status = 'Handled'", 2, Limit);
        handled.Keys.Should().BeEquivalentTo("before", "after");
    }

    private static async Task PostUntilAcceptedAsync(Receiver receiver, string id)
    {
        for (var attempts = 0; await receiver.Client.PostAsync(Deliveries.Rated(id, attempts: attempts)) != 200; attempts++)
        {
            attempts.Should().BeLessThan(1_000);
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }
}
