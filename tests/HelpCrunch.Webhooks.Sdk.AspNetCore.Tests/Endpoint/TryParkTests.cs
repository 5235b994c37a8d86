using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.AspNetCore.Routing;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>A delivery whose handlers always fail.</summary>
public sealed class TryParkTests
{
    private readonly List<WebhookFailedDelivery> _failed = [];
    private Func<ChatRatedEvent, CancellationToken, Task> _handler = (_, _) => throw new FormatException("The name is too long.");
    private Func<WebhookFailedDelivery, CancellationToken, ValueTask<bool>> _tryPark = (failed, _) => new(failed.FailureCount >= 3);

    [Theory]
    [InlineData(ServerKind.TestHost)]
    [InlineData(ServerKind.Kestrel)]
    public async Task Post_ThirdFailureOfADelivery_IsParkedAndAnsweredWith200(ServerKind server)
    {
        await using var app = await StartAsync(server);

        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(500);
        (await app.PostAsync(Bodies.ChatRated("another"))).Status.Should().Be(500);
        (await app.PostAsync(Bodies.ChatRated(attempts: 1))).Status.Should().Be(500);
        (await app.PostAsync(Bodies.ChatRated(attempts: 2))).Should().Be(EndpointResponse.Empty(200));

        _failed.Select(failed => failed.FailureCount).Should().Equal(1, 1, 2, 3);
        var parked = _failed[^1];
        parked.Event.Should().BeOfType<ChatRatedEvent>().Which.Id.Should().Be(Bodies.Id);
        Encoding.UTF8.GetString(parked.Body.Span).Should().Be(Bodies.ChatRated(attempts: 2));
        parked.Delivery.KeyName.Should().Be("2026");
        parked.Exception.Should().BeOfType<WebhookHandlersFailedException>().Which.Failures.Should().ContainSingle().Which.Exception.Should().BeOfType<FormatException>();
        parked.ToString().Should().Be($"WebhookFailedDelivery {{ ChatRatedEvent {{ EventType = chat.rated, Id = {Bodies.Id} }}, FailureCount = 3 }}");
        var errors = app.Logs.FromSdk.Where(entry => entry.Level == LogLevel.Error).ToArray();
        errors.Select(entry => entry.Id.Id).Should().Equal(12, 12, 12, 40); // Log 12 tells that the response is 500.
        errors[^1].Message.Should().Be($"chat.rated {Bodies.Id}: the handlers failed, and TryPark parked the delivery. The response is 200, and the delivery is not handled again. Failures in this process: 3.");
        errors[^1].Exception.Should().BeSameAs(parked.Exception);

        // HelpCrunch did not get the response, and sends the delivery again.
        (await app.PostAsync(Bodies.ChatRated(attempts: 3))).Status.Should().Be(200);
        _failed.Should().HaveCount(4);
    }

    [Fact]
    public async Task Post_Parked_IsMeasuredAndTraced()
    {
        using var trace = new Activity("test").SetParentId(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom()).Start();
        _tryPark = (_, _) => new(true);
        await using var app = await StartAsync();
        using var telemetry = new CapturedTelemetry(app.Services.GetRequiredService<IMeterFactory>(), trace.TraceId);
        var request = ReceiverApp.Request(Bodies.ChatRated());
        request.Headers.Add("traceparent", trace.Id);

        await app.SendAsync(request);

        telemetry.Measurements.Should().Contain("helpcrunch.webhook.received 1 helpcrunch.webhook.event_type=chat.rated helpcrunch.webhook.outcome=parked helpcrunch.webhook.signing_key=2026");
        telemetry.Activities.Should().ContainSingle().Which.Should().EndWith("helpcrunch.webhook.outcome=parked error.type=parked").And.StartWith("helpcrunch.webhook receive Error");
    }

