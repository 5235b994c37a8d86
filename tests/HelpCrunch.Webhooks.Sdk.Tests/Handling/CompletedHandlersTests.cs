using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.Tests.Handling;

/// <summary>After a failure, the handler classes that succeeded need not run again.</summary>
public sealed class CompletedHandlersTests
{
    private const string EventHandler = "HelpCrunch.Webhooks.Sdk.Tests.Handling.CompletedHandlersTests+HandlesEvent";
    private const string FamilyHandler = "HelpCrunch.Webhooks.Sdk.Tests.Handling.CompletedHandlersTests+HandlesFamily";
    private const string AllHandler = "HelpCrunch.Webhooks.Sdk.Tests.Handling.CompletedHandlersTests+HandlesAll";
    private static readonly ChatRatedEvent ChatRated = new() { Id = "1", EventData = new ChatEventData { ChatId = 743 } };
    private readonly List<string> _ran = [];

    [Fact]
    public async Task DispatchAsync_OneHandlerFails_TheExceptionHasTheOtherClasses()
    {
        using var provider = CreateProvider(failing: "family");
        var context = new WebhookDeliveryContext();

        var exception = (await Dispatching(provider, context).Should().ThrowAsync<WebhookHandlersFailedException>()).Which;

        exception.CompletedHandlers.Should().Equal(EventHandler, AllHandler);
        context.CompletedHandlers.Should().BeEmpty("the caller may use the context for another event");
        _ran.Should().Equal("event", "family", "all");
    }

    [Fact]
    public async Task DispatchAsync_CompletedHandlersOfAnEarlierAttempt_RunsTheOthers()
    {
        using var provider = CreateProvider();
        var context = new WebhookDeliveryContext(completedHandlers: [EventHandler, AllHandler]);

        var result = await provider.GetRequiredService<WebhookDispatcher>().DispatchAsync(ChatRated, context);

        _ran.Should().Equal("family");
        (result.HandlerCount, result.SkippedHandlerCount).Should().Be((1, 2));
    }

    [Fact]
    public async Task DispatchAsync_FailsAgain_TheExceptionHasTheClassesOfBothAttempts()
    {
        using var provider = CreateProvider(failing: "family");

        var exception = (await Dispatching(provider, new WebhookDeliveryContext(completedHandlers: [EventHandler])).Should().ThrowAsync<WebhookHandlersFailedException>()).Which;

        exception.CompletedHandlers.Should().Equal(EventHandler, AllHandler);
        _ran.Should().Equal("family", "all");
    }

    [Fact]
    public async Task DispatchAsync_CanceledAfterAHandlerSucceeded_TheExceptionHasItsClass()
    {
        using var source = new CancellationTokenSource();
        var services = new ServiceCollection().AddSingleton(new Ran(_ran, null));
        services.AddHelpCrunchWebhooks()
            .AddHandler<ChatRatedEvent, HandlesEvent>()
            .AddHandler<ChatEvent>((_, cancellationToken) =>
            {
                source.Cancel();
                return Task.FromCanceled(cancellationToken);
            });
        using var provider = services.BuildServiceProvider();

        (await Dispatching(provider, new WebhookDeliveryContext(), source.Token).Should().ThrowAsync<WebhookHandlersCanceledException>())
            .Which.CompletedHandlers.Should().Equal(EventHandler);
    }

    [Fact]
    public async Task DispatchAsync_FunctionSucceeds_IsNotCompleted()
    {
        // The number in the name of a function changes with the order in which functions are added.
        var services = new ServiceCollection();
        services.AddHelpCrunchWebhooks()
            .AddHandler<ChatRatedEvent>(_ => Task.CompletedTask)
            .AddHandler<ChatEvent>(_ => throw new InvalidOperationException("It fails."));
        using var provider = services.BuildServiceProvider();

        (await Dispatching(provider, new WebhookDeliveryContext()).Should().ThrowAsync<WebhookHandlersFailedException>())
            .Which.CompletedHandlers.Should().BeEmpty();
    }

