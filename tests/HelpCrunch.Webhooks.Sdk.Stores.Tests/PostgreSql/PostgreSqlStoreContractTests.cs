using HelpCrunch.Webhooks.Sdk.AspNetCore;
using HelpCrunch.Webhooks.Sdk.StoreContract;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

/// <summary>The PostgreSQL store passes the tests that every store must pass.</summary>
public sealed class PostgreSqlStoreContractTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    public static TheoryData<string> ContractTests => [.. StoreContractTest.All.Select(test => test.Name)];

    [PostgreSqlTheory]
    [Trait("Speed", "Slow")]
    [MemberData(nameof(ContractTests))]
    public async Task Contract_EachTest_Passes(string test)
    {
        await using var services = StoreServices.Build(
            webhooks => webhooks.AddPostgreSqlStore(options => options.Table = "public.contract"),
            services => services.AddSingleton(server.DataSource));

        await StoreContractTest.All.Single(contractTest => contractTest.Name == test).RunAsync(new Contract(server, services.Store()));
    }

    private sealed class Contract(PostgreSqlServer server, IWebhookDeliveryStore store) : WebhookDeliveryStoreContract
    {
        protected override TimeSpan ShortTime => TimeSpan.FromHours(1);

        protected override ValueTask<IWebhookDeliveryStore> CreateStoreAsync() => ValueTask.FromResult(store);

        /// <summary>Moves the stored times back, because the clock of the server cannot be set.</summary>
        protected override async Task PassTimeAsync(TimeSpan time)
        {
            await using var command = server.DataSource.CreateCommand(
                "UPDATE contract SET expires_at = expires_at - $1, handlers_expire_at = handlers_expire_at - $1");
            command.Parameters.Add(new NpgsqlParameter { Value = time });
            await command.ExecuteNonQueryAsync();
        }
    }
}