    [Fact]
    public async Task Post_TryParkThrows_Returns500AndTheDeliveryIsHandledAgain()
    {
        var exception = new IOException("The table is full.");
        _tryPark = (_, _) => throw exception;
        await using var app = await StartAsync();

        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(500);

        app.Logs.FromSdk.Where(entry => entry.Level == LogLevel.Error).Select(entry => (entry.Id.Id, entry.Message, entry.Exception?.GetType())).Should().Equal(
            (41, $"chat.rated {Bodies.Id}: TryPark threw an exception, so the delivery was not parked. The response is 500, and the delivery may be sent again.", typeof(IOException)),
            (12, $"chat.rated {Bodies.Id}: the handler ChatRatedEvent function failed. The response is 500, and the delivery may be sent again.", typeof(FormatException)));
        _handler = (_, _) => Task.CompletedTask;
        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(200);
    }

    [Fact]
    public async Task Post_ServiceOfTryParkFailsWhenItIsDisposed_Returns500()
    {
        _tryPark = (failed, _) =>
        {
            failed.Services.GetRequiredService<SavesWhenDisposed>();
            return new(true);
        };
        await using var app = await StartAsync();

        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(500);
    }

    [Fact]
    public async Task Post_TryPark_GetsServicesOfANewScope()
    {
        Scoped? ofHandler = null;
        Scoped? ofTryPark = null;
        _tryPark = (failed, _) =>
        {
            ofTryPark = failed.Services.GetRequiredService<Scoped>();
            return new(true);
        };
        await using var app = await StartAsync(handlers: webhooks => webhooks.AddHandler<ChatRatedEvent, Scoped>((_, service, _) =>
        {
            ofHandler = service;
            return Task.CompletedTask;
        }));

        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(200);

        ofTryPark.Should().NotBeNull().And.NotBeSameAs(ofHandler);
    }

    [Fact]
    public async Task Post_SucceedsAfterFailures_CountsFromTheStart()
    {
        await using var app = await StartAsync(settings: new() { ["HelpCrunch:DeduplicationWindow"] = "00:00:00" });
        var handler = _handler;

        await app.PostAsync(Bodies.ChatRated());
        await app.PostAsync(Bodies.ChatRated());
        _handler = (_, _) => Task.CompletedTask;
        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(200);
        _handler = handler;
        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(500);

        _failed.Select(failed => failed.FailureCount).Should().Equal(1, 2, 1);
    }

    [Fact]
    public async Task Post_BlankId_IsNotCounted()
    {
        await using var app = await StartAsync();

        for (var i = 0; i < 4; i++)
        {
            (await app.PostAsync(Bodies.ChatRated(" "))).Status.Should().Be(500);
        }

        _failed.Select(failed => failed.FailureCount).Should().Equal(1, 1, 1, 1);
    }

    [Fact]
    public async Task Post_SameIdOfTwoAccounts_IsCountedSeparately()
    {
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            webhooks => webhooks
                .AddEndpoint(options =>
                {
                    options.TryPark = TryParkAsync;
                    options.AccountResolver = (context, _) => new(new WebhookAccount($"{context.GetRouteValue("account")}", [ReceiverApp.Key]));
                })
                .AddHandler<ChatRatedEvent>((rated, cancellationToken) => _handler(rated, cancellationToken)),
            settings: [],
            map: app => app.MapHelpCrunchWebhooks("/webhooks/{account}"));

        await app.PostAsync(Bodies.ChatRated(), path: "/webhooks/acme");
        await app.PostAsync(Bodies.ChatRated(), path: "/webhooks/acme");
        await app.PostAsync(Bodies.ChatRated(), path: "/webhooks/globex");

