// References Microsoft.Data.Sqlite.dll.
// Resolves the store from the app and uses it with the table of the page. SQLite replaces PostgreSQL: it has the same statements,
// but no intervals, booleans or now().
using System.Data.Common;
using HelpCrunch.Webhooks.Sdk.AspNetCore;
using Microsoft.Data.Sqlite;

// The block.
await SharedStoreTest.RunAsync(builder);

static class SharedStoreTest
{
    private static readonly WebhookDeliveryId Delivery = new("", "252041ed-62a7-4303-81f9-842ec6e8d18f");

    public static async Task RunAsync(WebApplicationBuilder builder)
    {
        await using var database = new SqliteDatabase();
        builder.Services.AddSingleton<DbDataSource>(database);
        await using var app = builder.Build();
        var store = (SharedStore)app.Services.GetRequiredService<IWebhookDeliveryStore>();

        var first = await ClaimAsync(store, WebhookDeliveryClaimStatus.Claimed);
        await ClaimAsync(store, WebhookDeliveryClaimStatus.InProgress);
        await store.AbandonAsync(Delivery, first + 1, [], default, default);
        await ClaimAsync(store, WebhookDeliveryClaimStatus.InProgress);
        await store.AbandonAsync(Delivery, first, [], default, default);

        var second = await ClaimAsync(store, WebhookDeliveryClaimStatus.Claimed);
        await store.CompleteAsync(Delivery, second, TimeSpan.FromDays(1), default);
        await store.AbandonAsync(Delivery, second, [], default, default);
        await ClaimAsync(store, WebhookDeliveryClaimStatus.Completed);
        database.Now += TimeSpan.FromDays(1);

        var third = await ClaimAsync(store, WebhookDeliveryClaimStatus.Claimed);
        database.Now += TimeSpan.FromMinutes(6);
        var fourth = await ClaimAsync(store, WebhookDeliveryClaimStatus.Claimed);
        await store.AbandonAsync(Delivery, third, [], default, default);
        await ClaimAsync(store, WebhookDeliveryClaimStatus.InProgress);
        await store.AbandonAsync(Delivery, fourth, [], default, default);
        await store.CompleteAsync(Delivery, fourth, TimeSpan.FromDays(1), default);
        await ClaimAsync(store, WebhookDeliveryClaimStatus.Completed);
    }

    private static async Task<long> ClaimAsync(SharedStore store, WebhookDeliveryClaimStatus expected)
    {
        var token = Random.Shared.NextInt64(1, long.MaxValue);
        var claim = await store.ClaimAsync(Delivery, token, TimeSpan.FromMinutes(6), default);
        return claim.Status == expected ? token : throw new InvalidOperationException($"The claim is {claim.Status}, not {expected}.");
    }
}

/// <summary>An in-memory database with a clock that the test sets.</summary>
sealed class SqliteDatabase : DbDataSource
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public SqliteDatabase()
    {
        _connection.Open();
        _connection.CreateFunction("now", () => Now.TotalSeconds);
        var page = File.ReadAllText("docs/at-least-once.md");
        var start = page.IndexOf("CREATE TABLE", StringComparison.Ordinal);
        using var create = new SqliteCommand(page[start..page.IndexOf(';', start)], _connection);
        create.ExecuteNonQuery();
    }

    public TimeSpan Now { get; set; } = TimeSpan.FromDays(20_000);

    public override string ConnectionString => _connection.ConnectionString;

    protected override DbConnection CreateDbConnection() => _connection;

    protected override DbCommand CreateDbCommand(string? commandText = null) => new Command(commandText, _connection);

    protected override void Dispose(bool disposing)
    {
        _connection.Dispose();
        base.Dispose(disposing);
    }

    protected override ValueTask DisposeAsyncCore()
    {
        _connection.Dispose();
        return base.DisposeAsyncCore();
    }

    private sealed class Command(string? text, SqliteConnection connection) : SqliteCommand(text, connection)
    {
        public override int ExecuteNonQuery()
        {
            foreach (SqliteParameter parameter in Parameters)
            {
                parameter.Value = parameter.Value is TimeSpan interval ? interval.TotalSeconds : parameter.Value;
            }

            return base.ExecuteNonQuery();
        }

        public override object? ExecuteScalar() => base.ExecuteScalar() is long number ? number != 0 : null;
    }
}
