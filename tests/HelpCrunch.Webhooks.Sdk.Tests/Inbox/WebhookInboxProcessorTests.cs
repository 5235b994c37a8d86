using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.Tests.Inbox;

/// <summary>A worker that takes messages from an inbox.</summary>
public sealed class WebhookInboxProcessorTests
{
    private const string Body = """{"event":"chat.rated","eventData":{"chat_id":743},"attempts":0,"lastAttemptAt":1,"createdAt":1,"id":"252041ed"}""";

    private readonly List<WebhookInboxProcessedContext> _processed = [];

    [Fact]
    public async Task Process_Message_PassesTheEventAndTheDeliveryToTheHandlers()
    {
        ChatRatedEvent? handled = null;
        WebhookDeliveryContext? delivery = null;
        var services = Services(webhooks => webhooks.ForEndpoint("shop").AddHandler<ChatRatedEvent, WebhookDeliveryContext>((rated, context, _) =>
        {
            (handled, delivery) = (rated, context);
            return Task.CompletedTask;
        }));
        var receivedAt = new DateTimeOffset(2026, 8, 1, 12, 0, 0, TimeSpan.Zero);

        var result = await Processor(services).ProcessAsync(Message(Body, new WebhookDeliveryContext("shop", "2026", receivedAt, account: "first")));

        result.HandlerCount.Should().Be(1);
        handled!.Id.Should().Be("252041ed");
        (delivery!.EndpointName, delivery.KeyName, delivery.ReceivedAt, delivery.Account).Should().Be(("shop", "2026", receivedAt, "first"));
        var context = _processed.Should().ContainSingle().Subject;
        (context.Event, context.HandlerCount, context.Exception, context.Message.Id).Should().Be((handled, 1, null, "252041ed"));
    }

    [Fact]
    public async Task Process_UnreadableBody_Throws()
    {
        var processing = async () => await Processor(Services(_ => { })).ProcessAsync(Unreadable());

        var exception = (await processing.Should().ThrowAsync<WebhookParseException>()).Which;
        var context = _processed.Should().ContainSingle().Subject;
        (context.Event, context.Exception).Should().Be((null, exception));
    }

    [Fact]
    public async Task Process_HandlerFails_Throws()
    {
        var services = Services(webhooks => webhooks.AddHandler<ChatRatedEvent>((_, _) => throw new FormatException()));

        var processing = async () => await Processor(services).ProcessAsync(Message(Body));

        var exception = (await processing.Should().ThrowAsync<WebhookHandlersFailedException>()).Which;
        _processed.Should().ContainSingle().Which.Exception.Should().BeSameAs(exception);
    }

    [Fact]
    public async Task Process_NoHandlersForTheEndpoint_Throws()
    {
        var services = Services(webhooks =>
        {
            webhooks.AddHandler<ChatRatedEvent>(_ => Task.CompletedTask);
            webhooks.ForEndpoint("Shop").AddHandler<ChatRatedEvent>(_ => Task.CompletedTask);
        });

        var processing = async () => await Processor(services).ProcessAsync(Message(Body, new WebhookDeliveryContext("shop")));

        var exception = (await processing.Should().ThrowAsync<InvalidOperationException>()).Which;
        exception.Message.Should().Be(
            "The message is from the endpoint 'shop', for which this app has no handlers. It has handlers for the unnamed endpoint, the endpoint 'Shop'. The message was not handled. Add the handlers to that endpoint with AddEndpoint or ForEndpoint, and process the message again. Names are case-sensitive.");
        _processed.Should().ContainSingle().Which.Exception.Should().BeSameAs(exception);
    }

    [Fact]
    public async Task Process_NoHandlers_Throws()
    {
        var processing = async () => await Processor(Services(_ => { })).ProcessAsync(Message(Body));

        (await processing.Should().ThrowAsync<InvalidOperationException>()).WithMessage(
            "The message is from the unnamed endpoint, for which this app has no handlers. The message was not handled. Add the handlers to that endpoint with AddEndpoint or ForEndpoint, and process the message again. Names are case-sensitive.");
    }

    [Fact]
    public async Task Process_NoHandlersForTheUnnamedEndpoint_Throws()
    {
        var services = Services(webhooks => webhooks.ForEndpoint("shop").AddHandler<ChatRatedEvent>(_ => Task.CompletedTask));

        var processing = async () => await Processor(services).ProcessAsync(Message(Body));

        (await processing.Should().ThrowAsync<InvalidOperationException>()).WithMessage("The message is from the unnamed endpoint, for which this app has no handlers. It has handlers for the endpoint 'shop'.*");
    }

    [Fact]
    public async Task Process_NoHandlerForTheEvent_Succeeds()
    {
        var services = Services(webhooks => webhooks.AddHandler<CustomerEvent>(_ => Task.CompletedTask));

        (await Processor(services).ProcessAsync(Message(Body))).HandlerCount.Should().Be(0);
    }

    [Fact]
    public async Task Process_InAScope_SharesItsServices()
    {
        Scoped? handled = null;
        var services = Services(webhooks =>
        {
            webhooks.Services.AddScoped<Scoped>();
            webhooks.AddHandler<ChatRatedEvent, Scoped>((_, service, _) =>
            {
                handled = service;
                return Task.CompletedTask;
            });
        });
        using var scope = services.CreateScope();

        await Processor(services).ProcessAsync(Message(Body), scope.ServiceProvider);

        handled.Should().BeSameAs(scope.ServiceProvider.GetRequiredService<Scoped>());
    }

    [Fact]
    public async Task Process_ObserverThrows_IsIgnored()
    {
        var services = Services(webhooks =>
        {
            webhooks.AddHandler<ChatRatedEvent>(_ => Task.CompletedTask);
            webhooks.Services.AddSingleton<IWebhookInboxObserver>(new Observer(_ => throw new FormatException()));
        });

        (await Processor(services).ProcessAsync(Message(Body))).HandlerCount.Should().Be(1);
    }

    private static WebhookInboxProcessor Processor(IServiceProvider services) => services.GetRequiredService<WebhookInboxProcessor>();

    private static WebhookInboxMessage Message(string body, WebhookDeliveryContext? delivery = null) => WebhookInboxMessage.Create(
        WebhookParser.Default.Parse(body).GetEventOrThrow(), Encoding.UTF8.GetBytes(body), delivery ?? new WebhookDeliveryContext());

    private static WebhookInboxMessage Unreadable()
    {
        WebhookParser.Default.Parse("{}").TryGetEvent(out _, out var error);
        return WebhookInboxMessage.Create(error!, "{}"u8.ToArray(), new WebhookDeliveryContext());
    }

    private ServiceProvider Services(Action<IHelpCrunchWebhooksBuilder> configure)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IWebhookInboxObserver>(new Observer(_processed.Add));
        configure(services.AddHelpCrunchWebhooks());
        return services.BuildServiceProvider();
    }

    private sealed class Scoped;

    private sealed class Observer(Action<WebhookInboxProcessedContext> onProcessed) : IWebhookInboxObserver
    {
        public void OnProcessed(in WebhookInboxProcessedContext context) => onProcessed(context);
    }
}
