using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.Tests.Handling;

public sealed class ExistingScopeTests
{
    private static readonly ChatRatedEvent ChatRated = new() { Id = "1", EventData = new ChatEventData { ChatId = 743 } };

    [Fact]
    public async Task DispatchAsync_ExistingScope_HandlersShareItsServicesAndItIsNotDisposed()
    {
        List<Transaction> used = [];
        var services = new ServiceCollection().AddScoped<Transaction>();
        services.AddHelpCrunchWebhooks().AddHandler<ChatEvent, Transaction>((_, transaction, _) =>
        {
            used.Add(transaction);
            return Task.CompletedTask;
        });
        using var provider = services.BuildServiceProvider(validateScopes: true);
        using var scope = provider.CreateScope();
        var dispatcher = provider.GetRequiredService<WebhookDispatcher>();

        await dispatcher.DispatchAsync(ChatRated, new WebhookDeliveryContext(), scope.ServiceProvider);

        used.Should().ContainSingle().Which.Should().BeSameAs(scope.ServiceProvider.GetRequiredService<Transaction>());
        used[0].IsDisposed.Should().BeFalse();
    }

    [Fact]
    public async Task DispatchAsync_SeveralDeliveriesInAScope_EachHandlerGetsTheContextOfItsDelivery()
    {
        List<string?> keyNames = [];
        var services = new ServiceCollection();
        services.AddHelpCrunchWebhooks().AddHandler<ChatEvent, WebhookDeliveryContext>((_, context, _) =>
        {
            keyNames.Add(context.KeyName);
            return Task.CompletedTask;
        });
        using var provider = services.BuildServiceProvider(validateScopes: true);
        using var scope = provider.CreateScope();
        var dispatcher = provider.GetRequiredService<WebhookDispatcher>();

        await dispatcher.DispatchAsync(ChatRated, new WebhookDeliveryContext(keyName: "2025"), scope.ServiceProvider);
        await dispatcher.DispatchAsync(ChatRated, new WebhookDeliveryContext(keyName: "2026"), scope.ServiceProvider);

        keyNames.Should().Equal("2025", "2026");
    }

    [Fact]
    public async Task DispatchAsync_NullServices_Throws()
    {
        var services = new ServiceCollection();
        services.AddHelpCrunchWebhooks();
        using var provider = services.BuildServiceProvider();

        (await provider.GetRequiredService<WebhookDispatcher>()
            .Awaiting(dispatcher => dispatcher.DispatchAsync(ChatRated, new WebhookDeliveryContext(), null!).AsTask())
            .Should().ThrowAsync<ArgumentNullException>()).WithParameterName("services");
    }

    private sealed class Transaction : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
