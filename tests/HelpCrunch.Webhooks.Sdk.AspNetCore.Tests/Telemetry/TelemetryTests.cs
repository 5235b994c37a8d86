using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

public sealed class TelemetryTests : IDisposable
{
    private readonly Activity _trace = new Activity("test").SetParentId(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom()).Start(); // Other tests must not be in this trace.

    [Fact]
    public async Task Post_Handled_IsMeasuredAndTraced()
    {
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, webhooks => webhooks.AddHandler<ChatRatedEvent, Handler>());
        using var telemetry = Listen(app);
        var body = Bodies.ChatRated(attempts: 2);

        await SendAsync(app, ReceiverApp.Request(body));

        telemetry.Measurements.Should().BeEquivalentTo(
            $"helpcrunch.webhook.body.size {body.Length}",
            $"helpcrunch.webhook.age {(app.Clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(1785585590)).TotalSeconds} helpcrunch.webhook.event_type=chat.rated",
            "helpcrunch.webhook.attempts 2 helpcrunch.webhook.event_type=chat.rated",
            "helpcrunch.webhook.handler.duration * helpcrunch.webhook.event_type=chat.rated helpcrunch.webhook.handler=Handler",
            "helpcrunch.webhook.received 1 helpcrunch.webhook.event_type=chat.rated helpcrunch.webhook.outcome=handled helpcrunch.webhook.signing_key=2026");
        telemetry.Activities.Should().Equal(
            $"helpcrunch.webhook receive Unset helpcrunch.webhook.event_type=chat.rated helpcrunch.webhook.id={Bodies.Id} helpcrunch.webhook.attempts=2 helpcrunch.webhook.signing_key=2026 helpcrunch.webhook.outcome=handled");
    }

    [Fact]
    public async Task Post_EventFromAClockAhead_HasAnAgeOfZero()
    {
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost);
        using var telemetry = Listen(app);
        app.Clock.AdjustTime(DateTimeOffset.FromUnixTimeSeconds(1785585590) - TimeSpan.FromSeconds(3));

        await SendAsync(app, ReceiverApp.Request(Bodies.ChatRated()));

        telemetry.Measurements.Should().Contain("helpcrunch.webhook.age 0 helpcrunch.webhook.event_type=chat.rated");
    }

    [Fact]
    public async Task Post_Redelivery_IsMeasuredAsADuplicate()
    {
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost);
        await app.PostAsync(Bodies.ChatRated());
        using var telemetry = Listen(app);

        await SendAsync(app, ReceiverApp.Request(Bodies.ChatRated()));

        telemetry.Measurements.Should().Contain(
        [
            "helpcrunch.webhook.duplicates 1 helpcrunch.webhook.event_type=chat.rated helpcrunch.webhook.state=completed",
            "helpcrunch.webhook.received 1 helpcrunch.webhook.event_type=chat.rated helpcrunch.webhook.outcome=duplicate helpcrunch.webhook.signing_key=2026",
        ]);
    }

    [Fact]
    public async Task Post_DeliveryInProgress_IsMeasuredAsADuplicateInProgress()
    {
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            settings: new() { ["HelpCrunch:SigningKeys:0:Name"] = "2026", ["HelpCrunch:SigningKeys:0:Secret"] = "made-up-signing-key", ["HelpCrunch:InProgressTimeout"] = "00:00:00" });
        await app.Services.GetRequiredService<IWebhookDeliveryStore>().ClaimAsync(new() { Delivery = new WebhookDeliveryId("", Bodies.Id), ClaimToken = 1, ExpiresAfter = TimeSpan.FromMinutes(5) }, default);
        using var telemetry = Listen(app);

        await SendAsync(app, ReceiverApp.Request(Bodies.ChatRated()));

        telemetry.Measurements.Should().Contain(
        [
            "helpcrunch.webhook.duplicates 1 helpcrunch.webhook.event_type=chat.rated helpcrunch.webhook.state=in_progress",
            "helpcrunch.webhook.received 1 helpcrunch.webhook.event_type=chat.rated helpcrunch.webhook.outcome=in_progress helpcrunch.webhook.signing_key=2026",
        ]);
    }

    [Fact]
    public async Task Post_StoreFailsToClaim_IsMeasuredAndTracedAsAnError()
    {
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            configure: builder => builder.Services.AddSingleton<IWebhookDeliveryStore, FailingStore>());
        using var telemetry = Listen(app);

        await SendAsync(app, ReceiverApp.Request(Bodies.ChatRated()));

        telemetry.Measurements.Should().Contain(
            "helpcrunch.webhook.received 1 helpcrunch.webhook.event_type=chat.rated helpcrunch.webhook.outcome=store_failed helpcrunch.webhook.signing_key=2026");
        telemetry.Activities.Should().ContainSingle().Which.Should().StartWith("helpcrunch.webhook receive Error ").And.EndWith("helpcrunch.webhook.outcome=store_failed error.type=store_failed");
    }

    [Fact]
    public async Task Post_RejectedAfterItsBodyWasRead_TheBodyIsMeasured()
    {
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost);
        using var telemetry = Listen(app);

        await SendAsync(app, ReceiverApp.Request(Bodies.ChatRated(), new WebhookSigningKey("another key")));

        telemetry.Measurements.Should().Contain($"helpcrunch.webhook.body.size {Bodies.ChatRated().Length}");
    }

    [Fact]
    public async Task Post_VerifiedEndpoint_IsMeasuredAndLogged()
    {
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, map: app =>
            app.MapPost(ReceiverApp.Path, (VerifiedWebhook webhook) => webhook.KeyName).RequireHelpCrunchSignature());
        using var telemetry = Listen(app);

        await SendAsync(app, ReceiverApp.Request(Bodies.Unknown()));
        await SendAsync(app, ReceiverApp.Request(Bodies.Unknown(), new WebhookSigningKey("another key")));

        telemetry.Measurements.Should().Contain(
        [
            "helpcrunch.webhook.unknown_events 1",
            "helpcrunch.webhook.received 1 helpcrunch.webhook.event_type=_OTHER helpcrunch.webhook.outcome=verified helpcrunch.webhook.signing_key=2026",
            "helpcrunch.webhook.rejected 1 helpcrunch.webhook.reason=signature_mismatch",
        ]);
        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Id.Id == 11);
        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Id.Id == 20);
    }

    [Fact]
    public async Task Meter_Instruments_HaveTheDocumentedKindsUnitsAndBuckets()
    {
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost);
        var instruments = new List<Instrument>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == HelpCrunchWebhooksTelemetry.MeterName && instrument.Meter.Scope == app.Services.GetRequiredService<IMeterFactory>())
            {
                instruments.Add(instrument);
            }
        };

        listener.Start();

        instruments.Select(instrument => $"{instrument.Name} {instrument.GetType().Name.Split('`')[0]} {instrument.Unit}").Should().BeEquivalentTo(
            "helpcrunch.webhook.received Counter {delivery}",
            "helpcrunch.webhook.rejected Counter {request}",
            "helpcrunch.webhook.duplicates Counter {delivery}",
            "helpcrunch.webhook.unknown_events Counter {delivery}",
            "helpcrunch.webhook.drift Counter {place}",
            "helpcrunch.webhook.body.size Histogram By",
            "helpcrunch.webhook.handler.duration Histogram s",
            "helpcrunch.webhook.age Histogram s",
            "helpcrunch.webhook.attempts Histogram {attempt}",
            "helpcrunch.webhook.inbox.processed Counter {message}",
            "helpcrunch.webhook.inbox.age Histogram s");
