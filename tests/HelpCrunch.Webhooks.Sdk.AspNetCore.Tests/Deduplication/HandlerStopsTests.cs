using System.Collections.Concurrent;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>One timer asks the handlers of every delivery to stop, each in its own time.</summary>
public sealed class HandlerStopsTests
{
    private const string HastyPath = "/hasty";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private readonly ConcurrentDictionary<string, Delivery> _deliveries = [];

    [Fact]
    public async Task Advance_DeliveriesOneAfterAnother_EachIsAskedAtItsOwnTime()
    {
        await using var app = await StartAsync();
        await BeginAsync(app, "first");
        app.Clock.Advance(Minute);
        await BeginAsync(app, "second");

        app.Clock.Advance((4 * Minute) - Tick);
        Asked().Should().BeEmpty();
        app.Clock.Advance(Tick);
        Asked().Should().Equal("first");
        app.Clock.Advance(Minute - Tick);
        Asked().Should().Equal("first");
        app.Clock.Advance(Tick);
        Asked().Should().Equal("first", "second");
    }

    [Fact]
    public async Task Advance_DeliveryWithLessTimeThanOneUnderWay_IsAskedBeforeIt()
    {
        await using var app = await StartAsync();
        await BeginAsync(app, "patient");
        await BeginAsync(app, "hasty", HastyPath);

        app.Clock.Advance(Minute);
        Asked().Should().Equal("hasty");
        app.Clock.Advance(4 * Minute);
        Asked().Should().Equal("hasty", "patient");
    }

    [Fact]
    public async Task Advance_TimerFoundNobody_TheNextDeliveryHasItsTimeAllTheSame()
    {
        await using var app = await StartAsync();
        await BeginAsync(app, "first");
        await EndAsync("first");
        app.Clock.Advance(5 * Minute);

        await BeginAsync(app, "second");
        app.Clock.Advance((5 * Minute) - Tick);
        Asked().Should().BeEmpty();
        app.Clock.Advance(Tick);

        Asked().Should().Equal("second");
    }

    [Theory]
    [InlineData("a", "b", "c, d")] // The first, and one whose neighbour went.
    [InlineData("a", "d", "b, c")] // The first, and what took its place.
    [InlineData("d", "c", "a, b")] // In the reverse of the order in which they came.
    [InlineData("b", "a", "c, d")]
    public async Task End_SomeOfSeveral_TheOthersHaveTheirTime(string one, string other, string asked)
    {
        await using var app = await StartAsync();
        foreach (var id in new[] { "a", "b", "c", "d" })
        {
            await BeginAsync(app, id);
        }

        await EndAsync(one);
        await EndAsync(other);
        app.Clock.Advance(5 * Minute);

        Asked().Should().Equal(asked.Split(", "));
    }

    [Fact]
    public async Task DisposeAsync_DeliveryUnderWay_IsAsked()
    {
        var app = await StartAsync();
        await BeginAsync(app, "left behind");

        await app.DisposeAsync();

        Asked().Should().Equal("left behind");
    }

    private Task<ReceiverApp> StartAsync() => ReceiverApp.StartAsync(
        ServerKind.TestHost,
        webhooks => webhooks.AddHandler<ChatRatedEvent>(HandleAsync),
        new()
        {
            ["HelpCrunch:SigningKeys:0:Secret"] = "made-up-signing-key",
            ["Hasty:SigningKeys:0:Secret"] = "made-up-signing-key",
            ["Hasty:HandlerTimeout"] = "00:01:00",
        },
        builder => builder.Services.AddHelpCrunchWebhooks("hasty", builder.Configuration.GetSection("Hasty")).AddHandler<ChatRatedEvent>(HandleAsync),
        app =>
        {
            app.MapHelpCrunchWebhooks(ReceiverApp.Path);
            app.MapHelpCrunchWebhooks(HastyPath, "hasty");
        });

    private async Task BeginAsync(ReceiverApp app, string id, string path = ReceiverApp.Path)
    {
        var delivery = _deliveries[id] = new Delivery();
        delivery.Answer = app.PostAsync(Bodies.ChatRated(id), path: path);
        await delivery.Started.Task.WaitAsync(Wait.Long);
    }

    private async Task EndAsync(string id)
    {
        _deliveries[id].Finish.SetResult();
        (await _deliveries[id].Answer!).Should().Be(Answer.Empty(200));
    }

    private async Task HandleAsync(ChatRatedEvent chatRated, CancellationToken cancellationToken)
    {
        var delivery = _deliveries[chatRated.Id];
        delivery.Stop = cancellationToken;
        delivery.Started.SetResult();
        await delivery.Finish.Task.WaitAsync(cancellationToken);
    }

    private IEnumerable<string> Asked() => _deliveries.Where(delivery => delivery.Value.Stop.IsCancellationRequested).Select(delivery => delivery.Key).Order();

    private sealed class Delivery
    {
        public TaskCompletionSource Started { get; } = new();

        public TaskCompletionSource Finish { get; } = new();

        public CancellationToken Stop { get; set; }

        public Task<Answer>? Answer { get; set; }
    }
}
