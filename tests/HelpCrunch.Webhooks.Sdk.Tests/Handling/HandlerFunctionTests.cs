using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.Tests.Handling;

/// <summary>The forms of functions that AddHandler takes. Each is awaited: none of them binds to an overload that returns void.</summary>
public sealed class HandlerFunctionTests
{
    private static readonly ChatRatedEvent ChatRated = new() { Id = "1", EventData = new ChatEventData { ChatId = 743 } };
    private readonly List<string> _ran = [];

    [Fact]
    public async Task AddHandler_Event_IsAwaited()
    {
        await DispatchAsync(webhooks => webhooks
            .AddHandler<ChatRatedEvent>(chatRated => RunAsync($"lambda {chatRated.EventData.ChatId}"))
            .AddHandler<ChatRatedEvent>(async chatRated => await RunAsync($"async lambda {chatRated.EventData.ChatId}"))
            .AddHandler<ChatRatedEvent>(async chatRated =>
            {
                await Task.Yield();
                await RunAsync($"async block {chatRated.EventData.ChatId}");
            })
            .AddHandler((ChatRatedEvent chatRated) => RunAsync($"inferred {chatRated.EventData.ChatId}"))
            .AddHandler<ChatRatedEvent>(RunMethodAsync));

        _ran.Should().Equal("lambda 743", "async lambda 743", "async block 743", "inferred 743", "method 743");
    }

    [Fact]
    public async Task AddHandler_EventAndToken_IsAwaitedAndGetsTheToken()
    {
        using var cancellation = new CancellationTokenSource();

        await DispatchAsync(
            webhooks => webhooks
                .AddHandler<ChatRatedEvent>((_, cancellationToken) => RunAsync($"lambda {cancellationToken == cancellation.Token}"))
                .AddHandler<ChatRatedEvent>(async (_, cancellationToken) => await RunAsync($"async lambda {cancellationToken == cancellation.Token}"))
                .AddHandler((ChatRatedEvent _, CancellationToken cancellationToken) => RunAsync($"inferred {cancellationToken == cancellation.Token}"))
                .AddHandler<ChatRatedEvent>(RunWithTokenAsync),
            cancellation.Token);

        _ran.Should().Equal("lambda True", "async lambda True", "inferred True", "method 743");
    }

    [Fact]
    public async Task AddHandler_EventServiceAndToken_GetsTheServiceOfTheScope()
    {
        var scoped = new List<Scoped>();

        await DispatchAsync(webhooks => webhooks
            .AddHandler<ChatRatedEvent, Scoped>((_, service, _) => UseAsync(service))
            .AddHandler<ChatRatedEvent, Scoped>(async (_, service, _) => await UseAsync(service))
            .AddHandler((ChatRatedEvent _, Scoped service, CancellationToken _) => UseAsync(service))
            .AddHandler<ChatRatedEvent, IServiceProvider>((_, services, _) => UseAsync(services.GetRequiredService<Scoped>()))
            .AddHandler<ChatRatedEvent, Scoped, IServiceProvider>(async (_, service, services, _) =>
            {
                services.GetRequiredService<Scoped>().Should().BeSameAs(service);
                await UseAsync(service);
            }));

        scoped.Should().HaveCount(5).And.OnlyContain(service => ReferenceEquals(service, scoped[0]) && service.IsDisposed);

        async Task UseAsync(Scoped service)
        {
            await Task.Yield();
            service.IsDisposed.Should().BeFalse();
            scoped.Add(service);
        }
    }

    [Fact]
    public async Task AddHandler_FunctionThatThrows_FailsTheDelivery()
    {
        Func<Task> dispatch = () => DispatchAsync(webhooks => webhooks
            .AddHandler<ChatRatedEvent>(_ => throw new TimeoutException())
            .AddHandler<ChatRatedEvent>(async _ =>
            {
                await Task.Yield();
                throw new TimeoutException();
            })
            .AddHandler<ChatRatedEvent, Scoped>((_, _, _) => throw new TimeoutException())
            .AddHandler<ChatRatedEvent, MissingService>((_, _, _) => Task.CompletedTask));

        (await dispatch.Should().ThrowAsync<WebhookHandlersFailedException>()).Which.Failures.Select(failure => failure.ToString()).Should().Equal(
            "ChatRatedEvent function (TimeoutException)",
            "ChatRatedEvent function 2 (TimeoutException)",
            "ChatRatedEvent function 3 (TimeoutException)",
            "ChatRatedEvent function 4 (InvalidOperationException)");
    }

    /// <summary>An Action parameter would accept functions that return a ValueTask, or async void methods, and not wait for them.</summary>
    [Fact]
    public void AddHandler_NoOverload_TakesAFunctionThatReturnsVoid() =>
        typeof(HelpCrunchWebhooksBuilderExtensions).GetMethods()
            .Where(method => method.Name == nameof(HelpCrunchWebhooksBuilderExtensions.AddHandler))
            .SelectMany(method => method.GetParameters().Skip(1))
            .Select(parameter => parameter.ParameterType.GetMethod("Invoke")!.ReturnType)
            .Should().HaveCount(4).And.OnlyContain(type => type == typeof(Task));

    private static async Task DispatchAsync(Action<IHelpCrunchWebhooksBuilder> add, CancellationToken cancellationToken = default)
    {
        var services = new ServiceCollection().AddScoped<Scoped>();
        add(services.AddHelpCrunchWebhooks());
        await using var provider = services.BuildServiceProvider(validateScopes: true);
        await provider.GetRequiredService<WebhookDispatcher>().DispatchAsync(ChatRated, cancellationToken);
    }

    private async Task RunAsync(string name)
    {
        await Task.Yield();
        _ran.Add(name);
    }

    private Task RunMethodAsync(ChatRatedEvent chatRated) => RunAsync($"method {chatRated.EventData.ChatId}");

    private Task RunWithTokenAsync(ChatEvent chatEvent, CancellationToken cancellationToken) => RunAsync($"method {chatEvent.EventData.ChatId}");

    private sealed class Scoped : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }

    private sealed class MissingService;
}
