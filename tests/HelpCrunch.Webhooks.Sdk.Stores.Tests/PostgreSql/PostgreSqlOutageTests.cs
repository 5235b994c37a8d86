using Xunit.Abstractions;

namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

/// <summary>The endpoint while PostgreSQL is not available.</summary>
public sealed class PostgreSqlOutageTests(PostgreSqlServer server, ITestOutputHelper output) : IClassFixture<PostgreSqlServer>
{
    [PostgreSqlTheory]
    [Trait("Speed", "Slow")]
    [InlineData("stop", "start")]
    [InlineData("kill", "start")]
    [InlineData("freeze", "resume")]
    public async Task Outage_DuringAndAfter_RejectsWith503AndRecovers(string outage, string end)
    {
        await server.ExecuteAsync("CREATE TABLE IF NOT EXISTS effects (id text NOT NULL)");
        await using var app = await OutageRun.StartAppAsync("postgresql", server.ConnectionString);

        var id = await OutageRun.RunOnceAsync(app.Address, () => server.RunAsync(outage), () => server.RunAsync(end));

        (await server.QueryAsync<long>($"SELECT count(*) FROM effects WHERE id = '{id}'")).Should().Be(1);
    }

    [PostgreSqlTheory]
    [Trait("Speed", "Slow")]
    [InlineData("stop", "start")]
    [InlineData("kill", "start")]
    [InlineData("freeze", "resume")]
    public async Task Outage_UnderLoad_RejectsWith503AndLosesNothing(string outage, string end)
    {
        await server.ExecuteAsync("CREATE TABLE IF NOT EXISTS effects (id text NOT NULL)");
        await using var app = await OutageRun.StartAppAsync("postgresql", server.ConnectionString);

        var ids = await OutageRun.RunAsync(app.Address, () => server.RunAsync(outage), () => server.RunAsync(end), output.WriteLine);

        ids.Except(await server.QueryAsync<string[]>("SELECT coalesce(array_agg(id), '{}') FROM effects")).Should().BeEmpty();
    }
}
