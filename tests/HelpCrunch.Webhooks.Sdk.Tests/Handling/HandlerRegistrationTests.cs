using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.Tests.Handling;

public sealed class HandlerRegistrationTests
{
    private static readonly ChatRatedEvent ChatRated = new() { Id = "1", EventData = new ChatEventData { ChatId = 743 } };

    [Fact]
    public async Task DispatchAsync_HandlersOfADelivery_ShareAScope()
    {
        var used = new List<Scoped>();
        var services = new ServiceCollection().AddScoped<Scoped>();
        services.AddHelpCrunchWebhooks()
            .AddHandler<ChatRatedEvent, IServiceProvider>((_, provider, _) => Use(provider))
            .AddHandler<WebhookEvent, IServiceProvider>((_, provider, _) => Use(provider));
        await using var provider = services.BuildServiceProvider(validateScopes: true);
        var dispatcher = provider.GetRequiredService<WebhookDispatcher>();

        await dispatcher.DispatchAsync(ChatRated);
        await dispatcher.DispatchAsync(ChatRated);

        used.Should().HaveCount(4).And.OnlyContain(scoped => scoped.IsDisposed);
        used[0].Should().BeSameAs(used[1]);
        used[1].Should().NotBeSameAs(used[2]);

        Task Use(IServiceProvider provider)
        {
            used.Add(provider.GetRequiredService<Scoped>());
            used[^1].IsDisposed.Should().BeFalse();
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task DispatchAsync_AsyncDisposableService_EndsWithTheScope()
    {
        var unitOfWork = new AsyncUnitOfWork();
        var services = new ServiceCollection().AddScoped(_ => unitOfWork);
        services.AddHelpCrunchWebhooks()
            .AddHandler<ChatRatedEvent, IServiceProvider>((_, provider, _) => Task.FromResult(provider.GetRequiredService<AsyncUnitOfWork>()));
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<WebhookDispatcher>().DispatchAsync(ChatRated);

        unitOfWork.IsDisposed.Should().BeTrue();
    }

    [Fact]
    public async Task AddHandler_SameClassForTheSameEventOfTwoEndpoints_RunsForEach()
    {
        var services = new ServiceCollection().AddSingleton<Counter>();
        services.AddHelpCrunchWebhooks()
            .AddHandler<ChatRatedEvent, CountingHandler>()
            .ForEndpoint("shop").AddHandler<ChatRatedEvent, CountingHandler>();
        await using var provider = services.BuildServiceProvider();
        var dispatcher = provider.GetRequiredService<WebhookDispatcher>();

        (await dispatcher.DispatchAsync(ChatRated)).HandlerCount.Should().Be(1);
        (await dispatcher.DispatchAsync(ChatRated, new WebhookDeliveryContext("shop"))).HandlerCount.Should().Be(1);
    }

    [Fact]
    public async Task AddHandler_SameClassForTheSameEventTwice_RunsOnce()
    {
        var services = new ServiceCollection().AddSingleton<Counter>();
        services.AddHelpCrunchWebhooks()
            .AddHandler<ChatRatedEvent, CountingHandler>()
            .AddHandler<ChatRatedEvent, CountingHandler>();
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<WebhookDispatcher>().DispatchAsync(ChatRated);

        provider.GetRequiredService<Counter>().Count.Should().Be(1);
    }

    [Fact]
    public async Task AddHandler_HandlerOfABaseType_CanBeAddedForAnEventRecord()
    {
        var services = new ServiceCollection().AddSingleton<Counter>();
        services.AddHelpCrunchWebhooks()
            .AddHandler<ChatRatedEvent, CountingHandler>()
            .AddHandler<CustomerDeletedEvent, CountingHandler>();
        await using var provider = services.BuildServiceProvider();
        var dispatcher = provider.GetRequiredService<WebhookDispatcher>();

        await dispatcher.DispatchAsync(ChatRated);
        await dispatcher.DispatchAsync(new CustomerDeletedEvent { Id = "2", EventData = new CustomerEventData { Id = 12 } });
        await dispatcher.DispatchAsync(new ChatClosedEvent { Id = "3", EventData = new ChatEventData { ChatId = 743 } });

        provider.GetRequiredService<Counter>().Count.Should().Be(2);
    }

    [Fact]
    public async Task AddHandler_ClassRegisteredBefore_KeepsItsLifetime()
    {
        var services = new ServiceCollection().AddSingleton<Counter>().AddSingleton<CountingHandler>();
        services.AddHelpCrunchWebhooks().AddHandler<ChatRatedEvent, CountingHandler>();
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<WebhookDispatcher>().DispatchAsync(ChatRated);

        services.Should().ContainSingle(service => service.ServiceType == typeof(CountingHandler)).Which.Lifetime.Should().Be(ServiceLifetime.Singleton);
    }

    [Fact]
    public async Task DispatchAsync_Observer_SeesEveryHandler()
    {
        var observer = new Observer();
        var services = new ServiceCollection().AddSingleton<IWebhookHandlerObserver>(observer);
        services.AddHelpCrunchWebhooks()
            .AddHandler<ChatRatedEvent>((_, _) => Task.CompletedTask)
            .AddHandler<ChatEvent>((_, _) => throw new TimeoutException());
        await using var provider = services.BuildServiceProvider();

        await FluentActions.Awaiting(() => provider.GetRequiredService<WebhookDispatcher>().DispatchAsync(ChatRated).AsTask())
            .Should().ThrowAsync<WebhookHandlersFailedException>();

        observer.Observed.Should().Equal("chat.rated  ChatRatedEvent function ", "chat.rated  ChatEvent function TimeoutException");
    }

    [Fact]
    public async Task DispatchAsync_NamedEndpoint_ObserverGetsTheName()
    {
        var observer = new Observer();
        var services = new ServiceCollection().AddSingleton<IWebhookHandlerObserver>(observer);
        services.AddHelpCrunchWebhooks().ForEndpoint("shop").AddHandler<ChatRatedEvent>((_, _) => Task.CompletedTask);
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<WebhookDispatcher>().DispatchAsync(ChatRated, new WebhookDeliveryContext("shop"));

        observer.Observed.Should().Equal("chat.rated shop ChatRatedEvent function ");
    }

    [Fact]
    public async Task DispatchAsync_HandlersOfTheSameName_RunInOrder()
    {
        var observer = new Observer();
        var services = new ServiceCollection().AddSingleton<IWebhookHandlerObserver>(observer);
        services.AddHelpCrunchWebhooks()
            .AddHandler<ChatRatedEvent>((_, _) => Task.CompletedTask)
            .AddHandler<ChatRatedEvent, Sales.Handler>()
            .AddHandler<ChatRatedEvent, IServiceProvider>((_, _, _) => Task.CompletedTask)
            .AddHandler<ChatRatedEvent, Support.Handler>()
            .AddHandler<ChatEvent, Support.Handler>();
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<WebhookDispatcher>().DispatchAsync(ChatRated);

        observer.Observed.Should().Equal(
            "chat.rated  ChatRatedEvent function ",
            $"chat.rated  {typeof(Sales.Handler)} ",
            "chat.rated  ChatRatedEvent function 2 ",
            $"chat.rated  {typeof(Support.Handler)} ",
            $"chat.rated  {typeof(Support.Handler)} ");
    }

    [Fact]
    public async Task DispatchAsync_ObserverThrows_RunsAllHandlersAndObservers()
    {
        var used = new List<Scoped>();
        var observer = new Observer();
        var services = new ServiceCollection()
            .AddScoped<Scoped>()
            .AddSingleton<IWebhookHandlerObserver>(new ThrowingObserver())
            .AddSingleton<IWebhookHandlerObserver>(observer);
        services.AddHelpCrunchWebhooks()
            .AddHandler<ChatRatedEvent, IServiceProvider>((_, provider, _) => Use(provider))
            .AddHandler<ChatEvent, IServiceProvider>((_, provider, _) => Use(provider));
        await using var provider = services.BuildServiceProvider();

        (await provider.GetRequiredService<WebhookDispatcher>().DispatchAsync(ChatRated)).HandlerCount.Should().Be(2);

        used.Should().HaveCount(2).And.OnlyContain(scoped => scoped.IsDisposed);
        observer.Observed.Should().HaveCount(2);

        Task Use(IServiceProvider provider)
        {
            used.Add(provider.GetRequiredService<Scoped>());
            return Task.CompletedTask;
        }
    }

    [Fact]
    public void AddHandler_NullArguments_Throws()
    {
        var builder = new ServiceCollection().AddHelpCrunchWebhooks();

        builder.Invoking(builder => builder.AddHandler((Func<ChatEvent, Task>)null!)).Should().Throw<ArgumentNullException>().WithParameterName("handler");
        builder.Invoking(builder => builder.AddHandler((Func<ChatEvent, CancellationToken, Task>)null!)).Should().Throw<ArgumentNullException>().WithParameterName("handler");
        builder.Invoking(builder => builder.AddHandler((Func<ChatEvent, Counter, CancellationToken, Task>)null!)).Should().Throw<ArgumentNullException>().WithParameterName("handler");
        builder.Invoking(builder => builder.AddHandler((Func<ChatEvent, Counter, Scoped, CancellationToken, Task>)null!)).Should().Throw<ArgumentNullException>().WithParameterName("handler");
        builder.Invoking(builder => builder.ForEndpoint(null!)).Should().Throw<ArgumentNullException>().WithParameterName("endpointName");
        builder.Invoking(_ => ((IHelpCrunchWebhooksBuilder)null!).ForEndpoint("")).Should().Throw<ArgumentNullException>().WithParameterName("builder");
        builder.Invoking(_ => ((IHelpCrunchWebhooksBuilder)null!).AddHandler<ChatEvent>((_, _) => Task.CompletedTask)).Should().Throw<ArgumentNullException>().WithParameterName("builder");
        builder.Invoking(_ => ((IHelpCrunchWebhooksBuilder)null!).AddHandler<ChatEvent, CountingHandler>()).Should().Throw<ArgumentNullException>().WithParameterName("builder");
    }

    [Fact]
    public async Task DispatchAsync_NullArguments_Throws()
    {
        var services = new ServiceCollection();
        services.AddHelpCrunchWebhooks();
        await using var provider = services.BuildServiceProvider();
        var dispatcher = provider.GetRequiredService<WebhookDispatcher>();

        dispatcher.Invoking(dispatcher => dispatcher.DispatchAsync(null!)).Should().Throw<ArgumentNullException>().WithParameterName("webhookEvent");
        dispatcher.Invoking(dispatcher => dispatcher.DispatchAsync(ChatRated, null!)).Should().Throw<ArgumentNullException>().WithParameterName("context");
    }

    private static class Sales
    {
        public sealed class Handler : IWebhookEventHandler<ChatEvent>
        {
            public Task HandleAsync(ChatEvent webhookEvent, CancellationToken cancellationToken) => Task.CompletedTask;
        }
    }

    private static class Support
    {
        public sealed class Handler : IWebhookEventHandler<ChatEvent>
        {
            public Task HandleAsync(ChatEvent webhookEvent, CancellationToken cancellationToken) => Task.CompletedTask;
        }
    }

    private sealed class Scoped : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }

    private sealed class AsyncUnitOfWork : IAsyncDisposable
    {
        public bool IsDisposed { get; private set; }

        public ValueTask DisposeAsync()
        {
            IsDisposed = true;
            return default;
        }
    }

    private sealed class Counter
    {
        public int Count { get; set; }
    }

    private sealed class CountingHandler(Counter counter) : IWebhookEventHandler<WebhookEvent>
    {
        public Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken) => Task.FromResult(counter.Count++);
    }

    private sealed class Observer : IWebhookHandlerObserver
    {
        public List<string> Observed { get; } = [];

        public void OnHandled(in WebhookHandledContext context)
        {
            context.Elapsed.Should().BeGreaterThanOrEqualTo(TimeSpan.Zero);
            Observed.Add($"{context.Event.EventType} {context.EndpointName} {context.HandlerName} {context.Exception?.GetType().Name}");
        }
    }

    private sealed class ThrowingObserver : IWebhookHandlerObserver
    {
        public void OnHandled(in WebhookHandledContext context) =>
            throw new InvalidOperationException("The meter is broken.");
    }
}
