using System.Net;

namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

/// <summary>Instances of an app whose clocks differ from that of PostgreSQL by two days.</summary>
public sealed class PostgreSqlClockTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [PostgreSqlClockTheory]
    [Trait("Speed", "Slow")]
    [InlineData(2)]
    [InlineData(-2)]
    public async Task Claim_ClocksOfTheInstancesDiffer_ExpiresByTheClockOfTheServer(int days)
    {
        await CreateEffectsAsync();
        await using var first = await StartAsync(days);
        await using var second = await StartAsync(-days);
        using var sender = new DeliverySender(first.Address, second.Address);
        (await sender.ReadClockAsync(0) - await sender.ReadClockAsync(1)).Should().BeCloseTo(TimeSpan.FromDays(2 * days), Limit);

        // A delivery that the first instance has completed is a duplicate for the second one.
        var completed = Guid.NewGuid().ToString();
        await sender.SendUntilAcceptedAsync(completed);
        (await sender.SendAsync(completed, instance: 1)).Status.Should().Be(HttpStatusCode.OK);
        (await CountEffectsAsync(completed)).Should().Be(1);

        // The first instance has a claim, because its handler waits for the lock. The second one does not take it, even when the first is killed.
        var claimed = Guid.NewGuid().ToString();
        await using (var connection = await server.DataSource.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "LOCK TABLE effects IN ACCESS EXCLUSIVE MODE";
            await command.ExecuteNonQueryAsync();
            _ = sender.SendAsync(claimed);
            await server.WaitForBlockedStatementAsync();
            (await sender.SendAsync(claimed, instance: 1)).Should().Be((HttpStatusCode.ServiceUnavailable, true));
            await first.KillAsync();
            await server.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
        }

        (await sender.SendAsync(claimed, instance: 1)).Should().Be((HttpStatusCode.ServiceUnavailable, true));

        // The second one takes it when an hour has passed for the server.
        await server.ExecuteAsync("UPDATE helpcrunch_deliveries SET expires_at = expires_at - interval '1 hour'");
        (await sender.SendAsync(claimed, instance: 1)).Status.Should().Be(HttpStatusCode.OK);
        (await CountEffectsAsync(claimed)).Should().Be(1);
    }

    [PostgreSqlClockTheory]
    [Trait("Speed", "Slow")]
    [InlineData(2)]
    [InlineData(-2)]
    public async Task Clean_ClockOfTheInstanceDiffers_DeletesOnlyWhatHasExpired(int days)
    {
        await CreateEffectsAsync();
        await using var app = await StartAsync(days);
        await server.WaitForAsync("SELECT to_regclass('helpcrunch_deliveries') IS NOT NULL", "the instance creates the table");

        await server.ExecuteAsync(
            """
            INSERT INTO helpcrunch_deliveries (id, token, completed, expires_at)
            VALUES ('/expired', 1, true, now() - interval '1 minute'), ('/current', 1, true, now() + interval '1 hour')
            """);

        await server.WaitForAsync("SELECT NOT EXISTS (SELECT FROM helpcrunch_deliveries WHERE id = '/expired')", "the instance cleans every second");
        (await server.QueryAsync<bool>("SELECT EXISTS (SELECT FROM helpcrunch_deliveries WHERE id = '/current')")).Should().BeTrue();
    }

    private Task<StoreAppProcess> StartAsync(int days) =>
        StoreAppProcess.StartAsync("postgresql", server.ConnectionString, TimeSpan.FromDays(days));

    private Task CreateEffectsAsync() =>
        server.ExecuteAsync("DROP TABLE IF EXISTS effects; DROP TABLE IF EXISTS helpcrunch_deliveries; CREATE TABLE effects (id text NOT NULL)");

    private Task<long> CountEffectsAsync(string id) => server.QueryAsync<long>($"SELECT count(*) FROM effects WHERE id = '{id}'");
}
