using System.Collections.Concurrent;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>The handlers of each delivery are canceled after the timeout of that delivery.</summary>
public sealed class HandlerTimeoutTests
{
    private const string ShortTimeoutPath = "/short";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private readonly ConcurrentDictionary<string, Delivery> _deliveries = [];

    [Fact]
    public async Task Advance_SuccessiveDeliveries_EachIsCanceledAfterItsTimeout()
    {
        await using var app = await StartAsync();
        await BeginAsync(app, "first");
        app.Clock.Advance(Minute);
        await BeginAsync(app, "second");

        app.Clock.Advance((4 * Minute) - Tick);
        Canceled().Should().BeEmpty();
        app.Clock.Advance(Tick);
        Canceled().Should().Equal("first");
        app.Clock.Advance(Minute - Tick);
        Canceled().Should().Equal("first");
        app.Clock.Advance(Tick);
        Canceled().Should().Equal("first", "second");
    }

    [Fact]
    public async Task Advance_LaterDeliveryWithAShorterTimeout_IsCanceledFirst()
    {
        await using var app = await StartAsync();
        await BeginAsync(app, "long");
        await BeginAsync(app, "short", ShortTimeoutPath);

        app.Clock.Advance(Minute);
        Canceled().Should().Equal("short");
        app.Clock.Advance(4 * Minute);
        Canceled().Should().Equal("long", "short");
    }

    [Fact]
    public async Task Advance_DeliveryThatEnded_IsNotCanceled()
    {
        await using var app = await StartAsync();
        await BeginAsync(app, "first");
        await BeginAsync(app, "second");

        await EndAsync("first");
        app.Clock.Advance(5 * Minute);

        Canceled().Should().Equal("second");
    }

    [Fact]
    public async Task DisposeAsync_DeliveryInProgress_IsCanceled()
    {
        var app = await StartAsync();
        await BeginAsync(app, "left behind");

        await app.DisposeAsync();

        Canceled().Should().Equal("left behind");
    }

    [Fact]
    public async Task DisposeAsync_CallbackThatThrows_OtherDeliveriesAreCanceled()
    {
        var app = await StartAsync();
        foreach (var id in new[] { "a", "b", "c" })
        {
            await BeginAsync(app, id);
        }

        using var registration = _deliveries["b"].Stop.Register(() => throw new InvalidOperationException("It cannot be canceled."));
        await app.DisposeAsync();

        Canceled().Should().Equal("a", "b", "c");
    }

    private Task<ReceiverApp> StartAsync() => ReceiverApp.StartAsync(
        ServerKind.TestHost,
        webhooks => webhooks.AddHandler<ChatRatedEvent>(HandleAsync),
        new()
        {
            ["HelpCrunch:SigningKeys:0:Secret"] = "made-up-signing-key",
            ["Short:SigningKeys:0:Secret"] = "made-up-signing-key",
            ["Short:HandlerTimeout"] = "00:01:00",
        },
        builder => builder.Services.AddHelpCrunchWebhooks().AddEndpoint("short", builder.Configuration.GetSection("Short")).AddHandler<ChatRatedEvent>(HandleAsync),
        app =>
        {
            app.MapHelpCrunchWebhooks(ReceiverApp.Path);
            app.MapHelpCrunchWebhooks(ShortTimeoutPath, "short");
        });

    private async Task BeginAsync(ReceiverApp app, string id, string path = ReceiverApp.Path)
    {
        var delivery = _deliveries[id] = new Delivery();
        delivery.EndpointResponse = app.PostAsync(Bodies.ChatRated(id), path: path);
        await delivery.Started.Task.WaitAsync(Wait.Long);
    }

    private async Task EndAsync(string id)
    {
        _deliveries[id].Finish.SetResult();
        (await _deliveries[id].EndpointResponse!).Should().Be(EndpointResponse.Empty(200));
    }

    private async Task HandleAsync(ChatRatedEvent chatRated, CancellationToken cancellationToken)
    {
        var delivery = _deliveries[chatRated.Id];
        delivery.Stop = cancellationToken;
        delivery.Started.SetResult();
        await delivery.Finish.Task.WaitAsync(cancellationToken);
    }

    private IEnumerable<string> Canceled() => _deliveries.Where(delivery => delivery.Value.Stop.IsCancellationRequested).Select(delivery => delivery.Key).Order();

    private sealed class Delivery
    {
        public TaskCompletionSource Started { get; } = new();

        public TaskCompletionSource Finish { get; } = new();

        public CancellationToken Stop { get; set; }

        public Task<EndpointResponse>? EndpointResponse { get; set; }
    }
}
