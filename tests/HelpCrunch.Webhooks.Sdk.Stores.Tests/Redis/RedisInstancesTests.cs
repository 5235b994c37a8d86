using Xunit.Abstractions;

namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

/// <summary>Two instances of an app share the Redis store, and are killed.</summary>
public sealed class RedisInstancesTests(RedisServer server, ITestOutputHelper output) : IClassFixture<RedisServer>
{
    [RedisFact]
    [Trait("Speed", "Slow")]
    public async Task InstancesAreKilled_HandledBeforeTheyAreCompleted_NoneIsLost()
    {
        var (repeated, interrupted) = await InstancesRun.RunAsync("redis", server.Configuration, CountEffectsAsync, output.WriteLine);

        repeated.Should().BeLessThanOrEqualTo(interrupted, "only a delivery whose attempt was interrupted is handled again");
    }

    private async Task<int[]> CountEffectsAsync()
    {
        await using var redis = await server.ConnectAsync();
        return [.. (await redis.GetDatabase().HashValuesAsync("effects")).Select(value => (int)value)];
    }
}
