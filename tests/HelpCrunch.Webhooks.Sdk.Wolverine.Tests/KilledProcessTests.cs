using HelpCrunch.Webhooks.Sdk.Stores.Tests;
using Xunit.Abstractions;

namespace HelpCrunch.Webhooks.Sdk.Wolverine.Tests;

/// <summary>Two receivers over one database, which are killed in turn and started again.</summary>
[Trait("Speed", "Slow")]
public sealed class KilledProcessTests(PostgreSqlServer server, ITestOutputHelper output) : IClassFixture<PostgreSqlServer>
{
    [PostgreSqlFact]
    public async Task Kill_InTurn_EachAcceptedDeliveryIsHandled()
    {
        var run = new KilledInstancesRun(server.DataSource, "killed", ReceiverProcess.Inserting);

        var repeated = await run.RunAsync(output.WriteLine);

        run.Interruptions.Should().BePositive();

        // Only a delivery that was handled, but not yet marked, when its process was killed is handled again.
        repeated.Should().BeLessThanOrEqualTo(run.Kills * 16);
    }

    [PostgreSqlFact]
    public async Task Kill_InTurnWithDbContext_EachEffectIsThereOnce()
    {
        var run = new KilledInstancesRun(server.DataSource, "killed_in_transaction", ReceiverProcess.InTransaction);

        var repeated = await run.RunAsync(output.WriteLine);

        run.Interruptions.Should().BePositive();
        repeated.Should().Be(0);
    }
}
