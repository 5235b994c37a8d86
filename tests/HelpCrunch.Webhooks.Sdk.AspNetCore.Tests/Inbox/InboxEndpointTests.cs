using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>An endpoint that stores deliveries in an inbox.</summary>
public sealed class InboxEndpointTests
{
    private const string Unreadable = """{"event":"chat.rated","id":"7","eventData":"a text"}""";

    private readonly RecordingInbox _inbox = new();
    private readonly Recorder _recorder = new();

    [Theory]
    [InlineData(ServerKind.TestHost)]
    [InlineData(ServerKind.Kestrel)]
    public async Task Post_Verified_StoresTheBodyAndRunsNoHandler(ServerKind server)
    {
        await using var app = await StartAsync(server: server);

        (await app.PostAsync(Bodies.ChatRated())).Should().Be(EndpointResponse.Empty(200));

        var message = _inbox.Messages.Should().ContainSingle().Subject;
        Encoding.UTF8.GetString(message.Body.Span).Should().Be(Bodies.ChatRated());
        (message.EndpointName, message.Id, message.EventType, message.GroupId, message.KeyName, message.Account, message.ReceivedAt)
            .Should().Be(("", Bodies.Id, "chat.rated", "chat-743", "2026", null, app.Clock.GetUtcNow()));
        _recorder.Events.Should().BeEmpty();
    }

    [Fact]
    public async Task Post_Redelivery_IsStoredWithTheSameDeduplicationId()
    {
        // The endpoint does not claim: a claim whose process was killed would keep the message from being handled.
        await using var app = await StartAsync();

        await app.PostAsync(Bodies.ChatRated());
        (await app.PostAsync(Bodies.ChatRated(attempts: 1))).Status.Should().Be(200);
        await app.PostAsync(Bodies.ChatRated("another"));

        _inbox.Messages.Select(message => message.DeduplicationId).Should().Equal(Bodies.Id, Bodies.Id, "another");
    }

    [Theory]
    [InlineData(WebhookInboxReceipt.Stored, 200, "stored")]
    [InlineData(WebhookInboxReceipt.Duplicate, 200, "duplicate")]
    [InlineData(WebhookInboxReceipt.Unknown, 503, "store_failed")]
    [InlineData((WebhookInboxReceipt)9, 503, "store_failed")]
    public async Task Post_Receipt_DecidesTheResponseAndTheOutcome(WebhookInboxReceipt receipt, int status, string outcome)
    {
        using var trace = new Activity("test").SetParentId(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom()).Start();
        _inbox.Receipt = receipt;
        await using var app = await StartAsync();
        using var telemetry = new CapturedTelemetry(app.Services.GetRequiredService<IMeterFactory>(), trace.TraceId);
        var request = ReceiverApp.Request(Bodies.ChatRated());
        request.Headers.Add("traceparent", trace.Id);

        (await app.SendAsync(request)).Should().Be(EndpointResponse.Empty(status));

        telemetry.Measurements.Should().Contain($"helpcrunch.webhook.received 1 helpcrunch.webhook.event_type=chat.rated helpcrunch.webhook.outcome={outcome} helpcrunch.webhook.signing_key=2026");
        telemetry.Activities.Should().ContainSingle().Which.Should().Contain($"helpcrunch.webhook.outcome={outcome}").And.Contain($"helpcrunch.webhook.id={Bodies.Id}");
    }

    [Fact]
    public async Task Post_InboxThrows_Returns503WithRetryAfterAndLogs()
    {
        var exception = new IOException("The disk is full.");
        _inbox.Exception = exception;
        await using var app = await StartAsync(options: options => options.RetryAfter = TimeSpan.FromSeconds(30));

        using var response = await app.Client.SendAsync(ReceiverApp.Request(Bodies.ChatRated()));

        ((int)response.StatusCode, response.Headers.RetryAfter?.ToString()).Should().Be((503, "30"));
        app.Logs.FromSdk.Where(entry => entry.Level == LogLevel.Error).Select(entry => (entry.Id.Id, entry.Message, entry.Exception)).Should().Equal(
            (50, $"chat.rated {Bodies.Id}: the inbox failed to store the delivery. The response is 503, and the delivery may be sent again.", exception));
    }

