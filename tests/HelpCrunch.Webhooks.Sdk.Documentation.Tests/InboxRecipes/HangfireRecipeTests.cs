using HelpCrunch.Webhooks.Sdk.Stores.Tests;

namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

public sealed class HangfireRecipeTests(PostgreSqlServer server) : InboxRecipeTests, IClassFixture<PostgreSqlServer>
{
    protected override string Heading => "Hangfire";

    protected override string ConnectionStringName => "App";

    protected override string ConnectionString => server.ConnectionString;

    protected override int Attempts => 4;

    protected override Task RunServerAsync(string command) => server.RunAsync(command);

    protected override Task<long> CountDeadLettersAsync() => server.QueryAsync<long>("SELECT count(*) FROM hangfire.job WHERE statename = 'Failed'");
}
