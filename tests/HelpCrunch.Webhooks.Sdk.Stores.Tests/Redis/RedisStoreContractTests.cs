using HelpCrunch.Webhooks.Sdk.AspNetCore;
using HelpCrunch.Webhooks.Sdk.StoreContract;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

/// <summary>The Redis store passes the tests that every store must pass.</summary>
public sealed class RedisStoreContractTests(RedisServer server) : IClassFixture<RedisServer>
{
    public static TheoryData<string> ContractTests => [.. StoreContractTest.All.Select(test => test.Name)];

    [RedisTheory]
    [Trait("Speed", "Slow")]
    [MemberData(nameof(ContractTests))]
    public async Task Contract_EachTest_Passes(string test)
    {
        await using var services = StoreServices.Build(webhooks => webhooks.AddRedisStore(options => options.Configuration = server.LongTimeoutConfiguration));

        await StoreContractTest.All.Single(contractTest => contractTest.Name == test).RunAsync(new Contract(server, services.Store()));
    }

    private sealed class Contract(RedisServer server, IWebhookDeliveryStore store) : WebhookDeliveryStoreContract
    {
        protected override TimeSpan ShortTime => TimeSpan.FromHours(1);

        protected override ValueTask<IWebhookDeliveryStore> CreateStoreAsync() => ValueTask.FromResult(store);

        /// <summary>Moves the times of all keys back, because the clock of the server cannot be set.</summary>
        protected override async Task PassTimeAsync(TimeSpan time)
        {
            await using var redis = await server.ConnectAsync();
            RedisValue milliseconds = (long)time.TotalMilliseconds;
            await redis.GetDatabase().ScriptEvaluateAsync(
                """
                for _, key in ipairs(redis.call('KEYS', '*')) do
                    local time = redis.call('PTTL', key)
                    if time >= 0 then redis.call('PEXPIRE', key, time - ARGV[1]) end
                end
                """,
                values: [milliseconds]);
        }
    }
}
