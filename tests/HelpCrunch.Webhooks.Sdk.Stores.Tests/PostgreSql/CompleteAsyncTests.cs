using HelpCrunch.Webhooks.Sdk.AspNetCore;
using HelpCrunch.Webhooks.Sdk.PostgreSql;
using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

/// <summary>A handler completes its delivery in its transaction.</summary>
public sealed class CompleteAsyncTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>, IAsyncLifetime
{
    private static readonly TimeSpan Window = TimeSpan.FromDays(3);

    private readonly WebhookDeliveryId _delivery = new("", Guid.NewGuid().ToString());
    private readonly ServiceProvider _services = PostgreSqlServer.IsInstalled
        ? StoreServices.Build(webhooks => webhooks.AddPostgreSqlStore(), services => services.AddSingleton(server.DataSource))
        : new ServiceCollection().BuildServiceProvider();

    private IWebhookDeliveryStore Store => _services.Store();

    public Task InitializeAsync() => PostgreSqlServer.IsInstalled
        ? server.ExecuteAsync("CREATE TABLE IF NOT EXISTS effects (id text NOT NULL)")
        : Task.CompletedTask;

    public async Task DisposeAsync() => await _services.DisposeAsync();

    [PostgreSqlFact]
    public async Task CompleteAsync_TransactionIsCommitted_DeliveryIsCompletedForItsWindow()
    {
        var context = await ClaimAsync(1);

        await RunAsync(context, commit: true);

        (await TryClaimAsync(2)).Should().Be(WebhookDeliveryClaimStatus.Completed);
        (await CountEffectsAsync()).Should().Be(1);
        (await server.QueryAsync<TimeSpan>($"SELECT expires_at - now() FROM helpcrunch_deliveries WHERE id = '/{_delivery.EventId}'"))
            .Should().BeCloseTo(Window, TimeSpan.FromMinutes(5));
    }

    [PostgreSqlFact]
    public async Task CompleteAsync_TransactionIsRolledBack_DeliveryIsNotCompleted()
    {
        var context = await ClaimAsync(1);

        await RunAsync(context, commit: false);

        (await TryClaimAsync(2)).Should().Be(WebhookDeliveryClaimStatus.InProgress, "the claim remains");
        await Store.AbandonAsync(new() { Delivery = _delivery, ClaimToken = 1 }, CancellationToken.None);
        (await TryClaimAsync(2)).Should().Be(WebhookDeliveryClaimStatus.Claimed);
        (await CountEffectsAsync()).Should().Be(0);
    }

    [PostgreSqlFact]
    public async Task CompleteAsync_ClaimExpiredAndWasNotReplaced_DeliveryIsCompleted()
    {
        var context = await ClaimAsync(1);
        await ExpireAsync();

        await RunAsync(context, commit: true);

        (await TryClaimAsync(2)).Should().Be(WebhookDeliveryClaimStatus.Completed);
    }

    [PostgreSqlFact]
    public async Task CompleteAsync_AnotherProcessHasTheClaim_Throws()
    {
        var context = await ClaimAsync(1);
        await ExpireAsync();
        await ClaimAsync(2);

        await ExpectReplacedAsync(context);

        (await CountEffectsAsync()).Should().Be(0);
    }

    [PostgreSqlFact]
    public async Task CompleteAsync_AnotherProcessCompletedTheDelivery_Throws()
    {
        var context = await ClaimAsync(1);
        await ExpireAsync();
        await RunAsync(await ClaimAsync(2), commit: true);

        await ExpectReplacedAsync(context);

        (await CountEffectsAsync()).Should().Be(1);
    }

    [PostgreSqlFact]
    public async Task CompleteAsync_TwoTransactionsOfOneClaim_SecondThrows()
    {
        var context = await ClaimAsync(1);
        await RunAsync(context, commit: true);

        await ExpectReplacedAsync(context);
    }

