using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.Tests.Handling;

public sealed class WebhookDeliveryContextTests
{
    private static readonly ChatRatedEvent ChatRated = new() { Id = "1", EventData = new ChatEventData { ChatId = 743 } };
    private readonly List<WebhookDeliveryContext> _contexts = [];

    [Fact]
    public void GetFeature_ObjectOfTheType_IsTheFirst()
    {
        var context = new WebhookDeliveryContext(features: ["first", "second"]);

        context.GetFeature<string>().Should().Be("first");
        context.GetFeature<IComparable>().Should().Be("first");
        context.GetFeature<Version>().Should().BeNull();
        new WebhookDeliveryContext().GetFeature<string>().Should().BeNull();
    }

    [Fact]
    public void GetFeature_CollectionOfTheCallerChangesLater_FindsTheFirstObjects()
    {
        List<object> features = ["first"];
        var context = new WebhookDeliveryContext(features: features);

        features[0] = "changed";

        context.GetFeature<string>().Should().Be("first");
    }

    [Fact]
    public void CompletedHandlers_CollectionOfTheCallerChangesLater_AreTheFirst()
    {
        List<string> handlers = ["first"];
        var context = new WebhookDeliveryContext(completedHandlers: handlers);

        handlers.Add("second");

        context.CompletedHandlers.Should().Equal("first");
    }

    [Fact]
    public async Task DispatchAsync_Context_IsGivenToClassesAndFunctions()
    {
        var services = new ServiceCollection().AddSingleton(_contexts);
        services.AddHelpCrunchWebhooks().ForEndpoint("shop")
            .AddHandler<ChatRatedEvent, ContextHandler>()
            .AddHandler<ChatEvent, WebhookDeliveryContext>((_, context, _) => Record(context));
        await using var provider = services.BuildServiceProvider(validateScopes: true);
        var context = new WebhookDeliveryContext("shop", "2026", new DateTimeOffset(2026, 11, 27, 12, 0, 0, TimeSpan.Zero));

        await provider.GetRequiredService<WebhookDispatcher>().DispatchAsync(ChatRated, context);

        _contexts.Should().HaveCount(2).And.OnlyContain(handled => ReferenceEquals(handled, context));
    }

    [Fact]
    public async Task DispatchAsync_ConcurrentDeliveries_HaveSeparateContexts()
    {
        var bothStarted = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var services = new ServiceCollection();
        services.AddHelpCrunchWebhooks().AddHandler<ChatEvent, IServiceProvider>(async (_, provider, _) =>
        {
            await bothStarted.Task;
            await Record(provider.GetRequiredService<WebhookDeliveryContext>());
        });
        await using var provider = services.BuildServiceProvider();
        var dispatcher = provider.GetRequiredService<WebhookDispatcher>();

        var first = dispatcher.DispatchAsync(ChatRated, new WebhookDeliveryContext(keyName: "2025"));
        var second = dispatcher.DispatchAsync(ChatRated, new WebhookDeliveryContext(keyName: "2026"));
        bothStarted.SetResult(true);
        await first;
        await second;

        _contexts.Select(context => context.KeyName).Should().BeEquivalentTo("2025", "2026");
    }

    [Fact]
    public async Task DispatchAsync_NoContext_HandlersGetTheUnnamedEndpoint()
    {
        var services = new ServiceCollection();
        services.AddHelpCrunchWebhooks().AddHandler<ChatEvent, WebhookDeliveryContext>((_, context, _) => Record(context));
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<WebhookDispatcher>().DispatchAsync(ChatRated);

        _contexts.Should().ContainSingle().Which.Should().BeEquivalentTo(new { EndpointName = "", KeyName = (string?)null, ReceivedAt = (DateTimeOffset?)null });
    }

    [Fact]
    public void Resolve_OutsideADelivery_Throws()
    {
        var services = new ServiceCollection();
        services.AddHelpCrunchWebhooks();
        using var provider = services.BuildServiceProvider();
        using var scope = provider.CreateScope();

        scope.ServiceProvider.Invoking(provider => provider.GetRequiredService<WebhookDeliveryContext>()).Should().Throw<InvalidOperationException>().Which.Message.Should().Be(
            "WebhookDeliveryContext was resolved outside a delivery. Only handlers can use it: WebhookDispatcher provides it in the scope of the delivery.");
    }

    [Fact]
    public void Constructor_TimeAndAccount_SetsTheProperties()
    {
        var receivedAt = new DateTimeOffset(2026, 11, 27, 12, 0, 0, TimeSpan.FromHours(2));

        var context = new WebhookDeliveryContext(receivedAt: receivedAt, account: "42");

        context.Account.Should().Be("42");
        context.ReceivedAt!.Value.EqualsExact(receivedAt).Should().BeTrue();
        new WebhookDeliveryContext().Account.Should().BeNull();
        new WebhookDeliveryContext().ReceivedAt.Should().BeNull();
    }

    [Fact]
    public void Constructor_NullEndpointName_Throws() =>
        FluentActions.Invoking(() => new WebhookDeliveryContext(null!)).Should().Throw<ArgumentNullException>().WithParameterName("endpointName");

    private Task Record(WebhookDeliveryContext context)
    {
        lock (_contexts)
        {
            _contexts.Add(context);
        }

        return Task.CompletedTask;
    }

    private sealed class ContextHandler(WebhookDeliveryContext context, List<WebhookDeliveryContext> contexts) : IWebhookEventHandler<ChatRatedEvent>
    {
        public Task HandleAsync(ChatRatedEvent webhookEvent, CancellationToken cancellationToken)
        {
            contexts.Add(context);
            return Task.CompletedTask;
        }
    }
}
