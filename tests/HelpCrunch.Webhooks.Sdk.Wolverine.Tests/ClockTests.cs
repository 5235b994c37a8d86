using HelpCrunch.Webhooks.Sdk.Stores.Tests;
using Xunit.Abstractions;

namespace HelpCrunch.Webhooks.Sdk.Wolverine.Tests;

/// <summary>
/// Receivers over one database. The clock of one of them differs from that of the database by an hour. Wolverine compares both clocks, so
/// docs/scaling.md says what happens.
/// </summary>
[Trait("Speed", "Slow")]
public sealed class ClockTests(PostgreSqlServer server, ITestOutputHelper output) : IClassFixture<PostgreSqlServer>
{
    private const int Count = 16; // As many as a receiver handles at once.
    private static readonly TimeSpan Fast = TimeSpan.FromHours(1);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [PostgreSqlClockFact]
    public async Task Kill_ClockIsSlow_EachAcceptedDeliveryIsHandled()
    {
        var run = new KilledInstancesRun(server.DataSource, "slow", ReceiverProcess.Inserting, -Fast);

        var repeated = await run.RunAsync(output.WriteLine);

        run.Interruptions.Should().BePositive();
        repeated.Should().BeLessThanOrEqualTo(run.Kills * 16);
    }

    [PostgreSqlClockFact]
    public async Task Kill_ClockIsFastWithDbContext_EachEffectIsThereOnce()
    {
        var run = new KilledInstancesRun(server.DataSource, "fast_in_transaction", ReceiverProcess.InTransaction, Fast);

        var repeated = await run.RunAsync(output.WriteLine);

        run.Interruptions.Should().BePositive();
        repeated.Should().Be(0);
    }

    [PostgreSqlClockFact]
    public async Task Post_ClockIsFast_ARunningProcessLosesItsDeliveriesAndTheyAreHandledTwice()
    {
        await server.DataSource.ExecuteAsync($"CREATE SCHEMA fast; {EffectsContext.CreateTable("fast")}");
        using var leader = await StartAsync("fast", ReceiverProcess.Waiting); // Wolverine does not take a leader for dead.
        await server.DataSource.WaitForAsync(HasLeader("fast"), 1, Limit);
        using var running = await StartAsync("fast", ReceiverProcess.Waiting);
        var number = await server.DataSource.CountAsync("SELECT max(node_number) FROM fast.wolverine_nodes");
        using var fast = await StartAsync("fast", ReceiverProcess.Waiting, Fast);
        await server.DataSource.WaitForAsync(HasDatabaseAgentElsewhere("fast", number), 1, Limit); // Otherwise, deliveries can return to the running process.
        for (var i = 0; i < Count; i++)
        {
            (await running.Client.PostAsync(Deliveries.Rated($"d{i}"))).Should().Be(200);
        }

        var elapsed = await server.DataSource.WaitForAsync($"SELECT count(*) FROM fast.wolverine_incoming_envelopes WHERE owner_id NOT IN (0, {number})", Count, Limit);
        output.WriteLine($"The deliveries are taken over after {elapsed.TotalSeconds:N0} s.");
        await leader.RunHandlersAsync();
        await fast.RunHandlersAsync();
        await server.DataSource.WaitForAsync("SELECT count(DISTINCT id) FROM fast.effects", Count, Limit);
        await running.RunHandlersAsync();

        await server.DataSource.WaitForAsync($"SELECT count(*) >= {2 * Count} FROM fast.effects", 1, Limit);
        (await server.DataSource.CountAsync("SELECT count(DISTINCT id) FROM fast.effects")).Should().Be(Count);
    }

    [PostgreSqlClockFact]
    public async Task Post_HandlerFailsAndClockIsFast_TheNextAttemptIsAnHourLate()
    {
        using var leader = await StartAsync("late", ReceiverProcess.Failing);
        await server.DataSource.WaitForAsync(HasLeader("late"), 1, Limit);
        using var fast = await StartAsync("late", ReceiverProcess.Failing, Fast);

        (await fast.Client.PostAsync(Deliveries.Rated("d"))).Should().Be(200);

        await server.DataSource.WaitForAsync(
            "SELECT count(*) FROM late.wolverine_incoming_envelopes WHERE status = 'Scheduled' AND execution_time > now() + interval '55 minutes'", 1, Limit);
    }

    private static string HasLeader(string schema) => $"SELECT count(*) FROM {schema}.wolverine_node_assignments WHERE id LIKE '%leader%'";

    /// <summary>Whether the agent that loads deliveries is in a process with another number.</summary>
    private static string HasDatabaseAgentElsewhere(string schema, long number) =>
        $"""
        SELECT count(*) FROM {schema}.wolverine_node_assignments assignments JOIN {schema}.wolverine_nodes nodes ON nodes.id = assignments.node_id
        WHERE assignments.id LIKE 'wolverinedb://%' AND nodes.node_number <> {number}
        """;

    private Task<ReceiverProcess> StartAsync(string schema, string mode, TimeSpan clockDifference = default) =>
        ReceiverProcess.StartAsync(server.DataSource.ConnectionString, schema, mode, clockDifference);
}
