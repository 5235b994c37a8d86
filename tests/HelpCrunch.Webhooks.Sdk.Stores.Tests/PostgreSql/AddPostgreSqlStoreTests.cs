using HelpCrunch.Webhooks.Sdk.AspNetCore;
using HelpCrunch.Webhooks.Sdk.PostgreSql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

public sealed class AddPostgreSqlStoreTests
{
    private const string Rule = "It must be a name, or a schema and a name separated by a dot. Each consists of ASCII letters, digits, and underscores, "
        + "and does not begin with a digit. The schema has at most 63 characters, and the name at most 52.";

    [Fact]
    public async Task Add_BeforeOrAfterTheEndpoint_ReplacesTheDefaultStore()
    {
        await using var dataSource = NpgsqlDataSource.Create("Host=127.0.0.1");
        await using var before = StoreServices.Build(webhooks => webhooks.AddPostgreSqlStore().AddEndpoint(), services => services.AddSingleton(dataSource));
        await using var after = StoreServices.Build(webhooks => webhooks.AddEndpoint().AddPostgreSqlStore(), services => services.AddSingleton(dataSource));

        before.GetServices<IWebhookDeliveryStore>().Should().ContainSingle().Which.GetType().Name.Should().Be("PostgreSqlDeliveryStore");
        after.GetServices<IWebhookDeliveryStore>().Should().ContainSingle().Which.GetType().Name.Should().Be("PostgreSqlDeliveryStore");
    }

    [Fact]
    public async Task Add_WithoutADataSource_ThrowsWithTheMissingCall()
    {
        await using var services = StoreServices.Build(webhooks => webhooks.AddPostgreSqlStore());

        services.Invoking(provider => provider.Store()).Should().Throw<InvalidOperationException>().WithMessage(
            "AddPostgreSqlStore needs an NpgsqlDataSource. Call builder.Services.AddNpgsqlDataSource(connectionString) of the package Npgsql.DependencyInjection, "
            + "or register an NpgsqlDataSource as a singleton.");
    }

    [Theory]
    [InlineData("helpcrunch_deliveries", true)]
    [InlineData("Webhooks.Order", true)]
    [InlineData("_1", true)]
    [InlineData("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz", true)] // 52
    [InlineData("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz1", false)]
    [InlineData("", false)]
    [InlineData("1a", false)]
    [InlineData("a.b.c", false)]
    [InlineData(".a", false)]
    [InlineData("a.", false)]
    [InlineData("a b", false)]
    [InlineData("a\"; DROP TABLE users; --", false)]
    [InlineData("é", false)]
    public async Task Table_EachName_IsValidOrRejected(string table, bool isValid)
    {
        await using var services = StoreServices.Build(webhooks => webhooks.AddPostgreSqlStore(options => options.Table = table));
        var options = () => services.GetRequiredService<IOptions<PostgreSqlStoreOptions>>().Value;
        var sql = () => PostgreSqlStoreSchema.Sql(table);

        if (isValid)
        {
            options.Should().NotThrow();
            sql.Should().NotThrow();
        }
        else
        {
            options.Should().Throw<OptionsValidationException>().WithMessage($"PostgreSqlStoreOptions.Table '{table}' is not valid. {Rule}");
            sql.Should().Throw<ArgumentException>().WithMessage($"The table '{table}' is not valid. {Rule}*");
        }
    }

    [Theory]
    [InlineData("00:00:01", true)]
    [InlineData("30.00:00:00", true)]
    [InlineData("-00:00:00.001", true)] // Timeout.InfiniteTimeSpan.
    [InlineData("00:00:00", false)]
    [InlineData("30.00:00:01", false)]
    public async Task CleanEvery_EachTime_IsValidOrRejected(string time, bool isValid)
    {
        await using var services = StoreServices.Build(webhooks => webhooks.AddPostgreSqlStore(options => options.CleanEvery = TimeSpan.Parse(time, null)));
        var options = () => services.GetRequiredService<IOptions<PostgreSqlStoreOptions>>().Value;

        if (isValid)
        {
            options.Should().NotThrow();
        }
        else
        {
            options.Should().Throw<OptionsValidationException>()
                .WithMessage("PostgreSqlStoreOptions.CleanEvery must be between one second and 30 days, or Timeout.InfiniteTimeSpan.");
        }
    }

    [Fact]
    public void Sql_DefaultTable_IsTheDocumentedSchema() => PostgreSqlStoreSchema.Sql().ReplaceLineEndings("\n").Should().Be(
        """
        CREATE TABLE IF NOT EXISTS "helpcrunch_deliveries" (
            id text COLLATE "C" PRIMARY KEY,
            token bigint NOT NULL,
            completed boolean NOT NULL,
            expires_at timestamptz NOT NULL,
            handlers text,
            handlers_expire_at timestamptz
        );
        CREATE INDEX IF NOT EXISTS "helpcrunch_deliveries_expires_at" ON "helpcrunch_deliveries" (expires_at);
        """.ReplaceLineEndings("\n"));
}