    [Fact]
    public async Task Post_InboxMissesTheTimeout_Returns503AndCancelsIt()
    {
        _inbox.Freeze = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var app = await StartAsync(options: options => options.StoreTimeout = TimeSpan.FromSeconds(2));

        var start = app.Clock.GetUtcNow();
        var request = app.PostAsync(Bodies.ChatRated());
        await _inbox.Called.Task.WaitAsync(Wait.Long);
        await app.AdvanceUntilAsync(request);
        var isDisposedEarly = _inbox.IsDisposed;
        _inbox.Freeze.SetResult();

        (await request).Should().Be(EndpointResponse.Empty(503));
        (app.Clock.GetUtcNow() - start).Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(2));
        _inbox.Token.IsCancellationRequested.Should().BeTrue();
        isDisposedEarly.Should().BeFalse("the inbox still uses the services of its scope");
        await _inbox.Disposed.Task.WaitAsync(Wait.Long);
    }

    [Fact]
    public async Task Post_VerifiedButUnreadable_IsStored()
    {
        await using var app = await StartAsync();

        (await app.PostAsync(Unreadable)).Should().Be(EndpointResponse.Empty(200));

        var message = _inbox.Messages.Should().ContainSingle().Subject;
        Encoding.UTF8.GetString(message.Body.Span).Should().Be(Unreadable);
        (message.Id, message.EventType, message.GroupId, message.KeyName, message.DeduplicationId).Should().Be(("7", "chat.rated", null, "2026", "7"));
        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Id.Id == 51).Which.Message.Should().StartWith(
            "A verified delivery to HelpCrunch webhooks cannot be parsed. It is stored in the inbox, so that it can be handled after an update of the SDK. The error is at $.eventData (line 0, byte 43). ");
    }

    [Fact]
    public async Task Post_UnreadableAndInboxFails_DoesNotLogThatItIsStored()
    {
        _inbox.Exception = new IOException("The disk is full.");
        await using var app = await StartAsync();

        (await app.PostAsync(Unreadable)).Status.Should().Be(503);

        app.Logs.FromSdk.Where(entry => entry.Level >= LogLevel.Warning).Select(entry => entry.Id.Id).Should().Equal(50);
    }

    [Theory]
    [InlineData("""{"event":"chat.rated","id":"7","eventData":{"chat_id":743}}""", "chat.rated")]
    [InlineData(Unreadable, "_OTHER")]
    public async Task Post_Duplicate_IsCounted(string body, string eventType)
    {
        using var trace = new Activity("test").Start();
        _inbox.Receipt = WebhookInboxReceipt.Duplicate;
        await using var app = await StartAsync();
        using var telemetry = new CapturedTelemetry(app.Services.GetRequiredService<IMeterFactory>(), trace.TraceId);

        await app.PostAsync(body);

        telemetry.Measurements.Should().Contain($"helpcrunch.webhook.duplicates 1 helpcrunch.webhook.event_type={eventType} helpcrunch.webhook.state=stored");
    }

    [Fact]
    public async Task Post_VerifiedButNotJson_IsStored()
    {
        await using var app = await StartAsync();
        var request = ReceiverApp.Request("not JSON");
        request.Content!.Headers.ContentType = new("text/plain");

        (await app.SendAsync(request)).Should().Be(EndpointResponse.Empty(200));

        var message = _inbox.Messages.Should().ContainSingle().Subject;
        (message.Id, message.EventType).Should().Be((null, null));
        message.DeduplicationId.Should().StartWith("sha256:");
    }

    [Fact]
    public async Task Post_UnreadableAndAgeIsLimited_IsRejected()
    {
        await using var app = await StartAsync(options: options => options.MaxDeliveryAge = TimeSpan.FromDays(1));

        (await app.PostAsync(Unreadable)).Status.Should().Be(400);

        _inbox.Messages.Should().BeEmpty();
    }

    [Fact]
    public async Task Post_UnsignedAndUnreadable_IsRejected()
    {
        await using var app = await StartAsync(options: options => options.AllowUnsignedRequests = true);
        var request = new HttpRequestMessage(HttpMethod.Post, ReceiverApp.Path) { Content = new StringContent(Unreadable, Encoding.UTF8, "application/json") };

        (await app.SendAsync(request)).Status.Should().Be(400);

        _inbox.Messages.Should().BeEmpty();
    }

    [Fact]
    public async Task Post_WrongSignature_IsRejected()
    {
        await using var app = await StartAsync();

        (await app.PostAsync(Bodies.ChatRated(), new WebhookSigningKey("another"))).Status.Should().Be(401);

        _inbox.Messages.Should().BeEmpty();
    }

    [Fact]
    public async Task Post_ResolvedAccount_IsInTheMessage()
    {
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            webhooks => Add(webhooks.AddEndpoint(options => options.AccountResolver =
                (context, _) => new(new WebhookAccount($"{context.GetRouteValue("account")}", [ReceiverApp.Key])))),
            settings: [],
            map: app => app.MapHelpCrunchWebhooks("/webhooks/{account}"));

        await app.PostAsync(Bodies.ChatRated(), path: "/webhooks/first");

        _inbox.Messages.Select(message => (message.Account, message.DeduplicationId)).Should().Equal(("first", $"/first/{Bodies.Id}"));
    }

    [Fact]
    public async Task Post_NamedEndpointWithoutInbox_RunsItsHandlers()
    {
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            webhooks =>
            {
                Add(webhooks);
                webhooks.AddEndpoint("direct", options => options.SigningKeys.Add(ReceiverApp.Key)).AddHandler<ChatRatedEvent>(_recorder.RecordAsync);
            },
            map: app =>
            {
                app.MapHelpCrunchWebhooks(ReceiverApp.Path);
                app.MapHelpCrunchWebhooks("/direct", "direct");
            });

        (await app.PostAsync(Bodies.ChatRated(), path: "/direct")).Status.Should().Be(200);

        (_inbox.Messages.Count, _recorder.Events.Count).Should().Be((0, 1));
    }

    [Fact]
    public async Task Start_OptionsThatDoNotApply_AreLogged()
    {
        await using var app = await StartAsync(options: options =>
        {
            options.HandlerTimeout = TimeSpan.FromMinutes(1);
            options.TryPark = (_, _) => new(true);
            options.StoreTimeout = TimeSpan.FromSeconds(2);
        });

        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Level == LogLevel.Warning).Which.Should().Match<LogEntry>(entry => entry.Id.Id == 52
            && entry.Message == "HelpCrunch webhooks store deliveries in an inbox, so these options do not apply: HandlerTimeout, TryPark. Remove them, and set the options of the engine that processes the inbox.");
    }

    [Fact]
    public async Task Start_NoHandlers_LogsWhereToAddThem()
    {
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            webhooks => webhooks.AddInbox<RecordingInbox>(),
            configure: builder => builder.Services.AddSingleton(_inbox));

        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Id.Id == 5).Which.Message.Should().Be(
            "HelpCrunch webhooks have no handlers. Their deliveries are stored in an inbox, so add the handlers to the process that handles them. Signing keys: 2026.");
    }

    [Fact]
    public async Task Start_DefaultOptions_LogsNoWarning()
    {
        await using var app = await StartAsync();

        app.Logs.FromSdk.Should().NotContain(entry => entry.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task Check_LastDeliveryWasNotStored_IsDegradedUntilOneIsStored()
    {
        await using var app = await StartAsync(configure: builder => builder.Services.AddHealthChecks().AddHelpCrunchWebhooks());
        _inbox.Exception = new IOException("The disk is full.");

        await app.PostAsync(Bodies.ChatRated());
        var failing = await CheckAsync(app);
        _inbox.Exception = null;
        await app.PostAsync(Bodies.ChatRated());

        failing.Should().Be((HealthStatus.Degraded, "HelpCrunch webhooks: the inbox failed to store the last delivery. See the error in the log."));
        (await CheckAsync(app)).Should().Be((HealthStatus.Healthy, null));
    }

    [Fact]
    public async Task Process_StoredMessage_RunsTheHandlersAndIsMeasured()
    {
        using var trace = new Activity("test").Start();
        await using var app = await StartAsync();
        using var telemetry = new CapturedTelemetry(app.Services.GetRequiredService<IMeterFactory>(), trace.TraceId);
        await app.PostAsync(Bodies.ChatRated());
        app.Clock.Advance(TimeSpan.FromSeconds(90));

        await app.Services.GetRequiredService<WebhookInboxProcessor>().ProcessAsync(_inbox.Messages.Single());

        _recorder.Events.Should().ContainSingle().Which.Id.Should().Be(Bodies.Id);
        telemetry.Measurements.Should().Contain("helpcrunch.webhook.inbox.processed 1 helpcrunch.webhook.event_type=chat.rated helpcrunch.webhook.outcome=handled")
            .And.Contain("helpcrunch.webhook.inbox.age 90 helpcrunch.webhook.event_type=chat.rated");
    }

    [Fact]
    public async Task Process_UnreadableMessage_ThrowsLogsAndIsMeasured()
    {
        using var trace = new Activity("test").Start();
        await using var app = await StartAsync();
        using var telemetry = new CapturedTelemetry(app.Services.GetRequiredService<IMeterFactory>(), trace.TraceId);
        await app.PostAsync(Unreadable);

        var processing = async () => await app.Services.GetRequiredService<WebhookInboxProcessor>().ProcessAsync(_inbox.Messages.Single());

        await processing.Should().ThrowAsync<WebhookParseException>();
        telemetry.Measurements.Should().Contain("helpcrunch.webhook.inbox.processed 1 helpcrunch.webhook.event_type=_OTHER helpcrunch.webhook.outcome=unreadable");
        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Id.Id == 53).Which.Message.Should().StartWith(
            "chat.rated 7: a delivery from the inbox cannot be parsed, so no handler ran. Update the SDK, and then replay the delivery. ");
    }

    [Fact]
    public async Task Process_HandlerFails_ThrowsAndLogsEachFailure()
    {
        var exception = new FormatException("The name is too long.");
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            webhooks => webhooks.AddInbox<RecordingInbox>().AddHandler<ChatRatedEvent>((_, _) => throw exception),
            configure: builder => builder.Services.AddSingleton(_inbox));
        await app.PostAsync(Bodies.ChatRated());

        var processing = async () => await app.Services.GetRequiredService<WebhookInboxProcessor>().ProcessAsync(_inbox.Messages.Single());

        await processing.Should().ThrowAsync<WebhookHandlersFailedException>();
        app.Logs.FromSdk.Where(entry => entry.Level == LogLevel.Error).Select(entry => (entry.Id.Id, entry.Message, entry.Exception)).Should().Equal(
            (54, $"chat.rated {Bodies.Id}: the handler ChatRatedEvent function failed for a delivery from the inbox. The engine of the inbox decides whether it is handled again.", exception));
    }

    [Fact]
    public async Task Process_NoHandlers_ThrowsAndLogs()
    {
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            webhooks => webhooks.AddInbox<RecordingInbox>(),
            configure: builder => builder.Services.AddSingleton(_inbox));
        await app.PostAsync(Bodies.ChatRated());

        var processing = async () => await app.Services.GetRequiredService<WebhookInboxProcessor>().ProcessAsync(_inbox.Messages.Single());

        var exception = (await processing.Should().ThrowAsync<InvalidOperationException>()).Which;
        app.Logs.FromSdk.Where(entry => entry.Level >= LogLevel.Warning).Select(entry => (entry.Level, entry.Id.Id, entry.Message, entry.Exception)).Should().Equal(
            (LogLevel.Error, 56, $"chat.rated {Bodies.Id}: a delivery from the inbox was not handled. The engine of the inbox decides whether it is handled again.", exception));
    }

    [Fact]
    public async Task Process_HandlersAreCanceled_ThrowsLogsAndIsMeasured()
    {
        using var trace = new Activity("test").Start();
        using var timeout = new CancellationTokenSource();
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            webhooks => webhooks.AddInbox<RecordingInbox>().AddHandler<ChatRatedEvent>(async (_, cancellationToken) =>
            {
                await timeout.CancelAsync();
                cancellationToken.ThrowIfCancellationRequested();
            }),
            configure: builder => builder.Services.AddSingleton(_inbox));
        using var telemetry = new CapturedTelemetry(app.Services.GetRequiredService<IMeterFactory>(), trace.TraceId);
        await app.PostAsync(Bodies.ChatRated());

        var processing = async () => await app.Services.GetRequiredService<WebhookInboxProcessor>().ProcessAsync(_inbox.Messages.Single(), timeout.Token);

        var exception = (await processing.Should().ThrowAsync<WebhookHandlersCanceledException>()).Which;
        telemetry.Measurements.Should().Contain("helpcrunch.webhook.inbox.processed 1 helpcrunch.webhook.event_type=chat.rated helpcrunch.webhook.outcome=canceled");
        app.Logs.FromSdk.Where(entry => entry.Level >= LogLevel.Warning).Select(entry => (entry.Level, entry.Id.Id, entry.Message, entry.Exception)).Should().Equal((
            LogLevel.Warning,
            55,
            $"chat.rated {Bodies.Id}: the handlers were canceled for a delivery from the inbox, because their timeout expired or the app is shutting down. The engine of the inbox decides whether it is handled again.",
            exception));
    }

    private static async Task<(HealthStatus Status, string? Description)> CheckAsync(ReceiverApp app)
    {
        var report = await app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        var entry = report.Entries["helpcrunch-webhooks"];
        return (entry.Status, entry.Description);
    }

    private Task<ReceiverApp> StartAsync(
        Action<HelpCrunchWebhooksEndpointOptions>? options = null,
        ServerKind server = ServerKind.TestHost,
        Action<WebApplicationBuilder>? configure = null) => ReceiverApp.StartAsync(
        server,
        webhooks =>
        {
            Add(webhooks);
            if (options is not null)
            {
                webhooks.AddEndpoint(options);
            }
        },
        configure: configure);

    /// <summary>The inbox is registered as a scoped service, which is disposed with its scope.</summary>
    private void Add(IHelpCrunchWebhooksBuilder webhooks)
    {
        webhooks.Services.AddScoped(_ => new RecordingInbox.Scoped(_inbox));
        webhooks.AddInbox<RecordingInbox.Scoped>().AddHandler<ChatRatedEvent>(_recorder.RecordAsync);
    }
}
