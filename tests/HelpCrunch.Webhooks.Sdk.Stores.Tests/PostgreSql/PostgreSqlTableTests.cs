using System.Diagnostics;
using HelpCrunch.Webhooks.Sdk.AspNetCore;
using HelpCrunch.Webhooks.Sdk.PostgreSql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Xunit.Abstractions;

namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

/// <summary>The table of the PostgreSQL store: it is created, and expired rows are deleted.</summary>
public sealed class PostgreSqlTableTests(PostgreSqlServer server, ITestOutputHelper output) : IClassFixture<PostgreSqlServer>
{
    [PostgreSqlFact]
    public async Task Claim_ManyProcessesWithoutATable_CreateIt()
    {
        var stores = Enumerable.Range(0, 16).Select(_ => Build("concurrent")).ToArray();

        var claims = await Task.WhenAll(stores.Select(services => Task.Run(() => ClaimAsync(services, "1"))));

        claims.Count(status => status == WebhookDeliveryClaimStatus.Claimed).Should().Be(1);
        foreach (var services in stores)
        {
            await services.DisposeAsync();
        }
    }

    [PostgreSqlFact]
    public async Task Claim_TableInASchema_IsCreatedThere()
    {
        await server.ExecuteAsync("CREATE SCHEMA \"Webhooks\"");
        await using var services = Build("Webhooks.Order"); // A keyword of SQL.

        (await ClaimAsync(services, "1")).Should().Be(WebhookDeliveryClaimStatus.Claimed);

        (await server.QueryAsync<long>("SELECT count(*) FROM \"Webhooks\".\"Order\"")).Should().Be(1);
    }

