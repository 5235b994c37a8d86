namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

/// <summary>Two instances of an app share the Redis store, and are killed.</summary>
public sealed class RedisInstancesTests(RedisServer server) : IClassFixture<RedisServer>
{
    private const int Concurrency = 16;

    private static readonly string[] Ids = [.. Enumerable.Range(0, 2_000).Select(_ => Guid.NewGuid().ToString())];

    [RedisFact]
    [Trait("Speed", "Slow")]
    public async Task Instances_DeliveriesSentTwice_EachIsHandledOnce()
    {
        await using var first = await StoreAppProcess.StartAsync("redis", server.Configuration);
        await using var second = await StoreAppProcess.StartAsync("redis", server.Configuration);
        using var sender = new DeliverySender(first.Address, second.Address);

        await sender.SendAllAsync(Ids, Concurrency);

        (await EffectsAsync()).Should().Equal(Enumerable.Repeat(1, Ids.Length));
    }

    [RedisFact]
    [Trait("Speed", "Slow")]
    public async Task InstancesAreKilled_HandledBeforeTheyAreCompleted_NoneIsLost()
    {
        await using var first = await StoreAppProcess.StartAsync("redis", server.Configuration);
        await using var second = await StoreAppProcess.StartAsync("redis", server.Configuration);
        using var sender = new DeliverySender(first.Address, second.Address);

        var kills = await InstanceKiller.KillUntilAsync(sender.SendAllAsync(Ids, Concurrency), first, second);

        kills.Should().BePositive();
        var effects = await EffectsAsync();
        effects.Should().HaveCount(Ids.Length);
        effects.Sum().Should().BeLessThanOrEqualTo(Ids.Length + (kills * Concurrency), "only deliveries in progress at a kill are handled again");
    }

    private async Task<int[]> EffectsAsync()
    {
        await using var redis = await server.ConnectAsync();
        var database = redis.GetDatabase();
        int[] effects = [.. (await database.HashValuesAsync("effects")).Select(value => (int)value)];
        await database.ExecuteAsync("FLUSHDB");
        return effects;
    }
}
