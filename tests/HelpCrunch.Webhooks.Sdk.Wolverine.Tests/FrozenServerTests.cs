using System.Collections.Concurrent;
using System.Diagnostics;
using HelpCrunch.Webhooks.Sdk.Stores.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.Wolverine.Tests;

/// <summary>A server that does not answer, as in a failover, or that is stopped. No other test uses it.</summary>
public sealed class FrozenServerTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
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
        (await receiver.Client.PostAsync(Deliveries.Rated("before"))).Should().Be(200);
        await server.DataSource.WaitForAsync(Database.Waiting("frozen"), 0, TimeSpan.FromMinutes(1));

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
        elapsed.Should().BeCloseTo(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1.5));

        // The server had the statement, so the delivery is stored nevertheless. The redelivery is a duplicate.
        await server.DataSource.WaitForAsync("SELECT count(*) FROM frozen.wolverine_incoming_envelopes WHERE status = 'Handled'", 2, TimeSpan.FromMinutes(1));
        (await receiver.Client.PostAsync(Deliveries.Rated("frozen", attempts: 1))).Should().Be(200);
        await server.DataSource.WaitForAsync(Database.Waiting("frozen"), 0, TimeSpan.FromMinutes(1));
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
        (await receiver.Client.PostAsync(Deliveries.Rated("before"))).Should().Be(200);
        await server.DataSource.WaitForAsync(Database.Waiting("stopped"), 0, TimeSpan.FromMinutes(1));

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
        (await receiver.Client.PostAsync(Deliveries.Rated("after"))).Should().Be(200);
        await server.DataSource.WaitForAsync("SELECT count(*) FROM stopped.wolverine_incoming_envelopes WHERE status = 'Handled'", 2, TimeSpan.FromMinutes(1));
        handled.Keys.Should().BeEquivalentTo("before", "after");
    }
}
