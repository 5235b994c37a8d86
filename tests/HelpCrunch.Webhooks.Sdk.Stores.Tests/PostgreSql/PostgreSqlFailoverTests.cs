using System.Net;
using Xunit.Abstractions;

namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

/// <summary>PostgreSQL with a replica. Its primary is killed, and the replica is promoted. Each test has its own server.</summary>
public sealed class PostgreSqlFailoverTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3); // It only ends a hang.

    private readonly PostgreSqlServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [PostgreSqlFact]
    [Trait("Speed", "Slow")]
    public async Task Failover_SynchronousReplica_EachDeliveryHasOneEffect()
    {
        await _server.ExecuteAsync("CREATE TABLE effects (id text NOT NULL)");
        await using var app = await OutageRun.StartAppAsync("postgresql-transaction", await _server.ReplicateAsync(isSynchronous: true));

        var ids = await OutageRun.RunAsync(app.Address, () => _server.RunAsync("kill"), _server.PromoteAsync, output.WriteLine);

        using var sender = new DeliverySender(app.Address);
        await sender.SendAllAsync(ids, concurrency: 16);
        (await _server.QueryAsync<string[]>("SELECT array_agg(id) FROM effects")).Should().OnlyHaveUniqueItems().And.Contain(ids);
    }

    [PostgreSqlFact]
    [Trait("Speed", "Slow")]
    public async Task Failover_ReplicaIsBehind_HandlesWhatItDoesNotHaveAgain()
    {
        await _server.ExecuteAsync("CREATE TABLE effects (id text NOT NULL)");
        await using var app = await StoreAppProcess.StartAsync("postgresql", await _server.ReplicateAsync(isSynchronous: false));
        using var sender = new DeliverySender(app.Address);
        var (replicated, notReplicated) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        await sender.SendUntilAcceptedAsync(replicated);
        await _server.DisconnectReplicaAsync();
        await sender.SendUntilAcceptedAsync(notReplicated);

        await _server.RunAsync("kill");
        (await sender.SendAsync(replicated)).Should().Be((HttpStatusCode.ServiceUnavailable, true));
        await _server.PromoteAsync();
        (await CountEffectsAsync(notReplicated)).Should().Be(0);
        await sender.SendUntilAcceptedAsync(replicated).WaitAsync(Limit);
        await sender.SendUntilAcceptedAsync(notReplicated).WaitAsync(Limit);

        (await CountEffectsAsync(replicated)).Should().Be(1);
        (await CountEffectsAsync(notReplicated)).Should().Be(1);
    }

    private Task<long> CountEffectsAsync(string id) => _server.QueryAsync<long>($"SELECT count(*) FROM effects WHERE id = '{id}'");
}