    [PostgreSqlFact]
    public async Task CompleteAsync_ClaimedWhileTheTransactionIsOpen_ClaimWaitsForTheCommit()
    {
        var context = await ClaimAsync(1);
        await ExpireAsync();
        await using var connection = await server.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await context.CompleteAsync(transaction);

        var claim = TryClaimAsync(2);
        await server.WaitForBlockedStatementAsync();
        await transaction.CommitAsync();

        (await claim).Should().Be(WebhookDeliveryClaimStatus.InProgress, "it sees the table as it was when it started");
        (await TryClaimAsync(2)).Should().Be(WebhookDeliveryClaimStatus.Completed);
    }

    [PostgreSqlFact]
    public async Task CompleteAsync_HandlersOfAnEarlierAttempt_AreDeleted()
    {
        await ClaimAsync(1);
        await Store.AbandonAsync(
            new() { Delivery = _delivery, ClaimToken = 1, CompletedHandlers = ["App.Save"], RememberFor = Window },
            CancellationToken.None);

        await RunAsync(await ClaimAsync(2), commit: true);

        (await server.QueryAsync<bool>($"SELECT handlers IS NULL AND handlers_expire_at IS NULL FROM helpcrunch_deliveries WHERE id = '/{_delivery.EventId}'"))
            .Should().BeTrue();
    }

    [PostgreSqlFact]
    public async Task CompleteAsync_DeliveryWithoutAClaim_ThrowsWithTheReason()
    {
        var context = new WebhookDeliveryContext();

        var run = () => RunAsync(context, commit: true);

        await run.Should().ThrowAsync<InvalidOperationException>().WithMessage(
            "The delivery cannot be completed in a transaction because it was not claimed. An endpoint claims a delivery if DeduplicationWindow is "
            + "greater than zero and the id of the event is not blank.");
    }

    [PostgreSqlFact]
    public async Task CompleteAsync_DeliveryOfAnotherStore_ThrowsWithTheStore()
    {
        var context = ContextOf(new InMemoryWebhookDeliveryStore(), 1);

        var run = () => RunAsync(context, commit: true);

        await run.Should().ThrowAsync<InvalidOperationException>().WithMessage(
            "The delivery cannot be completed in a transaction of PostgreSQL because it was claimed in InMemoryWebhookDeliveryStore. Call AddPostgreSqlStore() "
            + "on the builder that AddHelpCrunchWebhooks returns, and do not register another IWebhookDeliveryStore.");
    }

    private async Task ExpectReplacedAsync(WebhookDeliveryContext context)
    {
        var run = () => RunAsync(context, commit: true);

        await run.Should().ThrowAsync<InvalidOperationException>().WithMessage(
            "The claim of the delivery has expired, and another process may have claimed the delivery. Roll the transaction back, so that "
            + "its effects do not happen twice. If this happens often, increase HandlerTimeout.");
    }

    /// <summary>What a handler does.</summary>
    private async Task RunAsync(WebhookDeliveryContext context, bool commit)
    {
        await using var connection = await server.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"INSERT INTO effects (id) VALUES ('{_delivery.EventId}')";
        command.Transaction = transaction;
        await command.ExecuteNonQueryAsync();
        await context.CompleteAsync(transaction);
        if (commit)
        {
            await transaction.CommitAsync();
        }
    }

    private async Task<WebhookDeliveryContext> ClaimAsync(long token)
    {
        (await TryClaimAsync(token)).Should().Be(WebhookDeliveryClaimStatus.Claimed);
        return ContextOf(Store, token);
    }

    private WebhookDeliveryContext ContextOf(IWebhookDeliveryStore store, long token) => new(features:
    [
        new WebhookDeliveryClaimFeature(store, new() { Delivery = _delivery, ClaimToken = token, RememberFor = Window }),
    ]);

    private async Task<WebhookDeliveryClaimStatus> TryClaimAsync(long token) => (await Store.ClaimAsync(
        new() { Delivery = _delivery, ClaimToken = token, ExpiresAfter = TimeSpan.FromMinutes(5) },
        CancellationToken.None)).Status;

    private Task ExpireAsync() => server.ExecuteAsync("UPDATE helpcrunch_deliveries SET expires_at = now() WHERE NOT completed");

    private Task<long> CountEffectsAsync() => server.QueryAsync<long>($"SELECT count(*) FROM effects WHERE id = '{_delivery.EventId}'");
}
