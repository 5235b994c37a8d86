using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Wolverine;
using Wolverine.Runtime.Routing;

namespace HelpCrunch.Webhooks.Sdk.Wolverine.Tests;

/// <summary>An app that uses Wolverine for its own messages, without its inbox. docs/troubleshooting.md tells what to do.</summary>
public sealed class HandlerDiscoveryTests
{
    private static readonly ChatRatedEvent Rated = new() { Id = "252041ed", EventData = new ChatEventData { ChatId = 743 } };

    [Fact]
    public async Task InvokeAsync_EventWithAHandlerClass_IsHandledByWolverineToo()
    {
        using var host = await StartAsync(_ => { });

        await host.Services.GetRequiredService<IMessageBus>().InvokeAsync(Rated);

        host.Services.GetRequiredService<Ratings>().Ids.Should().Equal("252041ed");
    }

    [Fact]
    public async Task InvokeAsync_HandlerClassesAreExcluded_HasNoHandler()
    {
        using var host = await StartAsync(wolverine => wolverine.Discovery.CustomizeHandlerDiscovery(query =>
            query.Excludes.WithCondition("handlers of HelpCrunch webhooks", type => type.GetInterfaces().Any(IsEventHandler))));

        var invoking = () => host.Services.GetRequiredService<IMessageBus>().InvokeAsync(Rated);

        await invoking.Should().ThrowAsync<IndeterminateRoutesException>();
        host.Services.GetRequiredService<Ratings>().Ids.Should().BeEmpty();
    }

    private static bool IsEventHandler(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IWebhookEventHandler<>);

    private static Task<IHost> StartAsync(Action<WolverineOptions> configure) => Host.CreateDefaultBuilder()
        .ConfigureServices(services => services.AddSingleton<Ratings>())
        .UseWolverine(wolverine =>
        {
            wolverine.ApplicationAssembly = typeof(HandlerDiscoveryTests).Assembly;
            configure(wolverine);
        })
        .StartAsync();

    public sealed class Ratings
    {
        public List<string> Ids { get; } = [];
    }

    public sealed class RatedHandler(Ratings ratings) : IWebhookEventHandler<ChatRatedEvent>
    {
        public Task HandleAsync(ChatRatedEvent webhookEvent, CancellationToken cancellationToken)
        {
            ratings.Ids.Add(webhookEvent.Id);
            return Task.CompletedTask;
        }
    }
}