#if NET9_0_OR_GREATER
        BucketsOf("helpcrunch.webhook.handler.duration").Should().Equal(0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300);
        BucketsOf("helpcrunch.webhook.age").Should().Equal(0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 14400, 86400);
        BucketsOf("helpcrunch.webhook.inbox.age").Should().Equal(BucketsOf("helpcrunch.webhook.age"));

        IReadOnlyList<double>? BucketsOf(string name) =>
            instruments.OfType<Histogram<double>>().Single(histogram => histogram.Name == name).Advice?.HistogramBucketBoundaries;
#endif
    }

    [Fact]
    public async Task OnHandled_Duration_IsMeasuredInSeconds()
    {
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost);
        var measured = new List<double>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "helpcrunch.webhook.handler.duration" && instrument.Meter.Scope == app.Services.GetRequiredService<IMeterFactory>())
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, value, _, _) => measured.Add(value));
        listener.Start();

        foreach (var observer in app.Services.GetServices<IWebhookHandlerObserver>())
        {
            observer.OnHandled(new WebhookHandledContext(new ChatRatedEvent { Id = "1", EventData = new ChatEventData { ChatId = 743 } }, "", "Handler", TimeSpan.FromMilliseconds(1500)));
        }

        measured.Should().Equal(1.5);
    }

    [Fact]
    public async Task Post_UnknownEvent_IsMeasuredWithoutItsType()
    {
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost);
        using var telemetry = Listen(app);

        await SendAsync(app, ReceiverApp.Request(Bodies.Unknown()));

        telemetry.Measurements.Should().Contain(
        [
            "helpcrunch.webhook.unknown_events 1",
            "helpcrunch.webhook.drift 1 helpcrunch.webhook.event_type=_OTHER helpcrunch.webhook.drift.kind=unknown_event",
            "helpcrunch.webhook.received 1 helpcrunch.webhook.event_type=_OTHER helpcrunch.webhook.outcome=unhandled helpcrunch.webhook.signing_key=2026",
        ]);
        var entry = app.Logs.FromSdk.Should().ContainSingle(entry => entry.Id.Id == 11).Which;
        entry.Message.Should().Be($"chat.teleported {Bodies.Id}: the event type is unknown to this version of the SDK.");
        entry.Scopes.Should().Contain($"WebhookEventType=chat.teleported, WebhookId={Bodies.Id}, WebhookAttempts=0");
    }

    [Fact]
    public async Task Post_HandlerThrows_IsMeasuredTracedAndLoggedWithItsScope()
    {
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, webhooks =>
            webhooks.AddHandler<ChatRatedEvent>((_, _) => throw new InvalidOperationException("The mail server is down.")));
        using var telemetry = Listen(app);

        await SendAsync(app, ReceiverApp.Request(Bodies.ChatRated()));

        telemetry.Measurements.Should().Contain(
        [
            "helpcrunch.webhook.handler.duration * helpcrunch.webhook.event_type=chat.rated helpcrunch.webhook.handler=ChatRatedEvent function error.type=System.InvalidOperationException",
            "helpcrunch.webhook.received 1 helpcrunch.webhook.event_type=chat.rated helpcrunch.webhook.outcome=failed helpcrunch.webhook.signing_key=2026",
        ]);
        telemetry.Activities.Should().ContainSingle().Which.Should().StartWith("helpcrunch.webhook receive Error ").And.EndWith("helpcrunch.webhook.outcome=failed error.type=failed");
        var entry = app.Logs.FromSdk.Should().ContainSingle(entry => entry.Level == LogLevel.Error).Which;
        entry.Id.Id.Should().Be(12);
        entry.Message.Should().Be($"chat.rated {Bodies.Id}: the handler ChatRatedEvent function failed. The response is 500, and the delivery may be sent again.");
        entry.Exception.Should().BeOfType<InvalidOperationException>();
        entry.Scopes.Should().Contain($"WebhookEventType=chat.rated, WebhookId={Bodies.Id}, WebhookAttempts=0");
    }

    [Theory]
    [InlineData("missing_signature", 401, "The header X-HelpCrunch-Signature is missing. HelpCrunch did not send the request, or a proxy removed the header.")]
    [InlineData("malformed_signature", 401, "The header X-HelpCrunch-Signature is not a hexadecimal HMAC-SHA1.")]
    [InlineData("signature_mismatch", 401, "No signing key matches the signature. To find the cause, use WebhookSignatureDiagnostics; see docs/verifying-signatures.md.")]
    [InlineData("unsupported_media_type", 415, "The Content-Type is not JSON. That is accepted only for a signed body that is JSON.")]
    [InlineData("payload_too_large", 413, "The body is larger than MaxRequestBodySize.")]
    [InlineData("invalid_payload", 400, "The body is not a HelpCrunch webhook. The error is at $.event (line 0, byte 0). MissingEventType: The body has no string property 'event', so its type is not known.")]
    public async Task Post_Rejected_IsMeasuredTracedAndLoggedByReason(string reason, int status, string message)
    {
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost);
        using var telemetry = Listen(app);
        var request = reason switch
        {
            "payload_too_large" => ReceiverApp.Request(Bodies.OfLength(300_000)),
            "invalid_payload" => ReceiverApp.Request("{}"),
            "unsupported_media_type" => ReceiverApp.Request("event=chat.rated"),
            "signature_mismatch" => ReceiverApp.Request(Bodies.ChatRated(), new WebhookSigningKey("another key")),
            _ => ReceiverApp.Request(Bodies.ChatRated()),
        };
        switch (reason)
        {
            case "missing_signature":
                request.Headers.Remove(WebhookSignature.HeaderName);
                break;
            case "malformed_signature":
                request.Headers.Remove(WebhookSignature.HeaderName);
                request.Headers.Add(WebhookSignature.HeaderName, "no signature");
                break;
            case "unsupported_media_type":
                request.Content!.Headers.ContentType = new("text/plain");
                break;
        }

        await SendAsync(app, request);

        telemetry.Measurements.Should().Contain($"helpcrunch.webhook.rejected 1 helpcrunch.webhook.reason={reason}");
        telemetry.Activities.Should().Equal($"helpcrunch.webhook receive Error helpcrunch.webhook.reason={reason} error.type={reason}");
        var level = reason == "missing_signature" ? LogLevel.Information : LogLevel.Warning; // Unsigned requests can come from anywhere.
        app.Logs.FromSdk.Where(entry => entry.Level == level && entry.Id.Id is >= 20 and < 30).Select(entry => entry.Message).Should().Equal(
            $"A request to HelpCrunch webhooks was rejected with {status} ({reason}). {message}");
    }

    [Fact]
    public async Task Post_BodyAlreadyRead_Returns500AndLogsTheRemedy()
    {
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, map: app =>
        {
            app.Use(async (context, next) =>
            {
                await context.Request.Body.CopyToAsync(Stream.Null);
                await next(context);
            });
            app.MapHelpCrunchWebhooks(ReceiverApp.Path);
        });

        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(500);

        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Id.Id == 26).Which.Message.Should().Be(
            "A request to HelpCrunch webhooks was rejected with 500 (body_already_read). A middleware or a filter read the body before, so the signature cannot be verified. "
            + "Let it call Request.EnableBuffering() first, or exclude the path of the webhooks.");
    }

    [Fact]
    public async Task Post_UnreadableEventWithTypeAndId_TheLogNamesThem()
    {
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost);

        (await app.PostAsync("""{"event":"chat.rated","eventData":{"rating":"poor"},"id":"252041ed"}""")).Status.Should().Be(400);

        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Id.Id == 21).Which.Message.Should().Be(
            "A request to HelpCrunch webhooks was rejected with 400 (invalid_payload). The body is not a HelpCrunch webhook. "
            + "The error is at $.eventData.chat_id (line 0, byte 34). InvalidEventData: The data of 'chat.rated' has no readable $.eventData.chat_id. (event 'chat.rated', id '252041ed')");
    }

    [Fact]
    public async Task Post_TwoFunctionsForOneEvent_AreMeasuredSeparately()
    {
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, webhooks => webhooks
            .AddHandler<ChatRatedEvent>((_, _) => Task.CompletedTask)
            .AddHandler<ChatRatedEvent>((_, _) => Task.CompletedTask));
        using var telemetry = Listen(app);

        await SendAsync(app, ReceiverApp.Request(Bodies.ChatRated()));

        telemetry.Measurements.Should().Contain(
        [
            "helpcrunch.webhook.handler.duration * helpcrunch.webhook.event_type=chat.rated helpcrunch.webhook.handler=ChatRatedEvent function",
            "helpcrunch.webhook.handler.duration * helpcrunch.webhook.event_type=chat.rated helpcrunch.webhook.handler=ChatRatedEvent function 2",
        ]);
    }

    [Fact]
    public async Task Post_NamedEndpoint_IsNamedInMeasurementsTracesAndLogs()
    {
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            configure: builder => builder.Services
                .AddHelpCrunchWebhooks()
                .AddEndpoint("shop", options => options.SigningKeys.Add(ReceiverApp.Key))
                .AddHandler<ChatRatedEvent, Handler>(),
            map: app => app.MapHelpCrunchWebhooks("/shop", "shop"));
        using var telemetry = Listen(app);

        await SendAsync(app, ReceiverApp.Request(Bodies.ChatRated(), path: "/shop"));

        telemetry.Measurements.Should().HaveCount(5).And.OnlyContain(measurement => measurement.Contains("helpcrunch.webhook.endpoint=shop"));
        telemetry.Activities.Should().ContainSingle().Which.Should().Contain("helpcrunch.webhook.endpoint=shop");
        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Id.Id == 10).Which.Scopes.Should().Contain(
            $"WebhookEventType=chat.rated, WebhookId={Bodies.Id}, WebhookAttempts=0, WebhookEndpoint=shop");
    }

    [Fact]
    public async Task Post_EventTypeWithALineBreak_IsLoggedOnOneLine()
    {
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost);
        using var telemetry = Listen(app);

        await SendAsync(app, ReceiverApp.Request("""{"event":"chat.new\nerror: all is lost","eventData":{},"id":"1\r\n2"}"""));

        app.Logs.FromSdk.Should().NotContain(entry => entry.ToString().Contains('\n'));
        telemetry.Activities.Should().ContainSingle().Which.Should().NotContain("\n");
    }

    public void Dispose() => _trace.Dispose();

    private CapturedTelemetry Listen(ReceiverApp app) => new(app.Services.GetRequiredService<IMeterFactory>(), _trace.TraceId);

    /// <summary>Sends the request in the trace of the test, which TestHost does not propagate.</summary>
    private async Task SendAsync(ReceiverApp app, HttpRequestMessage request)
    {
        request.Headers.Add("traceparent", $"00-{_trace.TraceId}-{_trace.SpanId}-01");
        await app.SendAsync(request);
    }

    private sealed class Handler : IWebhookEventHandler<ChatRatedEvent>
    {
        public Task HandleAsync(ChatRatedEvent webhookEvent, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class FailingStore : IWebhookDeliveryStore
    {
        public ValueTask<WebhookDeliveryClaim> ClaimAsync(WebhookDeliveryClaimRequest request, CancellationToken cancellationToken) =>
            throw new IOException("The store is down.");

        public ValueTask CompleteAsync(WebhookDeliveryCompletion completion, CancellationToken cancellationToken) =>
            throw new IOException("The store is down.");

        public ValueTask AbandonAsync(WebhookDeliveryAbandonment abandonment, CancellationToken cancellationToken) =>
            throw new IOException("The store is down.");
    }
}
