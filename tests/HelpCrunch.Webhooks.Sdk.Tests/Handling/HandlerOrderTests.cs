using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.Tests.Handling;

public sealed class HandlerOrderTests
{
    private static readonly ChatRatedEvent ChatRated = new() { Id = "1", EventData = new ChatEventData { ChatId = 743 } };
    private readonly List<string> _ran = [];

    [Fact]
    public async Task DispatchAsync_SeveralHandlers_RunFromTheEventRecordToItsBases()
    {
        var dispatcher = Dispatcher(webhooks => webhooks
            .AddHandler<WebhookEvent>((_, _) => Run("all"))
            .AddHandler<WebhookEvent<ChatEventData>>((_, _) => Run("of the data"))
            .AddHandler<ChatEvent>((_, _) => Run("family 1"))
            .AddHandler<ChatRatedEvent>((_, _) => Run("leaf 1"))
            .AddHandler<ChatEvent>((_, _) => Run("family 2"))
            .AddHandler<ChatRatedEvent>((_, _) => Run("leaf 2")));

        var result = await dispatcher.DispatchAsync(ChatRated);

        _ran.Should().Equal("leaf 1", "leaf 2", "family 1", "family 2", "of the data", "all");
        result.HandlerCount.Should().Be(6);
    }

    [Fact]
    public async Task DispatchAsync_ManyHandlersOfOneEvent_RunAsAdded()
    {
        // An unstable sort can preserve the order of a few items.
        var names = Enumerable.Range(1, 50).Select(number => $"{number}").ToArray();
        var dispatcher = Dispatcher(webhooks =>
        {
            foreach (var name in names)
            {
                webhooks.AddHandler<ChatRatedEvent>((_, _) => Run(name));
            }
        });

        await dispatcher.DispatchAsync(ChatRated);

        _ran.Should().Equal(names);
    }

    [Fact]
    public async Task DispatchAsync_HandlersOfOtherEvents_DoNotRun()
    {
        var dispatcher = Dispatcher(webhooks => webhooks
            .AddHandler<ChatClosedEvent>((_, _) => Run("another leaf"))
            .AddHandler<CustomerEvent>((_, _) => Run("another family"))
            .AddHandler<UnknownEvent>((_, _) => Run("unknown")));

        (await dispatcher.DispatchAsync(ChatRated)).HandlerCount.Should().Be(0);
        _ran.Should().BeEmpty();
    }

    [Fact]
    public async Task DispatchAsync_UnknownEvent_RunsUnknownAndBaseHandlers()
    {
        var dispatcher = Dispatcher(webhooks => webhooks
            .AddHandler<UnknownEvent>((unknown, _) => Run(unknown.EventType))
            .AddHandler<WebhookEvent>((_, _) => Run("all"))
            .AddHandler<ChatEvent>((_, _) => Run("family")));

        await dispatcher.DispatchAsync(new UnknownEvent("chat.teleported") { Id = "1", EventData = default });

        _ran.Should().Equal("chat.teleported", "all");
    }

    [Fact]
    public async Task DispatchAsync_CustomEvent_IsForTheHandlersOfItsData()
    {
        var dispatcher = Dispatcher(webhooks => webhooks
            .AddHandler<CustomEvent<int>>((custom, _) => Run($"{custom.EventData}"))
            .AddHandler<CustomEvent<string>>((custom, _) => Run(custom.EventData)));

        await dispatcher.DispatchAsync(new CustomEvent<int>("order.paid") { Id = "1", EventData = 42 });

        _ran.Should().Equal("42");
    }

    [Fact]
    public async Task DispatchAsync_EndpointName_RunsTheHandlersOfThatEndpointOnly()
    {
        var dispatcher = Dispatcher(webhooks => webhooks.AddHandler<ChatEvent>((_, _) => Run("unnamed")));

        (await dispatcher.DispatchAsync(ChatRated, new WebhookDeliveryContext("shop"))).HandlerCount.Should().Be(0);
        (await dispatcher.DispatchAsync(ChatRated, new WebhookDeliveryContext())).HandlerCount.Should().Be(1);
        _ran.Should().Equal("unnamed");
    }

    private static WebhookDispatcher Dispatcher(Action<IHelpCrunchWebhooksBuilder> add)
    {
        var services = new ServiceCollection();
        add(services.AddHelpCrunchWebhooks());
        return services.BuildServiceProvider().GetRequiredService<WebhookDispatcher>();
    }

    private Task Run(string name)
    {
        _ran.Add(name);
        return Task.CompletedTask;
    }
}
