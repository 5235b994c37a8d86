using System.Collections.Concurrent;
using System.Globalization;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>How the endpoint uses the store.</summary>
public sealed class DeduplicationTests
{
    [Theory]
    [InlineData(ServerKind.TestHost)]
    [InlineData(ServerKind.Kestrel)]
    public async Task Post_1000ConcurrentDeliveriesOf100Ids_EachIsHandledOnce(ServerKind server)
    {
        var handled = new ConcurrentDictionary<string, int>();
        await using var app = await ReceiverApp.StartAsync(
            server,
            webhooks => webhooks.AddHandler<ChatRatedEvent>(async (chatRated, _) =>
            {
                handled.AddOrUpdate(chatRated.Id, 1, (_, count) => count + 1);
                await Task.Yield(); // Other deliveries run in between.
            }),
            new() { ["HelpCrunch:SigningKeys:0:Secret"] = "made-up-signing-key", ["HelpCrunch:SigningKeys:0:Name"] = "2026", ["HelpCrunch:InProgressTimeout"] = "00:00:00" });

        var statuses = await Task.WhenAll(Enumerable.Range(0, 1000).Select(async index => (await app.PostAsync(Bodies.ChatRated($"{index % 100}"))).Status));

        statuses.Should().OnlyContain(status => status == 200 || status == 503);
        handled.Should().HaveCount(100).And.OnlyContain(pair => pair.Value == 1);
    }

    [Fact]
    public async Task Post_RedeliveryAfterTheWindow_IsHandledAgain()
    {
        var recorder = new Recorder();
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            webhooks => webhooks.AddHandler<ChatRatedEvent>(recorder.RecordAsync),
            new() { ["HelpCrunch:SigningKeys:0:Secret"] = "made-up-signing-key", ["HelpCrunch:DeduplicationWindow"] = "01:00:00" });

        await app.PostAsync(Bodies.ChatRated());
        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.PostAsync(Bodies.ChatRated());

