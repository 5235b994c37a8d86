using System.Text;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>The app is stopped while handlers run.</summary>
public sealed class ShutdownTests
{
    private readonly TaskCompletionSource _started = new();
    private readonly TaskCompletionSource _finish = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Stop_HandlersThatEndInTime_AreNotCanceled()
    {
        await using var app = await StartAsync();
        var posted = app.PostAsync(Bodies.ChatRated());
        await _started.Task.WaitAsync(Wait.Long);

        var stopping = StopAsync(app);
        app.Clock.Advance(TimeSpan.FromSeconds(24) - TimeSpan.FromTicks(1)); // The host waits for 30 seconds.
        _finish.SetResult();

        (await posted).Should().Be(EndpointResponse.Empty(200));
        await stopping.WaitAsync(Wait.Long);
        _stopped.Task.IsCompleted.Should().BeFalse();
        (await ClaimAsync(app)).Status.Should().Be(WebhookDeliveryClaimStatus.Completed);
    }

    [Fact]
    public async Task Stop_HandlersExceedTheTimeout_AreCanceledAndReleaseTheClaim()
    {
        await using var app = await StartAsync();
        var posted = app.PostAsync(Bodies.ChatRated());
        await _started.Task.WaitAsync(Wait.Long);

        var stopping = StopAsync(app);
        app.Clock.Advance(TimeSpan.FromSeconds(24));

        (await posted).Should().Be(EndpointResponse.Empty(500));
        await stopping.WaitAsync(Wait.Long);
        (await ClaimAsync(app)).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
        var entry = app.Logs.FromSdk.Should().ContainSingle(entry => entry.Level >= LogLevel.Warning).Which;
        entry.Id.Id.Should().Be(17);
        entry.Message.Should().Be($"chat.rated {Bodies.Id}: the handlers were canceled because the app is shutting down. The response is 500, and the delivery may be sent again.");
    }

