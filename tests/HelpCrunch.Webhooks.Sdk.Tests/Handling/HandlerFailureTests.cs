using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.Tests.Handling;

public sealed class HandlerFailureTests
{
    private static readonly ChatRatedEvent ChatRated = new() { Id = "1", EventData = new ChatEventData { ChatId = 743 } };

    [Fact]
    public async Task DispatchAsync_SeveralHandlersThrow_RunsAllAndAggregates()
    {
        var ran = 0;
        var services = new ServiceCollection();
        services.AddHelpCrunchWebhooks()
            .AddHandler<ChatRatedEvent>((_, _) => throw new InvalidOperationException("about customer@example.com"))
            .AddHandler<ChatRatedEvent, FailingHandler>()
            .AddHandler<WebhookEvent>((_, _) => Task.FromResult(ran++));

        var thrown = (await Dispatching(services).Should().ThrowAsync<WebhookHandlersFailedException>()).Which;

        ran.Should().Be(1);
        thrown.Message.Should().Be(
            "2 of 3 handlers failed for ChatRatedEvent { EventType = chat.rated, Id = 1 }: ChatRatedEvent function (InvalidOperationException), FailingHandler (TimeoutException).");
        thrown.Failures.Select(failure => failure.HandlerName).Should().Equal("ChatRatedEvent function", "FailingHandler");
        thrown.InnerExceptions.Should().Equal(thrown.Failures.Select(failure => failure.Exception));
        thrown.Failures[0].ToString().Should().Be("ChatRatedEvent function (InvalidOperationException)");
    }

    [Fact]
    public async Task DispatchAsync_HandlerCannotBeCreated_FailsAndRunsTheOthers()
    {
        var ran = 0;
        var services = new ServiceCollection();
        services.AddHelpCrunchWebhooks()
            .AddHandler<ChatRatedEvent, HandlerOfMissingService>()
            .AddHandler<ChatEvent>((_, _) => Task.FromResult(ran++));

        var thrown = (await Dispatching(services).Should().ThrowAsync<WebhookHandlersFailedException>()).Which;

        ran.Should().Be(1);
        thrown.Failures.Should().ContainSingle().Which.HandlerName.Should().Be("HandlerOfMissingService");
    }

    [Fact]
    public async Task DispatchAsync_ScopedServiceFailsToDispose_IsAFailure()
    {
        var services = new ServiceCollection();
        services.AddScoped<FailingUnitOfWork>();
        services.AddHelpCrunchWebhooks()
            .AddHandler<ChatRatedEvent, IServiceProvider>((_, provider, _) => Task.FromResult(provider.GetRequiredService<FailingUnitOfWork>()));

        var thrown = (await Dispatching(services).Should().ThrowAsync<WebhookHandlersFailedException>()).Which;

        thrown.Failures.Should().ContainSingle().Which.ToString().Should().Be("scope disposal (TimeoutException)");
        thrown.Message.Should().Be("The handlers succeeded for ChatRatedEvent { EventType = chat.rated, Id = 1 }, but disposing their scoped services failed: scope disposal (TimeoutException).");
    }

    [Fact]
    public async Task DispatchAsync_HandlerAndScopeFail_CountsTheHandlerOnly()
    {
        var services = new ServiceCollection();
        services.AddScoped<FailingUnitOfWork>();
        services.AddHelpCrunchWebhooks().AddHandler<ChatRatedEvent, IServiceProvider>((_, provider, _) =>
        {
            provider.GetRequiredService<FailingUnitOfWork>();
            throw new InvalidOperationException();
        });

        var thrown = (await Dispatching(services).Should().ThrowAsync<WebhookHandlersFailedException>()).Which;

        thrown.Message.Should().Be(
            "1 of 1 handlers failed for ChatRatedEvent { EventType = chat.rated, Id = 1 }: ChatRatedEvent function (InvalidOperationException). Disposing their scoped services failed as well: scope disposal (TimeoutException).");
        thrown.Failures.Select(failure => failure.HandlerName).Should().Equal("ChatRatedEvent function", "scope disposal");
    }

    [Fact]
    public async Task DispatchAsync_HandlerRunsOutOfMemory_RunsTheOthersAndEndsTheScope()
    {
        // To allocate an array that is too large does not use memory of the process.
        var ran = 0;
        var unitOfWork = new UnitOfWork();
        var services = new ServiceCollection();
        services.AddScoped(_ => unitOfWork);
        services.AddHelpCrunchWebhooks()
            .AddHandler<ChatRatedEvent, IServiceProvider>((_, provider, _) =>
            {
                provider.GetRequiredService<UnitOfWork>();
                return Task.FromResult(TooLargeArray());
            })
            .AddHandler<ChatEvent>((_, _) => Task.FromResult(ran++));

        var thrown = (await Dispatching(services).Should().ThrowAsync<WebhookHandlersFailedException>()).Which;

        thrown.Failures.Should().ContainSingle().Which.Exception.Should().BeOfType<OutOfMemoryException>();
        ran.Should().Be(1);
        unitOfWork.IsDisposed.Should().BeTrue();
    }

