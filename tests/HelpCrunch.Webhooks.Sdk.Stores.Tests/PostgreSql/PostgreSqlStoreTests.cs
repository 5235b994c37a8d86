using HelpCrunch.Webhooks.Sdk.AspNetCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

/// <summary>What the PostgreSQL store does beyond the contract.</summary>
public sealed class PostgreSqlStoreTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    private readonly WebhookDeliveryId _delivery = new("shop", Guid.NewGuid().ToString());

    [PostgreSqlFact]
    public async Task CompletedHandlers_AbandonedClaim_AreReturned()
    {
        await using var services = Build(server.DataSource);

        await ExpectHandlersAsync(services.Store());
    }

    [PostgreSqlFact]
    public async Task CompletedHandlers_SlimDataSource_AreReturned()
    {
        await using var dataSource = new NpgsqlSlimDataSourceBuilder(server.ConnectionString).Build();
        await using var services = Build(dataSource);

        await ExpectHandlersAsync(services.Store());
    }

    [PostgreSqlFact]
    public async Task Claim_PreparedStatements_IsClaimedOnce()
    {
        await using var dataSource = NpgsqlDataSource.Create(server.ConnectionString + ";Max Auto Prepare=20;Auto Prepare Min Usages=1");
        await using var services = Build(dataSource);

        await ExpectHandlersAsync(services.Store());
        (await ClaimAsync(services.Store(), 3)).Status.Should().Be(WebhookDeliveryClaimStatus.InProgress);
    }

    [PostgreSqlFact]
    public async Task Complete_Delivery_DeletesTheCompletedHandlers()
    {
        await using var services = Build(server.DataSource);
        await ExpectHandlersAsync(services.Store());

        await services.Store().CompleteAsync(new() { Delivery = _delivery, ClaimToken = 2, RememberFor = TimeSpan.FromDays(1) }, CancellationToken.None);

        (await server.QueryAsync<bool>($"SELECT completed AND handlers IS NULL AND handlers_expire_at IS NULL FROM helpcrunch_deliveries WHERE id = 'shop/{_delivery.EventId}'")).Should().BeTrue();
    }

    [PostgreSqlFact]
    public async Task Abandon_Again_RemembersTheHandlersForTheNewTime()
    {
        await using var services = Build(server.DataSource);
        await ClaimAsync(services.Store(), 1);
        await services.Store().AbandonAsync(
            new() { Delivery = _delivery, ClaimToken = 1, CompletedHandlers = ["App.Save"], RememberFor = TimeSpan.FromHours(1) },
            CancellationToken.None);
        await ClaimAsync(services.Store(), 2);

        await services.Store().AbandonAsync(
            new() { Delivery = _delivery, ClaimToken = 2, CompletedHandlers = ["App.Save"], RememberFor = TimeSpan.FromDays(3) },
            CancellationToken.None);

        (await server.QueryAsync<bool>($"SELECT handlers_expire_at > now() + interval '2 days' FROM helpcrunch_deliveries WHERE id = 'shop/{_delivery.EventId}'"))
            .Should().BeTrue();
    }

    [PostgreSqlFact]
    public async Task Claim_AnotherClaimsItAfterTheWindowMeanwhile_IsInProgress()
    {
        await using var services = Build(server.DataSource);
        await ClaimAsync(services.Store(), 1);
        await services.Store().CompleteAsync(new() { Delivery = _delivery, ClaimToken = 1, RememberFor = TimeSpan.Zero }, CancellationToken.None);
        await using var connection = await server.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var another = connection.CreateCommand();
        another.CommandText = $"UPDATE helpcrunch_deliveries SET token = 2, completed = false, expires_at = now() + interval '1 hour' WHERE id = 'shop/{_delivery.EventId}'";
        await another.ExecuteNonQueryAsync();

        var claim = ClaimAsync(services.Store(), 3);
        await server.WaitForBlockedStatementAsync();
        await transaction.CommitAsync();

        (await claim).Status.Should().Be(WebhookDeliveryClaimStatus.InProgress);
    }

    private static ServiceProvider Build(NpgsqlDataSource dataSource) =>
        StoreServices.Build(webhooks => webhooks.AddPostgreSqlStore(), services => services.AddSingleton(dataSource));

    private async Task ExpectHandlersAsync(IWebhookDeliveryStore store)
    {
        await ClaimAsync(store, 1);
        await store.AbandonAsync(
            new() { Delivery = _delivery, ClaimToken = 1, CompletedHandlers = ["App.Save", "App.Mail"], RememberFor = TimeSpan.FromDays(1) },
            CancellationToken.None);

        (await ClaimAsync(store, 2)).CompletedHandlers.Should().BeEquivalentTo("App.Save", "App.Mail");
    }

    private async Task<WebhookDeliveryClaim> ClaimAsync(IWebhookDeliveryStore store, long token) =>
        await store.ClaimAsync(new() { Delivery = _delivery, ClaimToken = token, ExpiresAfter = TimeSpan.FromMinutes(5) }, CancellationToken.None);
}
