using Xunit.Abstractions;

namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

/// <summary>Two instances of an app share the PostgreSQL store, and are killed.</summary>
public sealed class PostgreSqlInstancesTests(PostgreSqlServer server, ITestOutputHelper output) : IClassFixture<PostgreSqlServer>
{
    [PostgreSqlFact]
    [Trait("Speed", "Slow")]
    public async Task InstancesAreKilled_HandledBeforeTheyAreCompleted_NoneIsLost()
    {
        var (repeated, interrupted) = await RunAsync("postgresql");

        repeated.Should().BeLessThanOrEqualTo(interrupted, "only a delivery whose attempt was interrupted is handled again");
    }

    [PostgreSqlFact]
    [Trait("Speed", "Slow")]
    public async Task InstancesAreKilled_CompletedInTheTransactionOfTheHandler_EachHasOneEffect()
    {
        var (repeated, _) = await RunAsync("postgresql-transaction");

        repeated.Should().Be(0);
    }

    private async Task<(int Repeated, int Interrupted)> RunAsync(string store)
    {
        await server.ExecuteAsync("DROP TABLE IF EXISTS effects; DROP TABLE IF EXISTS helpcrunch_deliveries; CREATE TABLE effects (id text NOT NULL)");
        return await InstancesRun.RunAsync(store, server.ConnectionString, CountEffectsAsync, output.WriteLine);
    }

    private Task<int[]> CountEffectsAsync() =>
        server.QueryAsync<int[]>("SELECT coalesce(array_agg(effects), '{}') FROM (SELECT count(*)::int AS effects FROM effects GROUP BY id) AS handled");
}