    [PostgreSqlFact]
    public async Task Claim_CreateTableIsFalse_Throws()
    {
        await using var services = Build("missing", options => options.CreateTable = false);

        var claim = () => ClaimAsync(services, "1");

        (await claim.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be(PostgresErrorCodes.UndefinedTable);
    }

    [PostgreSqlFact]
    public async Task Sql_RunTwice_CreatesTheTableOnce()
    {
        await server.ExecuteAsync(PostgreSqlStoreSchema.Sql("script"));
        await server.ExecuteAsync(PostgreSqlStoreSchema.Sql("script"));

        await using var services = Build("script", options => options.CreateTable = false);
        (await ClaimAsync(services, "1")).Should().Be(WebhookDeliveryClaimStatus.Claimed);
    }

    [PostgreSqlFact]
    public async Task Clean_AppStarts_DeletesExpiredRowsOnly()
    {
        await server.ExecuteAsync(PostgreSqlStoreSchema.Sql("cleaned"));
        await server.ExecuteAsync(
            """
            INSERT INTO cleaned (id, token, completed, expires_at, handlers_expire_at) VALUES
                ('expired claim', 1, false, now() - interval '1 second', NULL),
                ('expired completion', 1, true, now() - interval '1 second', NULL),
                ('abandoned', 1, false, '-infinity', NULL),
                ('abandoned, expired handlers', 1, false, '-infinity', now() - interval '1 second'),
                ('abandoned, handlers', 1, false, '-infinity', now() + interval '1 day'),
                ('claim', 1, false, now() + interval '1 day', NULL),
                ('completion', 1, true, now() + interval '1 day', NULL);
            INSERT INTO cleaned (id, token, completed, expires_at) SELECT 'batch ' || number, 1, true, '-infinity' FROM generate_series(1, 10000) AS number
            """);
        await using var services = Build("cleaned");
        var cleaner = services.GetServices<IHostedService>().OfType<BackgroundService>().Single();

        await cleaner.StartAsync(CancellationToken.None);
        await WaitUntilAsync(async () => await server.QueryAsync<long>("SELECT count(*) FROM cleaned") <= 3);

        (await server.QueryAsync<string>("SELECT string_agg(id, '; ' ORDER BY id) FROM cleaned")).Should().Be("abandoned, handlers; claim; completion");
        await cleaner.StopAsync(CancellationToken.None);
    }

    [PostgreSqlFact]
    public async Task Clean_RowIsLocked_DeletesTheOthers()
    {
        await server.ExecuteAsync(PostgreSqlStoreSchema.Sql("locked"));
        await server.ExecuteAsync("INSERT INTO locked (id, token, completed, expires_at) VALUES ('locked', 1, true, '-infinity'), ('expired', 1, true, '-infinity')");
        await using var connection = await server.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT FROM locked WHERE id = 'locked' FOR UPDATE";
        await command.ExecuteNonQueryAsync();
        await using var services = Build("locked");
        var cleaner = services.GetServices<IHostedService>().OfType<BackgroundService>().Single();

        await cleaner.StartAsync(CancellationToken.None);
        await WaitUntilAsync(async () => await server.QueryAsync<long>("SELECT count(*) FROM locked") == 1);

        (await server.QueryAsync<string>("SELECT string_agg(id, '; ') FROM locked")).Should().Be("locked");
        await cleaner.StopAsync(CancellationToken.None);
    }

    [PostgreSqlFact]
    public async Task Clean_Infinite_DeletesNothing()
    {
        await server.ExecuteAsync(PostgreSqlStoreSchema.Sql("untouched"));
        await server.ExecuteAsync("INSERT INTO untouched (id, token, completed, expires_at) VALUES ('expired', 1, true, '-infinity')");
        await using var services = Build("untouched", options => options.CleanEvery = Timeout.InfiniteTimeSpan);
        var cleaner = services.GetServices<IHostedService>().OfType<BackgroundService>().Single();

        await cleaner.StartAsync(CancellationToken.None);
        await cleaner.ExecuteTask!;

        (await server.QueryAsync<long>("SELECT count(*) FROM untouched")).Should().Be(1);
    }

    [PostgreSqlFact]
    public async Task Clean_FailsWhileTheAppStops_EndsWithoutAnException()
    {
        var connected = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        var builder = new NpgsqlDataSourceBuilder(server.ConnectionString);
        builder.UsePhysicalConnectionInitializer(_ => { }, async _ =>
        {
            connected.SetResult();
            await stopped.Task;
            throw new IOException("The connection was closed.");
        });
        await using var dataSource = builder.Build();
        await using var services = StoreServices.Build(webhooks => webhooks.AddPostgreSqlStore(), services => services.AddSingleton(dataSource));
        var cleaner = services.GetServices<IHostedService>().OfType<BackgroundService>().Single();
        await cleaner.StartAsync(CancellationToken.None);
        await connected.Task;

        var stopping = cleaner.StopAsync(CancellationToken.None); // Cancels the token.
        stopped.SetResult();
        await stopping;

        cleaner.ExecuteTask!.Status.Should().Be(TaskStatus.RanToCompletion);
    }

    [PostgreSqlFact]
    public async Task Clean_ExpiredClaimOfARunningHandler_CompleteAsyncThrows()
    {
        await using var services = Build("expired");
        var completion = new WebhookDeliveryCompletion { Delivery = new("", "1"), ClaimToken = 1, RememberFor = TimeSpan.FromDays(1) };
        var context = new WebhookDeliveryContext(features: [new WebhookDeliveryClaimFeature(services.Store(), completion)]);
        await services.Store().ClaimAsync(new() { Delivery = completion.Delivery, ClaimToken = 1, ExpiresAfter = TimeSpan.FromMinutes(5) }, CancellationToken.None);
        await server.ExecuteAsync("UPDATE expired SET expires_at = now()");
        var cleaner = services.GetServices<IHostedService>().OfType<BackgroundService>().Single();
        await cleaner.StartAsync(CancellationToken.None);
        await WaitUntilAsync(async () => await server.QueryAsync<long>("SELECT count(*) FROM expired") == 0);
        await using var connection = await server.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();

        var complete = () => context.CompleteAsync(transaction);

        await complete.Should().ThrowAsync<InvalidOperationException>().WithMessage(
            "The claim of the delivery has expired, and another process may have claimed the delivery. Roll the transaction back, so that "
            + "its effects do not happen twice. If this happens often, increase HandlerTimeout.");
        await cleaner.StopAsync(CancellationToken.None);
    }

    [PostgreSqlFact]
    [Trait("Speed", "Slow")]
    public async Task Clean_MillionRows_DoesNotBlockClaims()
    {
        await server.ExecuteAsync(PostgreSqlStoreSchema.Sql("million"));
        await server.ExecuteAsync(
            "INSERT INTO million (id, token, completed, expires_at) SELECT '/' || gen_random_uuid(), 1, true, now() - interval '1 second' FROM generate_series(1, 1000000)");
        const string LockTimeout = ";Options=-c lock_timeout=5s"; // A claim that waits longer for a lock fails, as with the default StoreTimeout.
        await using var dataSource = NpgsqlDataSource.Create(server.ConnectionString + LockTimeout);
        await using var services = Build("million", dataSource: dataSource);
        var cleaner = services.GetServices<IHostedService>().OfType<BackgroundService>().Single();
        await cleaner.StartAsync(CancellationToken.None);

        var (claims, longest, start) = (0L, TimeSpan.Zero, Stopwatch.GetTimestamp());
        while (await server.QueryAsync<bool>("SELECT EXISTS (SELECT FROM million WHERE expires_at <= now())"))
        {
            var claim = Stopwatch.GetTimestamp();
            (await ClaimAsync(services, $"{claims++}")).Should().Be(WebhookDeliveryClaimStatus.Claimed);
            var elapsed = Stopwatch.GetElapsedTime(claim);
            longest = elapsed > longest ? elapsed : longest;
        }

        output.WriteLine($"Cleaned in {Stopwatch.GetElapsedTime(start).TotalSeconds:N1} s; the longest of {claims} claims took {longest.TotalMilliseconds:N0} ms.");
        (await server.QueryAsync<long>("SELECT count(*) FROM million")).Should().Be(claims);
        await cleaner.StopAsync(CancellationToken.None);
    }

    private static async Task<WebhookDeliveryClaimStatus> ClaimAsync(ServiceProvider services, string id) => (await services.Store().ClaimAsync(
        new() { Delivery = new("", id), ClaimToken = Random.Shared.NextInt64(), ExpiresAfter = TimeSpan.FromMinutes(5) },
        CancellationToken.None)).Status;

    private static async Task WaitUntilAsync(Func<Task<bool>> condition)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await condition() && Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(60))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    private ServiceProvider Build(string table, Action<PostgreSqlStoreOptions>? configure = null, NpgsqlDataSource? dataSource = null) => StoreServices.Build(
        webhooks => webhooks.AddPostgreSqlStore(options =>
        {
            options.Table = table;
            configure?.Invoke(options);
        }),
        services => services.AddSingleton(dataSource ?? server.DataSource));
}
