namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

public sealed class RabbitMqRecipeTests(RabbitMqServer server) : InboxRecipeTests, IClassFixture<RabbitMqServer>
{
    protected override string Heading => "RabbitMQ";

    protected override string ConnectionStringName => "RabbitMq";

    protected override string ConnectionString => server.ConnectionString;

    protected override int Attempts => 5;

    protected override Task RunServerAsync(string command) => server.RunAsync(command);

    protected override Task<long> CountDeadLettersAsync() => server.CountAsync("helpcrunch-dead");
}
