namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

/// <summary>Two instances of an app share the PostgreSQL store, and are killed.</summary>
public sealed class PostgreSqlInstancesTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    private const int Concurrency = 16;

    private static readonly string[] Ids = [.. Enumerable.Range(0, 2_000).Select(_ => Guid.NewGuid().ToString())];

    [PostgreSqlFact]
    [Trait("Speed", "Slow")]
    public async Task Instances_DeliveriesSentTwice_EachIsHandledOnce()
    {
        await CreateEffectsAsync();
        await using var first = await StoreAppProcess.StartAsync("postgresql", server.ConnectionString);
        await using var second = await StoreAppProcess.StartAsync("postgresql", server.ConnectionString);
        using var sender = new DeliverySender(first.Address, second.Address);

        await sender.SendAllAsync(Ids, Concurrency);

        (await CountAsync("effects")).Should().Be(Ids.Length);
        (await CountAsync("(SELECT DISTINCT id FROM effects) AS handled")).Should().Be(Ids.Length);
    }

    [PostgreSqlFact]
    [Trait("Speed", "Slow")]
    public async Task InstancesAreKilled_HandledBeforeTheyAreCompleted_NoneIsLost()
    {
        await CreateEffectsAsync();
        await using var first = await StoreAppProcess.StartAsync("postgresql", server.ConnectionString);
        await using var second = await StoreAppProcess.StartAsync("postgresql", server.ConnectionString);
        using var sender = new DeliverySender(first.Address, second.Address);

        var kills = await InstanceKiller.KillUntilAsync(sender.SendAllAsync(Ids, Concurrency), first, second);

        kills.Should().BePositive();
        (await CountAsync("(SELECT DISTINCT id FROM effects) AS handled")).Should().Be(Ids.Length);
        (await CountAsync("effects")).Should().BeLessThanOrEqualTo(Ids.Length + (kills * Concurrency), "only deliveries in progress at a kill are handled again");
    }

    [PostgreSqlFact]
    [Trait("Speed", "Slow")]
    public async Task InstancesAreKilled_CompletedInTheTransactionOfTheHandler_EachHasOneEffect()
    {
        await CreateEffectsAsync();
        await using var first = await StoreAppProcess.StartAsync("postgresql-transaction", server.ConnectionString);
        await using var second = await StoreAppProcess.StartAsync("postgresql-transaction", server.ConnectionString);
        using var sender = new DeliverySender(first.Address, second.Address);

        var kills = await InstanceKiller.KillUntilAsync(sender.SendAllAsync(Ids, Concurrency), first, second);

        kills.Should().BePositive();
        (await CountAsync("(SELECT DISTINCT id FROM effects) AS handled")).Should().Be(Ids.Length);
        (await CountAsync("effects")).Should().Be(Ids.Length);
    }

    private Task CreateEffectsAsync() =>
        server.ExecuteAsync("DROP TABLE IF EXISTS effects; DROP TABLE IF EXISTS helpcrunch_deliveries; CREATE TABLE effects (id text NOT NULL)");

    private Task<long> CountAsync(string source) => server.QueryAsync<long>($"SELECT count(*) FROM {source}");
}
