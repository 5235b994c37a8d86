using System.Data.Common;
using System.Reflection;
using HelpCrunch.Webhooks.Sdk.AspNetCore;
using HelpCrunch.Webhooks.Sdk.StoreContract;
using Npgsql;

namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>The store of docs/at-least-once.md, as printed there, passes the tests that every store must pass.</summary>
public sealed class SharedStoreTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    private static readonly Lazy<ConstructorInfo> Store = new(CompileStore);

    public static TheoryData<string> ContractTests => [.. StoreContractTest.All.Select(test => test.Name)];

    [PostgreSqlTheory]
    [Trait("Speed", "Slow")]
    [MemberData(nameof(ContractTests))]
    public async Task Contract_StoreOfThePage_Passes(string test)
    {
        await CreateTableAsync(server.DataSource);

        await StoreContractTest.All.Single(contractTest => contractTest.Name == test).RunAsync(new Contract(server.DataSource));
    }

    private static MarkdownBlock BlockOfThePage(string language) =>
        Repository.Documents.Single(document => document.Name == "docs/at-least-once.md").Blocks
            .First(block => block.Heading == "Share a store between processes" && block.Language == language);

    private static async Task CreateTableAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("DROP TABLE IF EXISTS deliveries;" + BlockOfThePage("text").Text);
        await command.ExecuteNonQueryAsync();
    }

    private static ConstructorInfo CompileStore()
    {
        var project = ReaderProject.Of(ProjectKind.WebApp).Single(project => project.CanRun);
        var compilation = BlockCompilation.Of(BlockOfThePage("csharp"), project);
        compilation.Diagnostics.Should().BeEmpty();
        return Assembly.Load(compilation.Assembly!).GetType("SharedStore", throwOnError: true)!.GetConstructor([typeof(DbDataSource)])!;
    }

    private sealed class Contract(NpgsqlDataSource database) : WebhookDeliveryStoreContract
    {
        protected override TimeSpan ShortTime => TimeSpan.FromHours(1);

        protected override ValueTask<IWebhookDeliveryStore> CreateStoreAsync() => ValueTask.FromResult((IWebhookDeliveryStore)Store.Value.Invoke([database]));

        /// <summary>Moves the stored times back, because the clock of the server cannot be set.</summary>
        protected override async Task PassTimeAsync(TimeSpan time)
        {
            await using var command = database.CreateCommand("UPDATE deliveries SET expires_at = expires_at - $1");
            command.Parameters.Add(new NpgsqlParameter { Value = time });
            await command.ExecuteNonQueryAsync();
        }
    }
}