    [Fact]
    public async Task DispatchAsync_ObserverAndScopeRunOutOfMemory_RunsTheOtherHandlers()
    {
        var ran = 0;
        var services = new ServiceCollection();
        services.AddSingleton<IWebhookHandlerObserver>(new ExhaustedObserver());
        services.AddScoped<ExhaustedUnitOfWork>();
        services.AddHelpCrunchWebhooks()
            .AddHandler<ChatRatedEvent, IServiceProvider>((_, provider, _) => Task.FromResult(provider.GetRequiredService<ExhaustedUnitOfWork>()))
            .AddHandler<ChatEvent>((_, _) => Task.FromResult(ran++));

        var thrown = (await Dispatching(services).Should().ThrowAsync<WebhookHandlersFailedException>()).Which;

        thrown.Failures.Should().ContainSingle().Which.ToString().Should().Be("scope disposal (OutOfMemoryException)");
        ran.Should().Be(1);
    }

    [Fact]
    public async Task DispatchAsync_CanceledBefore_NothingRuns()
    {
        var ran = 0;
        var services = new ServiceCollection();
        services.AddHelpCrunchWebhooks().AddHandler<ChatEvent>((_, _) => Task.FromResult(ran++));

        await Dispatching(services, new CancellationToken(canceled: true)).Should().ThrowAsync<OperationCanceledException>();

        ran.Should().Be(0);
    }

    [Fact]
    public async Task DispatchAsync_CanceledMeanwhile_IsACancellation()
    {
        using var cancellation = new CancellationTokenSource();
        var services = new ServiceCollection();
        services.AddHelpCrunchWebhooks().AddHandler<ChatEvent>(async (_, cancellationToken) =>
        {
            await cancellation.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        });

        (await Dispatching(services, cancellation.Token).Should().ThrowAsync<OperationCanceledException>())
            .WithMessage("Handling ChatRatedEvent { EventType = chat.rated, Id = 1 } was canceled.");
    }

    [Fact]
    public async Task DispatchAsync_CanceledDuringAHandler_DoesNotStartTheNext()
    {
        using var cancellation = new CancellationTokenSource();
        var ran = 0;
        var services = new ServiceCollection();
        services.AddHelpCrunchWebhooks()
            .AddHandler<ChatRatedEvent>((_, _) => cancellation.CancelAsync())
            .AddHandler<ChatEvent>((_, _) => Task.FromResult(ran++));

        (await Dispatching(services, cancellation.Token).Should().ThrowAsync<OperationCanceledException>())
            .WithInnerException<OperationCanceledException>().WithMessage("The handler was not started because the delivery was canceled.");

        ran.Should().Be(0);
    }

    [Fact]
    public async Task DispatchAsync_CanceledWhileAnotherHandlerFailed_IsTheFailure()
    {
        using var cancellation = new CancellationTokenSource();
        var services = new ServiceCollection();
        services.AddHelpCrunchWebhooks()
            .AddHandler<ChatRatedEvent>((_, _) => throw new TimeoutException())
            .AddHandler<ChatEvent>(async (_, cancellationToken) =>
            {
                await cancellation.CancelAsync();
                cancellationToken.ThrowIfCancellationRequested();
            });

        (await Dispatching(services, cancellation.Token).Should().ThrowAsync<WebhookHandlersFailedException>()).Which.Failures.Should().HaveCount(2);
    }

    [Fact]
    public async Task DispatchAsync_CanceledAndScopedServiceFails_IsTheFailure()
    {
        using var cancellation = new CancellationTokenSource();
        var services = new ServiceCollection();
        services.AddScoped<FailingUnitOfWork>();
        services.AddHelpCrunchWebhooks().AddHandler<ChatEvent, IServiceProvider>(async (_, provider, cancellationToken) =>
        {
            provider.GetRequiredService<FailingUnitOfWork>();
            await cancellation.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        });

        (await Dispatching(services, cancellation.Token).Should().ThrowAsync<WebhookHandlersFailedException>())
            .Which.Failures.Select(failure => failure.HandlerName).Should().Equal("ChatEvent function", "scope disposal");
    }

    [Fact]
    public async Task DispatchAsync_HandlerCancelsItself_IsAFailure()
    {
        // The timeout of an HttpClient is an OperationCanceledException too, but the delivery is not canceled.
        var services = new ServiceCollection();
        services.AddHelpCrunchWebhooks().AddHandler<ChatEvent>((_, _) => throw new TaskCanceledException());

        await Dispatching(services).Should().ThrowAsync<WebhookHandlersFailedException>();
    }

    private static Func<Task> Dispatching(ServiceCollection services, CancellationToken cancellationToken = default) => async () =>
    {
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<WebhookDispatcher>().DispatchAsync(ChatRated, cancellationToken);
    };

    private sealed class FailingHandler : IWebhookEventHandler<ChatRatedEvent>
    {
        public Task HandleAsync(ChatRatedEvent webhookEvent, CancellationToken cancellationToken) => Task.FromException(new TimeoutException());
    }

    private sealed class HandlerOfMissingService(IComparable missing) : IWebhookEventHandler<ChatRatedEvent>
    {
        public Task HandleAsync(ChatRatedEvent webhookEvent, CancellationToken cancellationToken) => Task.FromResult(missing);
    }

    /// <summary>Throws an OutOfMemoryException on every runtime without an allocation, because the size overflows.</summary>
    private static long[,] TooLargeArray() => new long[int.MaxValue, int.MaxValue];

    private sealed class UnitOfWork : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }

    private sealed class ExhaustedUnitOfWork : IDisposable
    {
        public void Dispose() => TooLargeArray();
    }

    private sealed class ExhaustedObserver : IWebhookHandlerObserver
    {
        public void OnHandled(in WebhookHandledContext context) => TooLargeArray();
    }

    private sealed class FailingUnitOfWork : IDisposable
    {
        public void Dispose() => throw new TimeoutException();
    }
}
