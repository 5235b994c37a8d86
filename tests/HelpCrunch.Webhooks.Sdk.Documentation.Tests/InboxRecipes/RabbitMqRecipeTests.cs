using HelpCrunch.Webhooks.Sdk.Wolverine.Tests;

namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

public sealed class RabbitMqRecipeTests(RabbitMqServer server) : InboxRecipeTests, IClassFixture<RabbitMqServer>
{
    protected override string Heading => "RabbitMQ";

    protected override string ConnectionStringName => "RabbitMq";

    protected override string ConnectionString => server.ConnectionString;

    protected override int Attempts => 5;

    [InboxServersFact]
    [Trait("Speed", "Slow")]
    public async Task Process_HandlerTakesLongerThanRabbitMqWaits_TheAppStopsAndTheNextOneHandlesTheDelivery()
    {
        await using (var app = await StartAsync(holds: true))
        {
            await PostUntilStoredAsync(app, Deliveries.Rated("held too long"));
            await app.WaitForExitAsync();
        }

        await using var next = await StartAsync();
        await next.WaitForAsync("held too long: poor");
    }

    protected override Task RunServerAsync(string command) => server.RunAsync(command);

    protected override Task<long> CountDeadLettersAsync() => server.CountAsync("helpcrunch-dead");
}
