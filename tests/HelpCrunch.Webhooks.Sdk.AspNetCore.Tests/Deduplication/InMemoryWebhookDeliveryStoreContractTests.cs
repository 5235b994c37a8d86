using HelpCrunch.Webhooks.Sdk.StoreContract;
using Microsoft.Extensions.Time.Testing;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>The default store passes the tests that every store must pass.</summary>
public sealed class InMemoryWebhookDeliveryStoreContractTests : WebhookDeliveryStoreContract
{
    private readonly FakeTimeProvider _clock = new();

    protected override ValueTask<IWebhookDeliveryStore> CreateStoreAsync() => ValueTask.FromResult<IWebhookDeliveryStore>(new InMemoryWebhookDeliveryStore(timeProvider: _clock));

    protected override Task PassTimeAsync(TimeSpan time)
    {
        _clock.Advance(time);
        return Task.CompletedTask;
    }
}
