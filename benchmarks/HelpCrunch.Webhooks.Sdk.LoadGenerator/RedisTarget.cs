using System.Reflection;
using HelpCrunch.Webhooks.Sdk.Redis;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace HelpCrunch.Webhooks.Sdk.LoadGenerator;

/// <summary>Redis. The scripts are read from the store, so that they are always the same.</summary>
internal sealed class RedisTarget(ServiceProvider services, ConnectionMultiplexer redis, string claim, string complete) : StoreTarget("Redis", services)
{
    public static async Task<StoreTarget> CreateAsync(string connection)
    {
        var redis = await ConnectionMultiplexer.ConnectAsync(connection);
        var collection = new ServiceCollection();
        collection.AddSingleton<IConnectionMultiplexer>(redis).AddHelpCrunchWebhooks().AddRedisStore();
        var scripts = typeof(RedisStoreOptions).Assembly.GetType("HelpCrunch.Webhooks.Sdk.Redis.RedisScripts", throwOnError: true)!;
        return new RedisTarget(collection.BuildServiceProvider(), redis, Read("Claim"), Read("Complete"));

        string Read(string field) => (string)scripts.GetField(field, BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
    }

    public override async Task ClaimAndCompleteAsync(string id, long token)
    {
        RedisKey key = $"helpcrunch:deliveries:{{/{id}}}";
        RedisKey[] keys = [key, key.Append(":handlers")];
        var result = (RedisResult[])(await redis.GetDatabase().ScriptEvaluateAsync(claim, keys, [token, (long)ExpiresAfter.TotalMilliseconds]))!;
        if ((int)result[0] != 1)
        {
            throw new InvalidOperationException("The delivery is not claimed.");
        }

        await redis.GetDatabase().ScriptEvaluateAsync(complete, keys, [(long)RememberFor.TotalMilliseconds]);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await redis.DisposeAsync();
    }
}
