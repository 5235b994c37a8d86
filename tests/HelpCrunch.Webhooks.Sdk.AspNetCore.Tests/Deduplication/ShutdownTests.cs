namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>The app is stopped while handlers are at work.</summary>
public sealed class ShutdownTests
{
    private readonly TaskCompletionSource _started = new();
    private readonly TaskCompletionSource _finish = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Stop_HandlersThatEndInTime_AreNotAskedToStop()
    {
        await using var app = await StartAsync();
        var posted = app.PostAsync(Bodies.ChatRated());
        await _started.Task.WaitAsync(Wait.Long);

        var stopping = StopAsync(app);
        app.Clock.Advance(TimeSpan.FromSeconds(24) - TimeSpan.FromTicks(1)); // The host waits for 30 seconds.
        _finish.SetResult();

        (await posted).Should().Be(Answer.Empty(200));
        await stopping.WaitAsync(Wait.Long);
        _stopped.Task.IsCompleted.Should().BeFalse();
        (await ClaimAsync(app)).Status.Should().Be(WebhookDeliveryClaimStatus.Completed);
    }

    [Fact]
    public async Task Stop_HandlersThatDoNotEndInTime_AreAskedToStopAndTheClaimIsGivenBack()
    {
        await using var app = await StartAsync();
        var posted = app.PostAsync(Bodies.ChatRated());
        await _started.Task.WaitAsync(Wait.Long);

        var stopping = StopAsync(app);
        app.Clock.Advance(TimeSpan.FromSeconds(24));

        (await posted).Should().Be(Answer.Empty(500));
        await stopping.WaitAsync(Wait.Long);
        (await ClaimAsync(app)).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
        var entry = app.Logs.Own.Should().ContainSingle(entry => entry.Level >= LogLevel.Warning).Which;
        entry.Id.Id.Should().Be(17);
        entry.Message.Should().Be($"chat.rated {Bodies.Id}: the handlers were asked to stop because the app stops. The delivery is answered with 500 and may come again.");
    }

    [Fact]
    public async Task Stop_HostThatWaitsForEver_LeavesHandlersTheirClaimTimeout()
    {
        await using var app = await StartAsync(Timeout.InfiniteTimeSpan);
        var posted = app.PostAsync(Bodies.ChatRated());
        await _started.Task.WaitAsync(Wait.Long);

        var stopping = StopAsync(app);
        app.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        _stopped.Task.IsCompleted.Should().BeFalse();
        app.Clock.Advance(TimeSpan.FromTicks(1));

        (await posted).Should().Be(Answer.Empty(500));
        await stopping.WaitAsync(Wait.Long);
        app.Logs.Own.Should().ContainSingle(entry => entry.Level == LogLevel.Error).Which.Id.Id.Should().Be(13);
    }

    [Fact]
    public async Task Stop_AfterTheClaimLapsedUnderAHandlerThatIgnoresItsToken_IsWarnedOfAllTheSame()
    {
        await using var app = await ReceiverApp.StartAsync(ServerKind.Kestrel, webhooks => webhooks.AddHandler<ChatRatedEvent>((_, _) =>
        {
            _started.SetResult();
            return _finish.Task;
        }));
        var posted = app.PostAsync(Bodies.ChatRated());
        await _started.Task.WaitAsync(Wait.Long);

        app.Clock.Advance(TimeSpan.FromMinutes(6));
        var stopping = StopAsync(app);
        app.Clock.Advance(TimeSpan.FromSeconds(24));
        _finish.SetResult();

        (await posted).Should().Be(Answer.Empty(200));
        await stopping.WaitAsync(Wait.Long);
        app.Logs.Own.Should().ContainSingle(entry => entry.Level >= LogLevel.Warning).Which.Id.Id.Should().Be(16);
    }

    private static Task StopAsync(ReceiverApp app)
    {
        app.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication(); // What SIGTERM does; on its return, all have heard of it.
        return app.Services.GetRequiredService<IHost>().StopAsync();
    }

    private static ValueTask<WebhookDeliveryClaim> ClaimAsync(ReceiverApp app) =>
        app.Services.GetRequiredService<IWebhookDeliveryStore>().ClaimAsync(new WebhookDelivery("", Bodies.Id), TimeSpan.FromMinutes(5), default);

    private Task<ReceiverApp> StartAsync(TimeSpan? shutdownTimeout = null) => ReceiverApp.StartAsync(
        ServerKind.Kestrel,
        webhooks => webhooks.AddHandler<ChatRatedEvent>(async (_, cancellationToken) =>
        {
            using var registration = cancellationToken.Register(() => _stopped.SetResult());
            _started.SetResult();
            await _finish.Task.WaitAsync(cancellationToken);
        }),
        configure: builder =>
        {
            if (shutdownTimeout is { } timeout)
            {
                builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = timeout);
            }
        });
}