        _failed.Select(failed => (failed.Delivery.Account, failed.FailureCount)).Should().Equal(("acme", 1), ("acme", 2), ("globex", 1));
    }

    [Fact]
    public async Task Post_HandlersTimeOut_CanBeParked()
    {
        var started = new TaskCompletionSource();
        _handler = async (_, cancellationToken) =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        };
        _tryPark = (_, _) => new(true);
        await using var app = await StartAsync();

        var response = app.PostAsync(Bodies.ChatRated());
        await started.Task.WaitAsync(Wait.Long);
        app.Clock.Advance(TimeSpan.FromMinutes(5));

        (await response).Status.Should().Be(200);
        _failed.Should().ContainSingle().Which.Exception.Should().BeAssignableTo<OperationCanceledException>();
    }

    [Fact]
    public async Task Post_TryParkTakesLong_IsCanceledAfterStoreTimeout()
    {
        var started = new TaskCompletionSource();
        _tryPark = async (_, cancellationToken) =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return true;
        };
        await using var app = await StartAsync();

        var response = app.PostAsync(Bodies.ChatRated());
        await started.Task.WaitAsync(Wait.Long);
        app.Clock.Advance(TimeSpan.FromSeconds(5));

        (await response).Status.Should().Be(500);
    }

    [Fact]
    public async Task Post_ManyDeliveriesFail_CountsTheLast10000()
    {
        await using var app = await StartAsync();

        await app.PostAsync(Bodies.ChatRated());
        for (var id = 0; id < 9_999; id++)
        {
            await app.PostAsync(Bodies.ChatRated($"{id}"));
        }

        await app.PostAsync(Bodies.ChatRated());
        _failed[^1].FailureCount.Should().Be(2);
        await app.PostAsync(Bodies.ChatRated("one more"));
        await app.PostAsync(Bodies.ChatRated());
        _failed[^1].FailureCount.Should().Be(1);
    }

    [Fact]
    public void WebhookFailedDelivery_NullArguments_Throws()
    {
        var rated = WebhookParser.Default.Parse(Bodies.ChatRated()).GetEventOrThrow();
        var delivery = new WebhookDeliveryContext();
        var exception = new FormatException();
        var services = new ServiceCollection().BuildServiceProvider();

        FluentActions.Invoking(() => new WebhookFailedDelivery(null!, default, delivery, exception, 1, services)).Should().Throw<ArgumentNullException>().WithParameterName("webhookEvent");
        FluentActions.Invoking(() => new WebhookFailedDelivery(rated, default, null!, exception, 1, services)).Should().Throw<ArgumentNullException>().WithParameterName("delivery");
        FluentActions.Invoking(() => new WebhookFailedDelivery(rated, default, delivery, null!, 1, services)).Should().Throw<ArgumentNullException>().WithParameterName("exception");
        FluentActions.Invoking(() => new WebhookFailedDelivery(rated, default, delivery, exception, 1, null!)).Should().Throw<ArgumentNullException>().WithParameterName("services");
    }

    private ValueTask<bool> TryParkAsync(WebhookFailedDelivery failed, CancellationToken cancellationToken)
    {
        _failed.Add(failed);
        return _tryPark(failed, cancellationToken);
    }

    private Task<ReceiverApp> StartAsync(
        ServerKind server = ServerKind.TestHost,
        Dictionary<string, string?>? settings = null,
        Action<IHelpCrunchWebhooksBuilder>? handlers = null) => ReceiverApp.StartAsync(
            server,
            webhooks =>
            {
                webhooks.AddEndpoint(options => options.TryPark = TryParkAsync).AddHandler<ChatRatedEvent>((rated, cancellationToken) => _handler(rated, cancellationToken));
                handlers?.Invoke(webhooks);
            },
            settings is null ? null : new(settings) { ["HelpCrunch:SigningKeys:0:Name"] = "2026", ["HelpCrunch:SigningKeys:0:Secret"] = "made-up-signing-key" },
            builder => builder.Services.AddScoped<SavesWhenDisposed>().AddScoped<Scoped>());

    private sealed class Scoped;

    private sealed class SavesWhenDisposed : IDisposable
    {
        public void Dispose() => throw new IOException("The changes could not be saved.");
    }
}