    [Fact]
    public async Task DispatchAsync_ScopedServiceFailsToDispose_OnlyEarlierHandlersAreCompleted()
    {
        // What the handlers did may not have been saved.
        var services = new ServiceCollection().AddScoped<UnitOfWork>().AddSingleton(new Ran(_ran, null));
        services.AddHelpCrunchWebhooks()
            .AddHandler<ChatRatedEvent, HandlesEvent>()
            .AddHandler<ChatEvent, UnitOfWork>((_, _, _) => Task.CompletedTask);
        using var provider = services.BuildServiceProvider();

        (await Dispatching(provider, new WebhookDeliveryContext()).Should().ThrowAsync<WebhookHandlersFailedException>())
            .Which.CompletedHandlers.Should().BeEmpty();
        (await Dispatching(provider, new WebhookDeliveryContext(completedHandlers: [AllHandler])).Should().ThrowAsync<WebhookHandlersFailedException>())
            .Which.CompletedHandlers.Should().Equal(AllHandler); // An earlier attempt saved what it did.
    }

    [Fact]
    public async Task DispatchAsync_ClassHandlesTheEventTwiceAndFailsOnce_IsNotCompleted()
    {
        var services = new ServiceCollection();
        services.AddHelpCrunchWebhooks()
            .AddHandler<ChatRatedEvent, FailsForTheEvent>()
            .AddHandler<ChatEvent, FailsForTheEvent>();
        using var provider = services.BuildServiceProvider();

        (await Dispatching(provider, new WebhookDeliveryContext()).Should().ThrowAsync<WebhookHandlersFailedException>())
            .Which.CompletedHandlers.Should().BeEmpty();
    }

    [Fact]
    public async Task DispatchAsync_CanceledBefore_ReturnsACanceledTask()
    {
        using var provider = CreateProvider();

        var dispatch = provider.GetRequiredService<WebhookDispatcher>().DispatchAsync(ChatRated, new CancellationToken(canceled: true)).AsTask();

        await FluentActions.Awaiting(() => dispatch).Should().ThrowAsync<OperationCanceledException>();
        _ran.Should().BeEmpty();
    }

    private static Func<Task> Dispatching(IServiceProvider provider, WebhookDeliveryContext context, CancellationToken cancellationToken = default) =>
        () => provider.GetRequiredService<WebhookDispatcher>().DispatchAsync(ChatRated, context, cancellationToken).AsTask();

    private ServiceProvider CreateProvider(string? failing = null)
    {
        var services = new ServiceCollection().AddSingleton(new Ran(_ran, failing));
        services.AddHelpCrunchWebhooks()
            .AddHandler<ChatRatedEvent, HandlesEvent>()
            .AddHandler<ChatEvent, HandlesFamily>()
            .AddHandler<WebhookEvent, HandlesAll>();
        return services.BuildServiceProvider();
    }

    private sealed class Ran(List<string> ran, string? failing)
    {
        public Task Add(string handler)
        {
            ran.Add(handler);
            return handler == failing ? throw new InvalidOperationException("It fails.") : Task.CompletedTask;
        }
    }

    private sealed class HandlesEvent(Ran ran) : IWebhookEventHandler<ChatRatedEvent>
    {
        public Task HandleAsync(ChatRatedEvent webhookEvent, CancellationToken cancellationToken) => ran.Add("event");
    }

    private sealed class HandlesFamily(Ran ran) : IWebhookEventHandler<ChatEvent>
    {
        public Task HandleAsync(ChatEvent webhookEvent, CancellationToken cancellationToken) => ran.Add("family");
    }

    private sealed class HandlesAll(Ran ran) : IWebhookEventHandler<WebhookEvent>
    {
        public Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken) => ran.Add("all");
    }

    private sealed class UnitOfWork : IDisposable
    {
        public void Dispose() => throw new IOException("The database is down.");
    }

    private sealed class FailsForTheEvent : IWebhookEventHandler<ChatRatedEvent>, IWebhookEventHandler<ChatEvent>
    {
        Task IWebhookEventHandler<ChatRatedEvent>.HandleAsync(ChatRatedEvent webhookEvent, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("It fails.");

        Task IWebhookEventHandler<ChatEvent>.HandleAsync(ChatEvent webhookEvent, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
