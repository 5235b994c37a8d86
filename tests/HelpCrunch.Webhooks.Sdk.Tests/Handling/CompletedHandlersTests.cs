using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.Tests.Handling;

/// <summary>After a failure, only the handlers that failed run again.</summary>
public sealed class CompletedHandlersTests
{
    private static readonly ChatRatedEvent ChatRated = new() { Id = "1", EventData = new ChatEventData { ChatId = 743 } };
    private readonly List<string> _ran = [];
    private string? _failing;

    [Fact]
    public async Task DispatchAsync_OneHandlerFails_TheContextHasTheOthers()
    {
        _failing = "family";
        var context = new WebhookDeliveryContext();

        await FluentActions.Awaiting(() => DispatchAsync(context)).Should().ThrowAsync<WebhookHandlersFailedException>();

        context.CompletedHandlers.Should().Equal("ChatRatedEvent function", "WebhookEvent function");
        _ran.Should().Equal("event", "family", "all");
    }

    [Fact]
    public async Task DispatchAsync_CompletedHandlersOfAnEarlierAttempt_RunsTheOthers()
    {
        var context = new WebhookDeliveryContext(completedHandlers: ["ChatRatedEvent function", "WebhookEvent function"]);

        var result = await DispatchAsync(context);

        _ran.Should().Equal("family");
        (result.HandlerCount, result.SkippedHandlerCount).Should().Be((1, 2));
    }

    [Fact]
    public async Task DispatchAsync_FailsAgain_KeepsTheCompletedHandlers()
    {
        _failing = "family";
        var context = new WebhookDeliveryContext(completedHandlers: ["ChatRatedEvent function"]);

        await FluentActions.Awaiting(() => DispatchAsync(context)).Should().ThrowAsync<WebhookHandlersFailedException>();

        context.CompletedHandlers.Should().Equal("ChatRatedEvent function", "WebhookEvent function");
        _ran.Should().Equal("family", "all");
    }

    [Fact]
    public async Task DispatchAsync_CanceledAfterAHandlerSucceeded_TheContextHasIt()
    {
        using var source = new CancellationTokenSource();
        var services = new ServiceCollection();
        services.AddHelpCrunchWebhooks()
            .AddHandler<ChatRatedEvent>(_ => Task.CompletedTask)
            .AddHandler<ChatEvent>((_, cancellationToken) =>
            {
                source.Cancel();
                return Task.FromCanceled(cancellationToken);
            });
        using var provider = services.BuildServiceProvider();
        var context = new WebhookDeliveryContext();

        await provider.GetRequiredService<WebhookDispatcher>()
            .Awaiting(dispatcher => dispatcher.DispatchAsync(ChatRated, context, source.Token).AsTask())
            .Should().ThrowAsync<OperationCanceledException>();

        context.CompletedHandlers.Should().Equal("ChatRatedEvent function");
    }

    [Fact]
    public async Task DispatchAsync_ScopedServiceFailsToDispose_NoHandlerIsCompleted()
    {
        // What the handlers did may not have been saved.
        var services = new ServiceCollection().AddScoped<UnitOfWork>();
        services.AddHelpCrunchWebhooks().AddHandler<ChatEvent, UnitOfWork>((_, _, _) => Task.CompletedTask);
        using var provider = services.BuildServiceProvider();
        var context = new WebhookDeliveryContext();

        await provider.GetRequiredService<WebhookDispatcher>()
            .Awaiting(dispatcher => dispatcher.DispatchAsync(ChatRated, context).AsTask())
            .Should().ThrowAsync<WebhookHandlersFailedException>();

        context.CompletedHandlers.Should().BeEmpty();
    }

    [Fact]
    public async Task DispatchAsync_ClassHandlesTheEventTwiceAndFailsOnce_IsNotCompleted()
    {
        var services = new ServiceCollection();
        services.AddHelpCrunchWebhooks()
            .AddHandler<ChatRatedEvent, FailsForTheEvent>()
            .AddHandler<ChatEvent, FailsForTheEvent>();
        using var provider = services.BuildServiceProvider();
        var context = new WebhookDeliveryContext();

        await provider.GetRequiredService<WebhookDispatcher>()
            .Awaiting(dispatcher => dispatcher.DispatchAsync(ChatRated, context).AsTask())
            .Should().ThrowAsync<WebhookHandlersFailedException>();

        context.CompletedHandlers.Should().BeEmpty();
    }

    private async Task<WebhookDispatchResult> DispatchAsync(WebhookDeliveryContext context)
    {
        var services = new ServiceCollection();
        services.AddHelpCrunchWebhooks()
            .AddHandler<ChatRatedEvent>(_ => Run("event"))
            .AddHandler<ChatEvent>(_ => Run("family"))
            .AddHandler<WebhookEvent>(_ => Run("all"));
        using var provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<WebhookDispatcher>().DispatchAsync(ChatRated, context);
    }

    private Task Run(string handler)
    {
        _ran.Add(handler);
        return handler == _failing ? throw new InvalidOperationException("It fails.") : Task.CompletedTask;
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
