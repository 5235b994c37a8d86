using HelpCrunch.Webhooks.Sdk.AspNetCore;
using HelpCrunch.Webhooks.Sdk.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

public sealed class AddRedisStoreTests
{
    [Fact]
    public async Task Add_BeforeOrAfterTheEndpoint_ReplacesTheDefaultStore()
    {
        await using var before = StoreServices.Build(webhooks => webhooks.AddRedisStore(options => options.Configuration = "127.0.0.1").AddEndpoint());
        await using var after = StoreServices.Build(webhooks => webhooks.AddEndpoint().AddRedisStore(options => options.Configuration = "127.0.0.1"));

        before.GetServices<IWebhookDeliveryStore>().Should().ContainSingle().Which.GetType().Name.Should().Be("RedisDeliveryStore");
        after.GetServices<IWebhookDeliveryStore>().Should().ContainSingle().Which.GetType().Name.Should().Be("RedisDeliveryStore");
    }

    [Fact]
    public async Task Add_WithoutAConnection_ThrowsWithTheMissingOption()
    {
        await using var services = StoreServices.Build(webhooks => webhooks.AddRedisStore());

        services.Invoking(provider => provider.Store()).Should().Throw<InvalidOperationException>().WithMessage(
            "AddRedisStore needs a connection. Set its option Configuration to a connection string, or register an IConnectionMultiplexer as a singleton.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("password=made-up-password")]
    [InlineData("localhost,nonsense=made-up-password")]
    public async Task Configuration_NotAConnectionString_IsRejectedWithoutItsText(string configuration)
    {
        await using var services = StoreServices.Build(webhooks => webhooks.AddRedisStore(options => options.Configuration = configuration));

        services.Invoking(provider => provider.GetRequiredService<IOptions<RedisStoreOptions>>().Value).Should().Throw<OptionsValidationException>()
            .WithMessage("RedisStoreOptions.Configuration is not a connection string of StackExchange.Redis, such as \"localhost:6379\".");
    }

    [Fact]
    public async Task KeyPrefix_Null_IsRejected()
    {
        await using var services = StoreServices.Build(webhooks => webhooks.AddRedisStore(options => options.KeyPrefix = null!));

        services.Invoking(provider => provider.GetRequiredService<IOptions<RedisStoreOptions>>().Value).Should().Throw<OptionsValidationException>()
            .WithMessage("RedisStoreOptions.KeyPrefix is null. Set it to the beginning of all keys. It can be empty.");
    }
}