    [Fact]
    public async Task Stop_HostThatWaitsForever_HandlersHaveTheirTimeout()
    {
        await using var app = await StartAsync(Timeout.InfiniteTimeSpan);
        var posted = app.PostAsync(Bodies.ChatRated());
        await _started.Task.WaitAsync(Wait.Long);

        var stopping = StopAsync(app);
        app.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        _stopped.Task.IsCompleted.Should().BeFalse();
        app.Clock.Advance(TimeSpan.FromTicks(1));

        (await posted).Should().Be(EndpointResponse.Empty(500));
        await stopping.WaitAsync(Wait.Long);
        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Level == LogLevel.Error).Which.Id.Id.Should().Be(13);
    }

    [Fact]
    public async Task Stop_BodyArrivesAfterCancellation_IsNotHandledAndReleasesTheClaim()
    {
        await using var app = await StartAsync();
        var body = Bodies.ChatRated();
        using var connection = await RawConnection.OpenAsync(app);
        await connection.WriteAsync($"POST {ReceiverApp.Path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n"
            + $"{WebhookSignature.HeaderName}: {WebhookSignature.Compute(Encoding.UTF8.GetBytes(body), ReceiverApp.Key)}\r\n\r\n");
        await app.WaitForLogAsync("Executing endpoint");

        var stopping = StopAsync(app);
        app.Clock.Advance(TimeSpan.FromSeconds(24));
        await connection.WriteAsync(body);

        (await connection.ReadStatusLineAsync()).Should().Be("HTTP/1.1 500 Internal Server Error");
        await stopping.WaitAsync(Wait.Long);
        _started.Task.IsCompleted.Should().BeFalse();
        (await ClaimAsync(app)).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
        Warnings(app).Should().Equal(
            $"Warning 17: chat.rated {Bodies.Id}: the handlers were canceled because the app is shutting down. The response is 500, and the delivery may be sent again.");
    }

    [Theory]
    [InlineData(300, 0)] // The timeout, and the shutdown while they roll back.
    [InlineData(270, 6)] // The shutdown, and the timeout while they roll back.
    public async Task Stop_RollbackExceedsTheTimeout_LogsTheTimeout(int secondsBefore, int secondsAfter)
    {
        await using var app = await StartAsync(handler: RollBackAsync);
        var posted = app.PostAsync(Bodies.ChatRated());
        await _started.Task.WaitAsync(Wait.Long);

        var stopping = await StopBetweenAsync(app, secondsBefore, secondsAfter);
        _finish.SetResult();

        (await posted).Should().Be(EndpointResponse.Empty(500));
        await stopping.WaitAsync(Wait.Long);
        (await ClaimAsync(app)).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
        Warnings(app).Should().Equal(
            $"Error 13: chat.rated {Bodies.Id}: the handlers were canceled after HandlerTimeout (00:05:00). The response is 500, and the delivery may be sent again.");
    }

    [Fact]
    public async Task Stop_CanceledHandlerThrowsAnotherException_IsNotParked()
    {
        var isParked = false;
        await using var app = await StartAsync(handler: StopWithAnotherExceptionAsync, tryPark: (_, _) => new(isParked = true));
        var posted = app.PostAsync(Bodies.ChatRated());
        await _started.Task.WaitAsync(Wait.Long);

        var stopping = StopAsync(app);
        app.Clock.Advance(TimeSpan.FromSeconds(24));

        (await posted).Should().Be(EndpointResponse.Empty(500));
        await stopping.WaitAsync(Wait.Long);
        isParked.Should().BeFalse();
        (await ClaimAsync(app)).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
        var entry = app.Logs.FromSdk.Should().ContainSingle(entry => entry.Level >= LogLevel.Warning).Which;
        entry.Message.Should().Be($"chat.rated {Bodies.Id}: the handlers were canceled because the app is shutting down. The response is 500, and the delivery may be sent again.");
        entry.Exception.Should().BeOfType<WebhookHandlersFailedException>().Which.Failures.Should().ContainSingle().Which.Exception.Should().BeOfType<IOException>();
    }

    [Fact]
    public async Task Stop_HandlerIgnoresItsTokenBeyondTheTimeout_ReturnsItsResultAndWarns()
    {
        await using var app = await StartAsync(handler: IgnoreAsync);
        var posted = app.PostAsync(Bodies.ChatRated());
        await _started.Task.WaitAsync(Wait.Long);

        var stopping = await StopBetweenAsync(app, 270, 6);
        _finish.SetResult();

        (await posted).Should().Be(EndpointResponse.Empty(200));
        await stopping.WaitAsync(Wait.Long);
        (await ClaimAsync(app)).Status.Should().Be(WebhookDeliveryClaimStatus.Completed);
        Warnings(app).Should().Equal(
            $"Warning 16: chat.rated {Bodies.Id}: a handler ignored its CancellationToken and finished after HandlerTimeout (00:05:00). "
            + "A redelivery may have been handled concurrently. Pass the token on, or increase HandlerTimeout.");
    }

    [Fact]
    public async Task Stop_HandlerIgnoresItsTokenWithinTheTimeout_ReturnsItsResult()
    {
        await using var app = await StartAsync(handler: IgnoreAsync);
        var posted = app.PostAsync(Bodies.ChatRated());
        await _started.Task.WaitAsync(Wait.Long);

        var stopping = await StopBetweenAsync(app, 270, 6 - 1);
        _finish.SetResult();

        (await posted).Should().Be(EndpointResponse.Empty(200));
        await stopping.WaitAsync(Wait.Long);
        (await ClaimAsync(app)).Status.Should().Be(WebhookDeliveryClaimStatus.Completed);
        Warnings(app).Should().BeEmpty();
    }

    [Fact]
    public async Task Stop_AfterTheTimeoutOfAHandler_Warns()
    {
        await using var app = await StartAsync(handler: IgnoreAsync);
        var posted = app.PostAsync(Bodies.ChatRated());
        await _started.Task.WaitAsync(Wait.Long);

        app.Clock.Advance(TimeSpan.FromMinutes(6));
        var stopping = StopAsync(app);
        app.Clock.Advance(TimeSpan.FromSeconds(24));
        _finish.SetResult();

        (await posted).Should().Be(EndpointResponse.Empty(200));
        await stopping.WaitAsync(Wait.Long);
        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Level >= LogLevel.Warning).Which.Id.Id.Should().Be(16);
    }

    private static Task StopAsync(ReceiverApp app)
    {
        app.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication(); // As SIGTERM does. When it returns, the token is canceled.
        return app.Services.GetRequiredService<IHost>().StopAsync();
    }

    private static ValueTask<WebhookDeliveryClaim> ClaimAsync(ReceiverApp app) =>
        app.Services.GetRequiredService<IWebhookDeliveryStore>().ClaimAsync(new() { Delivery = new WebhookDeliveryId("", Bodies.Id), ClaimToken = 1, ExpiresAfter = TimeSpan.FromMinutes(5) }, default);

    private static IEnumerable<string> Warnings(ReceiverApp app) =>
        app.Logs.FromSdk.Where(entry => entry.Level >= LogLevel.Warning).Select(entry => $"{entry.Level} {entry.Id.Id}: {entry.Message}");

    /// <summary>Stops the app some seconds after the delivery. The handlers are canceled 24 seconds later. Returns some seconds after that.</summary>
    private async Task<Task> StopBetweenAsync(ReceiverApp app, int secondsBefore, int secondsAfter)
    {
        app.Clock.Advance(TimeSpan.FromSeconds(secondsBefore));
        var stopping = StopAsync(app);
        app.Clock.Advance(TimeSpan.FromSeconds(24));
        await _stopped.Task.WaitAsync(Wait.Long);
        app.Clock.Advance(TimeSpan.FromSeconds(secondsAfter));
        return stopping;
    }

    private Task<ReceiverApp> StartAsync(
        TimeSpan? shutdownTimeout = null,
        Func<ChatRatedEvent, CancellationToken, Task>? handler = null,
        Func<WebhookFailedDelivery, CancellationToken, ValueTask<bool>>? tryPark = null) => ReceiverApp.StartAsync(
        ServerKind.Kestrel,
        webhooks => webhooks.AddEndpoint(options => options.TryPark = tryPark).AddHandler(handler ?? StopAtOnceAsync),
        configure: builder =>
        {
            if (shutdownTimeout is { } timeout)
            {
                builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = timeout);
            }
        });

    private async Task StopAtOnceAsync(ChatRatedEvent chatRated, CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.Register(() => _stopped.SetResult());
        _started.SetResult();
        await _finish.Task.WaitAsync(cancellationToken);
    }

    /// <summary>As some clients of databases and services do.</summary>
    private async Task StopWithAnotherExceptionAsync(ChatRatedEvent chatRated, CancellationToken cancellationToken)
    {
        try
        {
            await StopAtOnceAsync(chatRated, cancellationToken);
        }
        catch (OperationCanceledException exception)
        {
            throw new IOException("The operation was canceled.", exception);
        }
    }

    private async Task RollBackAsync(ChatRatedEvent chatRated, CancellationToken cancellationToken)
    {
        await IgnoreAsync(chatRated, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task IgnoreAsync(ChatRatedEvent chatRated, CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.Register(() => _stopped.SetResult());
        _started.SetResult();
        await _finish.Task;
    }
}