        recorder.Events.Should().HaveCount(2);
    }

    [Fact]
    public async Task Post_RedeliveryJustBeforeTheWindowEnds_IsNotHandledAgain()
    {
        var recorder = new Recorder();
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, webhooks => webhooks.AddHandler<ChatRatedEvent>(recorder.RecordAsync));

        await app.PostAsync(Bodies.ChatRated());
        app.Clock.Advance(TimeSpan.FromDays(3) - TimeSpan.FromTicks(1));

        (await app.PostAsync(Bodies.ChatRated(attempts: 1))).Status.Should().Be(200);
        recorder.Events.Should().ContainSingle();
    }

    [Fact]
    public async Task Post_RedeliveryWithAWindowOfZero_IsHandledAgain()
    {
        var recorder = new Recorder();
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            webhooks => webhooks.AddHandler<ChatRatedEvent>(recorder.RecordAsync),
            new() { ["HelpCrunch:SigningKeys:0:Secret"] = "made-up-signing-key", ["HelpCrunch:DeduplicationWindow"] = "00:00:00" });

        await app.PostAsync(Bodies.ChatRated());
        await app.PostAsync(Bodies.ChatRated());

        recorder.Events.Should().HaveCount(2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")] // Different deliveries could have it.
    public async Task Post_BlankId_IsNotADuplicate(string id)
    {
        var recorder = new Recorder();
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, webhooks => webhooks.AddHandler<WebhookEvent>(recorder.RecordAsync));

        (await app.PostAsync(Bodies.ChatRated(id))).Status.Should().Be(200);
        (await app.PostAsync(Bodies.Unknown(id))).Status.Should().Be(200);

        recorder.Events.Select(webhookEvent => webhookEvent.EventType).Should().Equal("chat.rated", "chat.teleported");
    }

    [Fact]
    public async Task Post_HandlersExceedTheTimeout_AreCanceledAndTheRetryIsHandled()
    {
        var started = new TaskCompletionSource();
        var recorder = new Recorder();
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, webhooks => webhooks.AddHandler<ChatRatedEvent>((chatRated, cancellationToken) =>
        {
            started.TrySetResult();
            return chatRated.Attempts == 0 ? Task.Delay(Timeout.Infinite, cancellationToken) : recorder.RecordAsync(chatRated, cancellationToken);
        }));

        var first = app.PostAsync(Bodies.ChatRated());
        await started.Task.WaitAsync(Wait.Long);
        app.Clock.Advance(TimeSpan.FromMinutes(5));

        (await first).Should().Be(EndpointResponse.Empty(500));
        (await app.PostAsync(Bodies.ChatRated(attempts: 1))).Status.Should().Be(200);
        recorder.Events.Should().ContainSingle();
        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Level == LogLevel.Error).Which.Id.Id.Should().Be(13);
    }

    [Fact]
    public async Task Post_CancellationCallbackThrows_Returns500()
    {
        // An exception in the callback of a timer ends the process.
        var started = new TaskCompletionSource();
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, webhooks => webhooks.AddHandler<ChatRatedEvent>(async (_, cancellationToken) =>
        {
            using var registration = cancellationToken.Register(() => throw new InvalidOperationException("It cannot be canceled."));
            started.SetResult();
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        }));

        var posted = app.PostAsync(Bodies.ChatRated());
        await started.Task.WaitAsync(Wait.Long);
        app.Clock.Advance(TimeSpan.FromMinutes(5));

        (await posted.WaitAsync(Wait.Long)).Should().Be(EndpointResponse.Empty(500));
        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Level == LogLevel.Error).Which.Id.Id.Should().Be(13);
    }

    [Theory]
    [InlineData(false, 200)]
    [InlineData(true, 500)] // The response is the result of the handlers.
    public async Task Post_HandlerIgnoresItsToken_ReturnsItsResultAndWarns(bool fails, int status)
    {
        var started = new TaskCompletionSource();
        var finish = new TaskCompletionSource();
        var handled = 0;
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, webhooks => webhooks.AddHandler<ChatRatedEvent>(async (chatRated, _) =>
        {
            handled++;
            if (chatRated.Attempts == 0)
            {
                started.TrySetResult();
                await finish.Task;
            }
        }));

        var first = app.PostAsync(Bodies.ChatRated());
        await started.Task.WaitAsync(Wait.Long);
        app.Clock.Advance(TimeSpan.FromMinutes(6));
        (await app.PostAsync(Bodies.ChatRated(attempts: 1))).Status.Should().Be(200);
        handled.Should().Be(2, "the claim has expired, so the redelivery runs concurrently");
        if (fails)
        {
            finish.SetException(new InvalidOperationException("too late"));
        }
        else
        {
            finish.SetResult();
        }

        (await first).Should().Be(EndpointResponse.Empty(status));
        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Level == LogLevel.Warning).Which.Should().BeEquivalentTo(new
        {
            Id = new EventId(16, "HandlerIgnoredTimeout"),
            Message = $"chat.rated {Bodies.Id}: a handler ignored its CancellationToken and finished after HandlerTimeout (00:05:00). "
                + "A redelivery may have been handled concurrently. Pass the token on, or increase HandlerTimeout.",
        });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60 - 1)] // Before the claim expires, a handler can still roll back.
    public async Task Post_HandlerStopsAtTheTimeoutWithAnotherException_DoesNotLogThatItIgnoredItsToken(int secondsAfter)
    {
        var started = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        var rolledBack = new TaskCompletionSource();
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, webhooks => webhooks.AddHandler<ChatRatedEvent>(async (_, cancellationToken) =>
        {
            using var registration = cancellationToken.Register(() => stopped.SetResult());
            started.SetResult();
            await rolledBack.Task;
            throw new IOException("The operation was canceled.");
        }));

        var posted = app.PostAsync(Bodies.ChatRated());
        await started.Task.WaitAsync(Wait.Long);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await stopped.Task.WaitAsync(Wait.Long);
        app.Clock.Advance(TimeSpan.FromSeconds(secondsAfter));
        rolledBack.SetResult();

        (await posted).Should().Be(EndpointResponse.Empty(500));
        app.Logs.FromSdk.Where(entry => entry.Level >= LogLevel.Warning).Select(entry => (entry.Id.Id, entry.Exception?.GetType()))
            .Should().Equal((12, typeof(IOException)), (13, typeof(WebhookHandlersFailedException)));
    }

    [Theory]
    [InlineData("00:05:00", 6 * 60)] // The default: a fifth more.
    [InlineData("00:00:05", 15)] // A fifth of a short timeout is too short for a rollback.
    public async Task Post_DuplicateDuringRollback_IsInProgressUntilTheClaimExpires(string handlerTimeout, int claimSeconds)
    {
        var started = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        var rolledBack = new TaskCompletionSource();
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            webhooks => webhooks.AddHandler<ChatRatedEvent>(async (chatRated, cancellationToken) =>
            {
                if (chatRated.Attempts == 0)
                {
                    using var registration = cancellationToken.Register(() => stopped.SetResult());
                    started.SetResult();
                    await rolledBack.Task;
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }),
            new() { ["HelpCrunch:SigningKeys:0:Secret"] = "made-up-signing-key", ["HelpCrunch:HandlerTimeout"] = handlerTimeout, ["HelpCrunch:InProgressTimeout"] = "00:00:00" });

        var first = app.PostAsync(Bodies.ChatRated());
        await started.Task.WaitAsync(Wait.Long);
        app.Clock.Advance(TimeSpan.Parse(handlerTimeout, CultureInfo.InvariantCulture));
        await stopped.Task.WaitAsync(Wait.Long);
        app.Clock.Advance(TimeSpan.FromSeconds(claimSeconds) - TimeSpan.Parse(handlerTimeout, CultureInfo.InvariantCulture) - TimeSpan.FromTicks(1));

        (await app.PostAsync(Bodies.ChatRated(attempts: 1))).Status.Should().Be(503);
        app.Clock.Advance(TimeSpan.FromTicks(1));
        (await app.PostAsync(Bodies.ChatRated(attempts: 1))).Status.Should().Be(200);
        rolledBack.SetResult();
        (await first).Status.Should().Be(500);
    }

    [Fact]
    public async Task Post_HandlerAfterOneThatIgnoresTheTimeout_IsNotStarted()
    {
        var started = new TaskCompletionSource();
        var finish = new TaskCompletionSource();
        var recorder = new Recorder();
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, webhooks => webhooks
            .AddHandler<ChatRatedEvent>((_, _) =>
            {
                started.TrySetResult();
                return finish.Task;
            })
            .AddHandler<ChatEvent>(recorder.RecordAsync));

        var first = app.PostAsync(Bodies.ChatRated());
        await started.Task.WaitAsync(Wait.Long);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        finish.SetResult();

        (await first).Should().Be(EndpointResponse.Empty(500));
        recorder.Events.Should().BeEmpty();
        (await app.PostAsync(Bodies.ChatRated(attempts: 1))).Status.Should().Be(200);
        recorder.Events.Should().ContainSingle();
    }

    [Fact]
    public async Task Post_HandlerRunsOutOfMemory_Returns500AndTheRetryIsHandled()
    {
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, webhooks => webhooks.AddHandler<ChatRatedEvent>((chatRated, _) =>
            Task.FromResult(chatRated.Attempts == 0 ? new byte[int.MaxValue] : [])));

        (await app.PostAsync(Bodies.ChatRated())).Should().Be(EndpointResponse.Empty(500));
        (await app.PostAsync(Bodies.ChatRated(attempts: 1))).Should().Be(EndpointResponse.Empty(200));

        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Level == LogLevel.Error).Which.Exception.Should().BeOfType<OutOfMemoryException>();
    }

    [Fact]
    public async Task Post_DeliveryOfACrashedProcess_IsHandledAfterItsClaimHasExpired()
    {
        // The store exists longer than the process, like a shared one.
        var recorder = new Recorder();
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            webhooks => webhooks.AddHandler<ChatRatedEvent>(recorder.RecordAsync),
            new() { ["HelpCrunch:SigningKeys:0:Secret"] = "made-up-signing-key", ["HelpCrunch:InProgressTimeout"] = "00:00:00" });
        var store = app.Services.GetRequiredService<IWebhookDeliveryStore>();
        await store.ClaimAsync(new() { Delivery = new WebhookDeliveryId("", Bodies.Id), ClaimToken = 1, ExpiresAfter = TimeSpan.FromMinutes(5) }, default);

        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(503);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        (await app.PostAsync(Bodies.ChatRated(attempts: 1))).Status.Should().Be(200);

        recorder.Events.Should().ContainSingle();
    }

    [Fact]
    public async Task Post_ClientDisconnectsWhileHandling_IsHandledOnce()
    {
        // Otherwise a sender with a short timeout would never get a success.
        var started = new TaskCompletionSource();
        var finish = new TaskCompletionSource();
        var handled = 0;
        await using var app = await ReceiverApp.StartAsync(ServerKind.Kestrel, webhooks => webhooks.AddHandler<ChatRatedEvent>(async (_, cancellationToken) =>
        {
            started.TrySetResult();
            await finish.Task.WaitAsync(cancellationToken);
            handled++;
        }));

        using (var gone = new CancellationTokenSource())
        {
            using var request = ReceiverApp.Request(Bodies.ChatRated());
            var sending = app.Client.SendAsync(request, gone.Token);
            await started.Task.WaitAsync(Wait.Long);
            await gone.CancelAsync();
            await FluentActions.Awaiting(() => sending).Should().ThrowAsync<OperationCanceledException>();
        }

        finish.SetResult();
        await app.WaitForLogAsync("Request finished");
        (await app.PostAsync(Bodies.ChatRated(attempts: 1))).Status.Should().Be(200);
        handled.Should().Be(1);
    }

    [Fact]
    public async Task Post_StoreFailsToClaim_Returns503()
    {
        var recorder = new Recorder();
        await using var app = await StartAsync(new FailingStore { FailsToClaim = true }, recorder);

        (await app.PostAsync(Bodies.ChatRated())).Should().Be(EndpointResponse.Empty(503));
        recorder.Events.Should().BeEmpty();
        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Level == LogLevel.Error).Which.Id.Id.Should().Be(14);
    }

    [Fact]
    public async Task Post_StoreFailsToComplete_Returns200()
    {
        var recorder = new Recorder();
        await using var app = await StartAsync(new FailingStore(), recorder);

        (await app.PostAsync(Bodies.ChatRated())).Should().Be(EndpointResponse.Empty(200));
        recorder.Events.Should().ContainSingle();
        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Level == LogLevel.Error).Which.Id.Id.Should().Be(15);
    }

    [Theory]
    [InlineData(true, 503, 14)]
    [InlineData(false, 200, 15)]
    public async Task Post_StoreTimesOut_IsAFailure(bool failsToClaim, int status, int log)
    {
        // The timeout of a client is an OperationCanceledException, but the delivery is not canceled.
        await using var app = await StartAsync(new FailingStore { FailsToClaim = failsToClaim, Failure = new TaskCanceledException() }, new Recorder());

        (await app.PostAsync(Bodies.ChatRated())).Should().Be(EndpointResponse.Empty(status));
        app.Logs.All.Should().ContainSingle(entry => entry.Level == LogLevel.Error).Which.Id.Id.Should().Be(log);
    }

    [Fact]
    public async Task Post_HandlerAndStoreFail_Returns500AndLogsBoth()
    {
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            webhooks => webhooks.AddHandler<ChatRatedEvent>((_, _) => throw new InvalidOperationException("one")),
            configure: builder => builder.Services.AddSingleton<IWebhookDeliveryStore>(new FailingStore()));

        (await app.PostAsync(Bodies.ChatRated())).Should().Be(EndpointResponse.Empty(500));
        app.Logs.All.Where(entry => entry.Level == LogLevel.Error).Select(entry => entry.Id.Id).Should().Equal(12, 15);
    }

    [Fact]
    public async Task Post_LoggerThrowsForAFailedHandler_ReleasesTheClaim()
    {
        var recorder = new Recorder();
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            webhooks => webhooks.AddHandler<ChatRatedEvent>((chatRated, cancellationToken) =>
                chatRated.Attempts == 0 ? throw new InvalidOperationException("one") : recorder.RecordAsync(chatRated, cancellationToken)),
            configure: builder => builder.Logging.AddProvider(new FullDisk()));

        await FluentActions.Awaiting(() => app.PostAsync(Bodies.ChatRated())).Should().ThrowAsync<IOException>();

        (await app.PostAsync(Bodies.ChatRated(attempts: 1))).Status.Should().Be(200);
        recorder.Events.Should().ContainSingle();
    }

    [Theory]
    [InlineData(null, 3)] // The default: all handlers run again.
    [InlineData("true", 1)]
    public async Task Post_OneHandlerClassFails_TheRedeliveryRunsTheOthersOnlyWithoutTheOption(string? retryFailedHandlersOnly, int expectedRuns)
    {
        var saved = new Recorder();
        var attempts = 0;
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            webhooks => webhooks
                .AddHandler<ChatRatedEvent, SavingHandler>()
                .AddHandler<ChatEvent>(_ => ++attempts < 3 ? throw new InvalidOperationException("The mail server is down.") : Task.CompletedTask),
            Settings(retryFailedHandlersOnly),
            builder => builder.Services.AddSingleton(saved));

        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(500);
        (await app.PostAsync(Bodies.ChatRated(attempts: 1))).Status.Should().Be(500);
        (await app.PostAsync(Bodies.ChatRated(attempts: 2))).Status.Should().Be(200);

        saved.Events.Should().HaveCount(expectedRuns);
        attempts.Should().Be(3);
    }

    [Fact]
    public async Task Post_HandlerTimesOutAfterAClassSucceeded_TheRedeliveryRunsItAlone()
    {
        var saved = new Recorder();
        var attempts = new Recorder();
        var started = new TaskCompletionSource();
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            webhooks => webhooks
                .AddHandler<ChatRatedEvent, SavingHandler>()
                .AddHandler<ChatEvent>(async (chatEvent, cancellationToken) =>
                {
                    await attempts.RecordAsync(chatEvent, cancellationToken);
                    started.TrySetResult();
                    if (chatEvent.Attempts == 0)
                    {
                        await Task.Delay(Timeout.Infinite, cancellationToken);
                    }
                }),
            Settings(retryFailedHandlersOnly: "true"),
            builder => builder.Services.AddSingleton(saved));

        var timedOut = app.PostAsync(Bodies.ChatRated());
        await started.Task.WaitAsync(Wait.Long);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        (await timedOut).Status.Should().Be(500);
        (await app.PostAsync(Bodies.ChatRated(attempts: 1))).Status.Should().Be(200);

        saved.Events.Should().ContainSingle();
        attempts.Events.Should().HaveCount(2);
    }

    [Fact]
    public async Task Post_OneHandlerFailsAndAnotherIsCanceledByTheTimeout_LogsBoth()
    {
        var started = new TaskCompletionSource();
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, webhooks => webhooks
            .AddHandler<ChatRatedEvent>(_ => throw new InvalidOperationException("The mail server is down."))
            .AddHandler<ChatEvent>((_, cancellationToken) =>
            {
                started.SetResult();
                return Task.Delay(Timeout.Infinite, cancellationToken);
            }));

        var request = app.PostAsync(Bodies.ChatRated());
        await started.Task.WaitAsync(Wait.Long);
        app.Clock.Advance(TimeSpan.FromMinutes(5));

        (await request).Status.Should().Be(500);
        app.Logs.FromSdk.Where(entry => entry.Level >= LogLevel.Warning).Select(entry => entry.Id.Id).Should().Equal(12, 13);
    }

    [Theory]
    [InlineData("00:05:00", "00:00:05", "00:06:00")] // A fifth more, for the rollback.
    [InlineData("00:00:05", "00:00:05", "00:00:15")] // At least 10 seconds.
    [InlineData("00:00:05", "00:01:00", "00:02:05")] // A slow store takes the time of the claim and of the completion.
    public async Task Post_Claim_IsValidForTheHandlersTheirRollbackAndTheStore(string handlerTimeout, string storeTimeout, string expiresAfter)
    {
        var store = new BusyStore();
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            settings: new()
            {
                ["HelpCrunch:SigningKeys:0:Secret"] = "made-up-signing-key",
                ["HelpCrunch:HandlerTimeout"] = handlerTimeout,
                ["HelpCrunch:StoreTimeout"] = storeTimeout,
                ["HelpCrunch:InProgressTimeout"] = "00:00:00",
            },
            configure: builder => builder.Services.AddSingleton<IWebhookDeliveryStore>(store));

        await app.PostAsync(Bodies.ChatRated());

        store.ExpiresAfter.Should().Be(TimeSpan.Parse(expiresAfter, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Post_WaitsForTheClaim_ReceivedAtIsTheTimeOfTheRequest()
    {
        DateTimeOffset? receivedAt = null;
        var store = new BusyStore();
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            webhooks => webhooks.AddHandler<ChatRatedEvent, WebhookDeliveryContext>((_, context, _) =>
            {
                receivedAt = context.ReceivedAt;
                return Task.CompletedTask;
            }),
            configure: builder => builder.Services.AddSingleton<IWebhookDeliveryStore>(store));
        var time = app.Clock.GetUtcNow();

        var request = app.PostAsync(Bodies.ChatRated());
        await store.FirstClaim.Task.WaitAsync(Wait.Long);
        await app.AdvanceUntilAsync(request);

        (await request).Status.Should().Be(200);
        receivedAt.Should().Be(time);
        app.Clock.GetUtcNow().Should().BeAfter(time);
    }

    [Fact]
    public async Task Post_HandlerWithAScopedService_GetsOnePerDelivery()
    {
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            webhooks => webhooks.AddHandler<ChatRatedEvent, ScopedHandler>(),
            configure: builder => builder.Services.AddScoped<ScopedService>().AddSingleton(new ConcurrentBag<ScopedService>()));

        await app.PostAsync(Bodies.ChatRated("1"));
        await app.PostAsync(Bodies.ChatRated("2"));

        app.Services.GetRequiredService<ConcurrentBag<ScopedService>>().Should().OnlyHaveUniqueItems().And.HaveCount(2).And.OnlyContain(service => service.IsDisposed);
    }

    private static Task<ReceiverApp> StartAsync(IWebhookDeliveryStore store, Recorder recorder) => ReceiverApp.StartAsync(
        ServerKind.TestHost,
        webhooks => webhooks.AddHandler<ChatRatedEvent>(recorder.RecordAsync),
        configure: builder => builder.Services.AddSingleton(store));

    private sealed class ScopedService : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }

    private sealed class ScopedHandler(ScopedService service, ConcurrentBag<ScopedService> used) : IWebhookEventHandler<ChatRatedEvent>
    {
        public Task HandleAsync(ChatRatedEvent webhookEvent, CancellationToken cancellationToken)
        {
            used.Add(service);
            return Task.CompletedTask;
        }
    }

    private static Dictionary<string, string?> Settings(string? retryFailedHandlersOnly) => new()
    {
        ["HelpCrunch:SigningKeys:0:Secret"] = "made-up-signing-key",
        ["HelpCrunch:SigningKeys:0:Name"] = "2026",
        ["HelpCrunch:RetryFailedHandlersOnly"] = retryFailedHandlersOnly,
    };

    private sealed class SavingHandler(Recorder saved) : IWebhookEventHandler<ChatRatedEvent>
    {
        public Task HandleAsync(ChatRatedEvent webhookEvent, CancellationToken cancellationToken) => saved.RecordAsync(webhookEvent, cancellationToken);
    }

    /// <summary>The first claim is in progress elsewhere. The second one succeeds.</summary>
    private sealed class BusyStore : IWebhookDeliveryStore
    {
        public TaskCompletionSource FirstClaim { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TimeSpan ExpiresAfter { get; private set; }

        public ValueTask<WebhookDeliveryClaim> ClaimAsync(WebhookDeliveryClaimRequest request, CancellationToken cancellationToken)
        {
            ExpiresAfter = request.ExpiresAfter;
            return ValueTask.FromResult(FirstClaim.TrySetResult() ? WebhookDeliveryClaim.InProgress : WebhookDeliveryClaim.Claimed());
        }

        public ValueTask CompleteAsync(WebhookDeliveryCompletion completion, CancellationToken cancellationToken) => default;

        public ValueTask AbandonAsync(WebhookDeliveryAbandonment abandonment, CancellationToken cancellationToken) => default;
    }

    private sealed class FailingStore : IWebhookDeliveryStore
    {
        public bool FailsToClaim { get; init; }

        public Exception Failure { get; init; } = new IOException("The store is down.");

        public ValueTask<WebhookDeliveryClaim> ClaimAsync(WebhookDeliveryClaimRequest request, CancellationToken cancellationToken) =>
            FailsToClaim ? throw Failure : ValueTask.FromResult(WebhookDeliveryClaim.Claimed());

        public ValueTask CompleteAsync(WebhookDeliveryCompletion completion, CancellationToken cancellationToken) =>
            throw Failure;

        public ValueTask AbandonAsync(WebhookDeliveryAbandonment abandonment, CancellationToken cancellationToken) =>
            throw Failure;
    }

    /// <summary>A log that cannot be written to when a handler fails.</summary>
    private sealed class FullDisk : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Name == "HandlerFailed")
            {
                throw new IOException("The disk is full.");
            }
        }

        public void Dispose()
        {
        }
    }
}
