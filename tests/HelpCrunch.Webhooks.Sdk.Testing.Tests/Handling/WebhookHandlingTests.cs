using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.Testing.Tests.Handling;

public sealed class WebhookHandlingTests
{
    [Fact]
    public async Task HandleWebhookAsync_Handlers_AreListedInTheirOrder()
    {
        await using var provider = Services(webhooks => webhooks
            .AddHandler<WebhookEvent>(_ => Task.CompletedTask)
            .AddHandler<ChatRatedEvent, ChatRatedHandler>()
            .AddHandler<CustomerEvent>(_ => Task.CompletedTask));

        var result = await provider.HandleWebhookAsync(WebhookSamples.ChatRated());

        result.Handlers.Should().Equal("ChatRatedHandler", "WebhookEvent function");
        result.Failures.Should().BeEmpty();
        result.ToString().Should().Be("Handlers: ChatRatedHandler, WebhookEvent function. Failures: none.");
    }

    [Fact]
    public async Task HandleWebhookAsync_HandlerFails_ReturnsItsException()
    {
        await using var provider = Services(webhooks => webhooks
            .AddHandler<ChatRatedEvent>(_ => throw new TimeoutException())
            .AddHandler<ChatEvent>(_ => Task.CompletedTask));

        var result = await provider.HandleWebhookAsync(WebhookSamples.ChatRated());

        result.Handlers.Should().Equal("ChatRatedEvent function", "ChatEvent function");
        result.Failures.Should().ContainSingle().Which.Exception.Should().BeOfType<TimeoutException>();
        result.ToString().Should().Be("Handlers: ChatRatedEvent function, ChatEvent function. Failures: ChatRatedEvent function (TimeoutException).");
    }

    [Fact]
    public async Task HandleWebhookAsync_NamedEndpoint_RunsItsHandlersWithTheContext()
    {
        string? keyName = null;
        await using var provider = Services(webhooks => webhooks
            .AddHandler<ChatRatedEvent>(_ => Task.CompletedTask)
            .ForEndpoint("shop").AddHandler<ChatEvent, WebhookDeliveryContext>((_, context, _) =>
            {
                keyName = context.KeyName;
                return Task.CompletedTask;
            }));

        var result = await provider.HandleWebhookAsync(WebhookSamples.ChatRated(), new WebhookDeliveryContext("shop", keyName: "2026"));

        result.Handlers.Should().Equal("ChatEvent function");
        keyName.Should().Be("2026");
    }

    [Fact]
    public async Task HandleWebhookAsync_NoHandler_ReturnsNone()
    {
        await using var provider = Services(_ => { });

        (await provider.HandleWebhookAsync(WebhookSamples.ChatRated())).ToString().Should().Be("Handlers: none. Failures: none.");
    }

    [Fact]
    public async Task HandleWebhookAsync_Canceled_Throws()
    {
        await using var provider = Services(_ => { });

        var handle = () => provider.HandleWebhookAsync(WebhookSamples.ChatRated(), cancellationToken: new CancellationToken(canceled: true));

        await handle.Should().ThrowAsync<OperationCanceledException>();
    }

    private static ServiceProvider Services(Action<IHelpCrunchWebhooksBuilder> handlers)
    {
        var services = new ServiceCollection();
        handlers(services.AddHelpCrunchWebhooks());
        return services.BuildServiceProvider(validateScopes: true);
    }

    private sealed class ChatRatedHandler : IWebhookEventHandler<ChatRatedEvent>
    {
        public Task HandleAsync(ChatRatedEvent webhookEvent, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
