using HelpCrunch.Webhooks.Sdk.Testing.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.Testing.Tests.Simulation;

/// <summary>The simulator sends to the endpoint of HelpCrunch.Webhooks.Sdk.AspNetCore.</summary>
public sealed class EndpointSimulationTests
{
    [Fact]
    public async Task SendAsync_AllFaultsToTheEndpoint_FindsNoProblemAndHandlesEachEventOnce()
    {
        var counter = new WebhookHandlerCounter();
        await using var app = await ReceiverApp.StartAsync(webhooks =>
        {
            webhooks.Services.AddSingleton<IWebhookHandlerObserver>(counter);
            webhooks.AddHandler<WebhookEvent>(_ => Task.CompletedTask);
        });
        var simulator = new WebhookSimulator(app.Client, ReceiverApp.Path, ReceiverApp.Key, new WebhookSimulatorOptions
        {
            Faults = WebhookFaults.All,
            MaxConcurrency = 4,
            SlowBodyDuration = TimeSpan.Zero,
            HandledCount = counter.GetCountAsync,
        });

        var result = await simulator.SendAsync(WebhookSamples.CreateAll());

        result.Problems.Should().BeEmpty();
        result.Deliveries.Should().HaveCount(20 * (1 + 3 + 4 + 1));
        result.Deliveries.Where(delivery => !delivery.IsForgery).Should().OnlyContain(delivery => counter.GetCount(delivery.EventId) == 1);
        result.Deliveries.Where(delivery => delivery.IsForgery).Should().OnlyContain(delivery => counter.GetCount(delivery.EventId) == 0);
    }

    [Fact]
    public async Task SendAsync_SlowAndChunkedBodiesOverLoopback_AreAccepted()
    {
        await using var app = await ReceiverApp.StartAsync(onLoopback: true);
        var simulator = new WebhookSimulator(app.Client, ReceiverApp.Uri, ReceiverApp.Key, new WebhookSimulatorOptions
        {
            Faults = WebhookFaults.SlowBody | WebhookFaults.ChunkedBody | WebhookFaults.Forgeries,
            FaultRate = 0.5,
            SlowBodyDuration = TimeSpan.FromMilliseconds(7),
        });

        var result = await simulator.SendAsync(WebhookSamples.CreateAll());

        result.Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task SendAsync_AppWithThreeHandlers_FindsNoProblemWithItsEvents()
    {
        var counter = new WebhookHandlerCounter();
        await using var app = await ReceiverApp.StartAsync(webhooks =>
        {
            webhooks.Services.AddSingleton<IWebhookHandlerObserver>(counter);
            webhooks.AddHandler<ChatRatedEvent>(_ => Task.CompletedTask);
            webhooks.AddHandler<ChatClosedEvent>(_ => Task.CompletedTask);
            webhooks.AddHandler<CustomerBlockedEvent>(_ => Task.CompletedTask);
        });
        var options = new WebhookSimulatorOptions { Faults = WebhookFaults.All, SlowBodyDuration = TimeSpan.Zero, HandledCount = counter.GetCountAsync };
        WebhookEvent[] handled = [WebhookSamples.ChatRated(), WebhookSamples.ChatClosed(), WebhookSamples.CustomerBlocked()];
        var unknown = UnknownEvent.FromJson("chat.merged", "{}", "id-of-an-unknown-event");

        var ofHandledEvents = await new WebhookSimulator(app.Client, ReceiverApp.Path, ReceiverApp.Key, options).SendAsync([.. handled, unknown]);
        options.HandledEventTypes = ["chat.rated", "chat.closed", "customer.blocked"];
        options.Seed = 1;
        var others = WebhookSamples.CreateAll().Select(webhookEvent => webhookEvent with { Id = "other-" + webhookEvent.Id });
        var ofAllEvents = await new WebhookSimulator(app.Client, ReceiverApp.Path, ReceiverApp.Key, options).SendAsync(others);

        ofHandledEvents.Problems.Should().BeEmpty();
        ofAllEvents.Problems.Should().BeEmpty();
    }
}
