using System.Diagnostics;
using System.Globalization;
using HelpCrunch.Webhooks.Sdk.AspNetCore;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

/// <summary>What the Redis store does beyond the contract.</summary>
public sealed class RedisStoreTests(RedisServer server) : IClassFixture<RedisServer>
{
    private readonly WebhookDeliveryId _delivery = new("shop", Guid.NewGuid().ToString());

    [RedisFact]
    public async Task Keys_OfADelivery_HaveThePrefixAndAreOnOneNodeOfACluster()
    {
        await using var services = Build();
        await ClaimAsync(services.Store(), 1);
        await AbandonAsync(services.Store(), 1, ["App.Save"]);
        await ClaimAsync(services.Store(), 2);

        await using var redis = await server.ConnectAsync();
        string[] keys = [$"app:{{shop/{_delivery.EventId}}}", $"app:{{shop/{_delivery.EventId}}}:handlers"];
        (await redis.GetDatabase().KeyExistsAsync([.. keys.Select(key => (RedisKey)key)])).Should().Be(2);
        keys.Select(key => redis.HashSlot(key)).Distinct().Should().ContainSingle();
    }

    [RedisFact]
    public async Task CompletedHandlers_AbandonedClaim_AreReturned()
    {
        await using var services = Build();
        await ClaimAsync(services.Store(), 1);
        await AbandonAsync(services.Store(), 1, ["App.Save", "App.Mail"]);

        (await ClaimAsync(services.Store(), 2)).CompletedHandlers.Should().BeEquivalentTo("App.Save", "App.Mail");
    }

    [RedisFact]
    public async Task Complete_Delivery_DeletesTheCompletedHandlers()
    {
        await using var services = Build();
        await ClaimAsync(services.Store(), 1);
        await AbandonAsync(services.Store(), 1, ["App.Save"]);
        await ClaimAsync(services.Store(), 2);

        await services.Store().CompleteAsync(new() { Delivery = _delivery, ClaimToken = 2, RememberFor = TimeSpan.FromDays(1) }, CancellationToken.None);

        await using var redis = await server.ConnectAsync();
        (await redis.GetDatabase().KeyExistsAsync($"app:{{shop/{_delivery.EventId}}}:handlers")).Should().BeFalse();
    }

    [RedisFact]
    public async Task Claim_AfterTheServerLostItsScripts_IsClaimed()
    {
        await using var services = Build();
        await ClaimAsync(services.Store(), 1);
        await using var redis = await server.ConnectAsync();
        await redis.GetDatabase().ExecuteAsync("SCRIPT", "FLUSH");

        (await ClaimAsync(services.Store(), 1)).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
    }

    [RedisFact]
    public async Task Connection_OfTheApp_IsUsedAndNotDisposed()
    {
        await using var redis = await server.ConnectAsync();
        await using (var services = StoreServices.Build(webhooks => webhooks.AddRedisStore(), services => services.AddSingleton<IConnectionMultiplexer>(redis)))
        {
            (await ClaimAsync(services.Store(), 1)).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
        }

        (await redis.GetDatabase().PingAsync()).Should().BePositive();
    }

    [RedisFact]
    public void Dispose_ProviderWithAConnection_DoesNotThrow()
    {
        var services = Build();
        _ = services.Store();

        services.Invoking(provider => provider.Dispose()).Should().NotThrow();
    }

    [RedisFact]
    public async Task Claim_AfterTheProviderIsDisposed_DoesNotConnect()
    {
        var services = Build();
        var store = services.Store();
        await services.DisposeAsync();

        await this.Invoking(test => test.ClaimAsync(store, 1)).Should().ThrowAsync<ObjectDisposedException>();
    }

