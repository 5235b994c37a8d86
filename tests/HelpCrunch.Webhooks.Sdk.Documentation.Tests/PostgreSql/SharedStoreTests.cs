using System.Data.Common;
using System.Reflection;
using HelpCrunch.Webhooks.Sdk.AspNetCore;
using HelpCrunch.Webhooks.Sdk.StoreContract;
using Npgsql;
using Xunit.Sdk;

namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>The store of docs/at-least-once.md, as printed there, passes the tests that every store must pass.</summary>
public sealed class SharedStoreTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    /// <summary>What PostgreSQL reports for a character that it cannot store, and for a key that is too long.</summary>
    private static readonly string[] InvalidIds = [PostgresErrorCodes.CharacterNotInRepertoire, PostgresErrorCodes.ProgramLimitExceeded];

    private static readonly Lazy<ConstructorInfo> Store = new(() => Compile(BlockOfThePage("csharp")));

    public static TheoryData<string> ContractTests => [.. StoreContractTest.All.Select(test => test.Name)];

    [PostgreSqlTheory]
    [Trait("Speed", "Slow")]
    [MemberData(nameof(ContractTests))]
    public async Task Contract_StoreOfThePage_Passes(string test)
    {
        await CreateTableAsync(server.DataSource);

        await StoreContractTest.All.Single(contractTest => contractTest.Name == test).RunAsync(new Contract(server.DataSource, Store.Value));
    }

    [PostgreSqlTheory]
    [Trait("Speed", "Slow")]
    [InlineData(
        "WHERE old.expires_at <= now() OR (old.token = @token AND NOT old.completed)",
        "WHERE NOT EXISTS (SELECT 1 FROM deliveries AS seen WHERE seen.name = @name AND seen.id = @id AND seen.expires_at > now())", // It was not there when the statement started.
        "Claim_ConcurrentlyNewDeliveries_EachIsClaimedOnce")]
    [InlineData("old.expires_at <= now() OR", "", "Claim_ExpiredClaim_IsClaimedByAnother")]
    [InlineData("OR (old.token = @token AND NOT old.completed)", "", "Claim_AgainWithTheTokenOfTheClaim_IsClaimed")]
    [InlineData("AND NOT old.completed", "", "Complete_Claim_IsCompletedForEveryToken")]
    [InlineData("DO UPDATE SET completed = true, expires_at = now() + @time", "DO UPDATE SET completed = true, expires_at = now() + @time WHERE deliveries.token = @token", "Complete_WhenAnotherHasTheClaim_IsCompleted")]
    [InlineData("DO UPDATE SET completed = true, expires_at = now() + @time", "DO UPDATE SET completed = true", "Complete_WindowLongerThanTheClaim_LastsForTheWindow")]
    [InlineData("AND token = @token AND NOT completed", "AND NOT completed", "Abandon_WithAnotherToken_DoesNotReleaseTheClaim")]
    [InlineData("AND token = @token AND NOT completed", "AND token = @token", "Abandon_CompletedDelivery_RemainsCompleted")]
    [InlineData("Stored(delivery.EventId)", "delivery.EventId", "Id_OfThisForm_IdentifiesOneDelivery(U+0000)")]
    [InlineData("Stored(delivery.EventId)", "delivery.EventId", "Id_OfThisForm_IdentifiesOneDelivery(100 kilobytes that differ at the end)")]
    [InlineData("(?!sha256:)", "", "Id_OfThisForm_IdentifiesOneDelivery(hash of another id)")]
    [InlineData("MemoryMarshal.AsBytes(id.AsSpan())", "System.Text.Encoding.UTF8.GetBytes(id)", "Id_OfThisForm_IdentifiesOneDelivery(lone surrogate)")]
    public async Task Contract_StoreOfThePageBreaksARule_TheTestFails(string code, string changed, string test)
    {
        await CreateTableAsync(server.DataSource);
        var block = BlockOfThePage("csharp");
        block.Text.Should().Contain(code);
        var store = Compile(block with { Text = block.Text.Replace(code, changed, StringComparison.Ordinal) });

        var run = () => StoreContractTest.All.Single(contractTest => contractTest.Name == test).RunAsync(new Contract(server.DataSource, store));

        // An error in the changed SQL is not what the test finds.
        (await run.Should().ThrowAsync<Exception>()).Which.Should().Match(error =>
            error is XunitException || (error is PostgresException && InvalidIds.Contains(((PostgresException)error).SqlState)));
    }

    private static MarkdownBlock BlockOfThePage(string language) =>
        Repository.Documents.Single(document => document.Name == "docs/at-least-once.md").Blocks
            .First(block => block.Heading == "Share a store between processes" && block.Language == language);

    private static async Task CreateTableAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("DROP TABLE IF EXISTS deliveries;" + BlockOfThePage("text").Text);
        await command.ExecuteNonQueryAsync();
    }

    private static ConstructorInfo Compile(MarkdownBlock block)
    {
        var compilation = BlockCompilation.Of(block, ReaderProject.Of(ProjectKind.WebApp).Single(project => project.CanRun));
        compilation.Diagnostics.Should().BeEmpty();
        return Assembly.Load(compilation.Assembly!).GetType("SharedStore", throwOnError: true)!.GetConstructor([typeof(DbDataSource)])!;
    }

    private sealed class Contract(NpgsqlDataSource database, ConstructorInfo store) : WebhookDeliveryStoreContract
    {
        protected override TimeSpan ShortTime => TimeSpan.FromHours(1);

        protected override ValueTask<IWebhookDeliveryStore> CreateStoreAsync() => ValueTask.FromResult((IWebhookDeliveryStore)store.Invoke([database]));

        /// <summary>Moves the stored times back, because the clock of the server cannot be set.</summary>
        protected override async Task PassTimeAsync(TimeSpan time)
        {
            await using var command = database.CreateCommand("UPDATE deliveries SET expires_at = expires_at - $1");
            command.Parameters.Add(new NpgsqlParameter { Value = time });
            await command.ExecuteNonQueryAsync();
        }
    }
}
