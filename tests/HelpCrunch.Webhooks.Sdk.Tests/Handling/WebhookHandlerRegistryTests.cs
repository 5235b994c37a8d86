using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.Tests.Handling;

public sealed class WebhookHandlerRegistryTests
{
    [Fact]
    public void Handlers_IsReachable_IsFalseWithoutItsEvent()
    {
        var registry = Registry(
            options => options.Parser.AddEvent<List<long>>("chat.rated").AddEvent<long>("chat.linked"),
            webhooks => webhooks
                .AddHandler<WebhookEvent>(_ => Task.CompletedTask)
                .AddHandler<ChatEvent>(_ => Task.CompletedTask)
                .AddHandler<ChatRatedEvent>(_ => Task.CompletedTask) // AddEvent gave it another model.
                .AddHandler<CustomEvent<List<long>>>(_ => Task.CompletedTask)
                .AddHandler<CustomEvent<long>>(_ => Task.CompletedTask)
                .AddHandler<CustomEvent<int>>(_ => Task.CompletedTask) // Not added with AddEvent.
                .AddHandler<UnknownEvent>(_ => Task.CompletedTask)
                .AddHandler<CustomerDeletedEvent, Handler>());

        registry.Handlers.Select(handler => $"{handler.IsReachable} {handler}").Should().Equal(
            "False ChatRatedEvent function of ChatRatedEvent",
            "True CustomEvent<List<Int64>> function of CustomEvent<List<Int64>>",
            "True CustomEvent<Int64> function of CustomEvent<Int64>",
            "False CustomEvent<Int32> function of CustomEvent<Int32>",
            "True UnknownEvent function of UnknownEvent",
            "True Handler of CustomerDeletedEvent",
            "True ChatEvent function of ChatEvent",
            "True WebhookEvent function of WebhookEvent");
        registry.Handlers.Should().OnlyContain(handler => handler.EndpointName.Length == 0);
        registry.Handlers.Select(handler => handler.EventClrType).Should().StartWith(typeof(ChatRatedEvent)).And.EndWith(typeof(WebhookEvent));
    }

    [Fact]
    public void Handlers_NamedEndpoint_HaveItsName() =>
        Registry(_ => { }, webhooks => webhooks.ForEndpoint("shop").AddHandler<ChatRatedEvent, Handler>())
            .Handlers.Should().ContainSingle().Which.EndpointName.Should().Be("shop");

    [Fact]
    public void GetHandledEventTypes_EventAndFamily_AreInTheOrderOfTheDocumentation()
    {
        var registry = Registry(_ => { }, webhooks => webhooks
            .AddHandler<MessageEvent>(_ => Task.CompletedTask)
            .AddHandler<ChatRatedEvent>(_ => Task.CompletedTask)
            .AddHandler<UnknownEvent>(_ => Task.CompletedTask)
            .ForEndpoint("shop").AddHandler<ChatNewEvent>(_ => Task.CompletedTask));

        registry.GetHandledEventTypes().Should().Equal(
            "chat.rated", "message.chat.customer", "message.email.customer", "message.private", "message.chat.agent", "message.email.agent");
        registry.GetHandledEventTypes("shop").Should().Equal("chat.new");
        registry.GetHandledEventTypes("forum").Should().BeEmpty();
    }

    [Fact]
    public void GetHandledEventTypes_DocumentedEventWithAnotherModel_IsHandledByTheHandlerOfThatModel() =>
        Registry(options => options.Parser.AddEvent<int>("chat.new"), webhooks => webhooks.AddHandler<CustomEvent<int>>(_ => Task.CompletedTask))
            .GetHandledEventTypes().Should().Equal("chat.new");

    [Fact]
    public void GetHandledEventTypes_Null_Throws() =>
        Registry(_ => { }, _ => { }).Invoking(registry => registry.GetHandledEventTypes(null!)).Should().Throw<ArgumentNullException>().WithParameterName("endpointName");

    private static WebhookHandlerRegistry Registry(Action<HelpCrunchWebhooksOptions> configure, Action<IHelpCrunchWebhooksBuilder> add)
    {
        var services = new ServiceCollection();
        add(services.AddHelpCrunchWebhooks(configure));
        return services.BuildServiceProvider().GetRequiredService<WebhookHandlerRegistry>();
    }

    private sealed class Handler : IWebhookEventHandler<WebhookEvent>
    {
        public Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