    [RedisFact]
    public async Task Dispose_ProviderThatConnects_DisposesTheConnectionThatIsMadeLater()
    {
        var services = Build("disposed");
        await using var redis = await server.ConnectAsync();
        await redis.GetSubscriber().PingAsync(); // Both connections of this client are made.
        var connections = await CountConnectionsAsync(redis);
        await server.RunAsync("freeze");
        Task claim;
        try
        {
            claim = ClaimAsync(services.Store(), 1);
            services.Dispose();
        }
        finally
        {
            await server.RunAsync("resume");
        }

        await claim.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        await WaitForAsync(async () => await CountConnectionsAsync(redis) > connections, "the connection is made");
        await WaitForAsync(async () => !(await redis.GetDatabase().ExecuteAsync("CLIENT", "LIST")).ToString().Contains("name=disposed"), "the connection is disposed");
    }

    /// <summary>The clocks of instances can differ, so the server must get no time of an instance.</summary>
    [RedisFact]
    public async Task Scripts_EachOperation_GetDurationsAndNoTimes()
    {
        await using var services = Build();
        await using var redis = await server.ConnectAsync();
        var database = redis.GetDatabase();
        var threshold = ((string[])(await database.ExecuteAsync("CONFIG", "GET", "slowlog-log-slower-than"))!)[1];
        await database.ExecuteAsync("SLOWLOG", "RESET");
        RedisResult[] commands;
        await database.ExecuteAsync("CONFIG", "SET", "slowlog-log-slower-than", "0"); // Logs each command with its arguments.
        try
        {
            await ClaimAsync(services.Store(), 1);
            await AbandonAsync(services.Store(), 1, ["App.Save"]);
            await ClaimAsync(services.Store(), 2);
            await services.Store().CompleteAsync(new() { Delivery = _delivery, ClaimToken = 2, RememberFor = TimeSpan.FromDays(1) }, CancellationToken.None);
            commands = (RedisResult[])(await database.ExecuteAsync("SLOWLOG", "GET", "-1"))!;
        }
        finally
        {
            await database.ExecuteAsync("CONFIG", "SET", "slowlog-log-slower-than", threshold);
        }

        commands.Reverse().Select(command => (string[])command[3]!)
            .Where(command => command[0] is "EVAL" or "EVALSHA" && command[3] == $"app:{{shop/{_delivery.EventId}}}")
            .Select(command => string.Join(' ', command[5..]))
            .Should().Equal("1 300000", "1 86400000 App.Save", "2 300000", "86400000");
    }

    private static async Task WaitForAsync(Func<Task<bool>> condition, string because)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Stopwatch.GetElapsedTime(start).Should().BeLessThan(TimeSpan.FromMinutes(3), because);
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    private static async Task<long> CountConnectionsAsync(ConnectionMultiplexer redis)
    {
        const string Name = "total_connections_received:";
        var line = (await redis.GetDatabase().ExecuteAsync("INFO", "stats")).ToString().Split("\r\n").Single(line => line.StartsWith(Name, StringComparison.Ordinal));
        return long.Parse(line[Name.Length..], CultureInfo.InvariantCulture);
    }

    private ServiceProvider Build(string? clientName = null) => StoreServices.Build(webhooks => webhooks.AddRedisStore(options =>
    {
        options.Configuration = clientName is null ? server.LongTimeoutConfiguration : $"{server.LongTimeoutConfiguration},name={clientName}";
        options.KeyPrefix = "app:";
    }));

    private async Task<WebhookDeliveryClaim> ClaimAsync(IWebhookDeliveryStore store, long token) =>
        await store.ClaimAsync(new() { Delivery = _delivery, ClaimToken = token, ExpiresAfter = TimeSpan.FromMinutes(5) }, CancellationToken.None);

    private async Task AbandonAsync(IWebhookDeliveryStore store, long token, string[] handlers) => await store.AbandonAsync(
        new() { Delivery = _delivery, ClaimToken = token, CompletedHandlers = handlers, RememberFor = TimeSpan.FromDays(1) },
        CancellationToken.None);
}
