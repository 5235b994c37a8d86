using System.Net;
using HelpCrunch.Webhooks.Sdk.Testing.Tests.Hosting;

namespace HelpCrunch.Webhooks.Sdk.Testing.Tests.Simulation;

public sealed partial class WebhookSimulatorTests
{
    [Fact]
    public async Task SendAsync_WithoutFaults_SendsEachEventOnceInOrder()
    {
        var server = RecordingServer.AcceptValid();

        var result = await server.Simulator().SendAsync(WebhookSamples.CreateAll());

        server.Requests.Select(request => request.Event).Should().Equal(WebhookSamples.CreateAll());
        result.ToString().Should().Be("20 deliveries, 20 responses, 0 problems");
        result.Deliveries.Should().OnlyContain(delivery => delivery.IsAccepted && delivery.Faults == WebhookFaults.None);
    }

    [Fact]
    public async Task SendAsync_ResponseIsNot2xx_RetriesWithHigherAttemptsLaterTimeAndNewSignature()
    {
        var server = new RecordingServer(request => request.Event.Attempts < 2 ? HttpStatusCode.InternalServerError : HttpStatusCode.NoContent);

        var result = await server.Simulator().SendAsync([WebhookSamples.ChatRated()]);

        var sent = WebhookSamples.ChatRated();
        server.Requests.Select(request => request.Event).Should().Equal(
            sent,
            sent with { Attempts = 1, LastAttemptAt = sent.LastAttemptAt + TimeSpan.FromSeconds(1) },
            sent with { Attempts = 2, LastAttemptAt = sent.LastAttemptAt + TimeSpan.FromSeconds(2) });
        server.Requests.Should().OnlyContain(request => request.IsValid);
        server.Requests.Select(request => request.Signature).Should().OnlyHaveUniqueItems();
        result.Deliveries.Single().Responses.Select(response => (response.Attempts, response.StatusCode)).Should().Equal((0, 500), (1, 500), (2, 204));
        result.Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task SendAsync_NeverAccepted_IsAProblem()
    {
        var result = await RecordingServer.Respond(HttpStatusCode.InternalServerError).Simulator(new WebhookSimulatorOptions { MaxAttempts = 3 })
            .SendAsync([WebhookSamples.ChatRated()]);

        result.Problems.Should().Equal(
            "chat.rated 5b0c7d1e-9a34-4f6b-8c2d-000000000007 was never accepted in 3 attempts. The last response was status code 500.");
    }

    [Fact]
    public async Task SendAsync_NoResponse_IsAProblem()
    {
        var server = new RecordingServer(_ => throw new HttpRequestException("The connection was refused."));

        var result = await server.Simulator(new WebhookSimulatorOptions { MaxAttempts = 1 }).SendAsync([WebhookSamples.ChatRated()]);

        result.Problems.Should().Equal(
            "chat.rated 5b0c7d1e-9a34-4f6b-8c2d-000000000007 was never accepted in 1 attempts. The last response was HttpRequestException.");
        result.Deliveries.Single().Responses.Single().Exception.Should().BeOfType<HttpRequestException>();
    }

    [Fact]
    public async Task SendAsync_ExceptionOfTheApp_IsARetry()
    {
        var server = new RecordingServer(request => request.Event.Attempts == 0 ? throw new FormatException("The app has an error.") : HttpStatusCode.OK);

        var result = await server.Simulator().SendAsync([WebhookSamples.ChatRated()]);

        result.Problems.Should().BeEmpty();
        var responses = result.Deliveries.Single().Responses;
        responses.Select(response => response.StatusCode).Should().Equal(null, 200);
        responses[0].Exception.Should().BeOfType<FormatException>();
    }

    [Theory]
    [InlineData("webhooks", null)]
    [InlineData("/webhooks", null)]
    [InlineData("", null)]
    [InlineData("ftp://example.com/webhooks", null)]
#if !NETFRAMEWORK // Its HttpClient does not accept such a base address.
    [InlineData("/webhooks", "ftp://example.com")]
#endif
    public async Task SendAsync_InvalidAddress_Throws(string requestUri, string? baseAddress)
    {
        var server = RecordingServer.AcceptValid();
        using var client = new HttpClient(server);
        client.BaseAddress = baseAddress is null ? null : new Uri(baseAddress);

        var send = () => new WebhookSimulator(client, requestUri, RecordingServer.Key).SendAsync([WebhookSamples.ChatRated()]);

        await send.Should().ThrowAsync<InvalidOperationException>().WithMessage(
            "The endpoint needs an absolute address with http or https. Pass one to the simulator, or set the BaseAddress of the HttpClient.");
        server.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task SendAsync_AddressIsRelativeToBaseAddress_IsSent()
    {
        using var client = new HttpClient(RecordingServer.AcceptValid()) { BaseAddress = new Uri("http://example.com") };

        var result = await new WebhookSimulator(client, "/webhooks", RecordingServer.Key).SendAsync([WebhookSamples.ChatRated()]);

        result.Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task SendAsync_UnlimitedConcurrency_Ends()
    {
        var result = await RecordingServer.AcceptValid().Simulator(new WebhookSimulatorOptions { MaxConcurrency = int.MaxValue }).SendAsync(Many(100));

        result.Deliveries.Should().HaveCount(100).And.OnlyContain(delivery => delivery.IsAccepted);
    }

    [Fact]
    public async Task SendAsync_EnumerationThrows_StopsRetries()
    {
        static IEnumerable<WebhookEvent> OneAndAnException()
        {
            yield return WebhookSamples.ChatRated();
            throw new FormatException("The events cannot be read.");
        }

        var server = RecordingServer.Respond(HttpStatusCode.ServiceUnavailable);

        var send = () => server.Simulator(new WebhookSimulatorOptions { RetryDelay = TimeSpan.FromDays(24) }).SendAsync(OneAndAnException());

        (await send.Should().ThrowAsync<FormatException>()).WithMessage("The events cannot be read.");
        server.Requests.Should().HaveCount(1);
    }

    [Fact]
    public async Task SendAsync_EndpointAcceptsForgeries_IsAProblemForEach()
    {
        var server = RecordingServer.Respond(HttpStatusCode.OK);

        var result = await server.Simulator(new WebhookSimulatorOptions { Faults = WebhookFaults.Forgeries, HandledCount = (_, _) => new(1) })
            .SendAsync([WebhookSamples.ChatRated()]);

        var ids = result.Deliveries.Where(delivery => delivery.IsForgery).Select(delivery => delivery.EventId).ToList();
        const string accepted = "was accepted with status code 200. Verify the signature of the raw body before you respond.";
        const string handled = "was handled. Verify the signature of the raw body before you handle an event.";
        result.Problems.Should().Equal(
            $"chat.rated {ids[0]} with a wrong signature {accepted}",
            $"chat.rated {ids[0]} with a wrong signature {handled}",
            $"chat.rated {ids[1]} without a signature {accepted}",
            $"chat.rated {ids[1]} without a signature {handled}",
            $"chat.rated {ids[2]} with a placeholder as its signature {accepted}",
            $"chat.rated {ids[2]} with a placeholder as its signature {handled}",
            $"chat.rated {ids[3]} with a truncated body {accepted}",
            $"chat.rated {ids[3]} with a truncated body {handled}");
        server.Requests.Select(request => request.IsValid).Should().Equal(true, false, false, false, false);
        server.Requests[2].Signature.Should().BeNull();
        server.Requests[3].Signature.Should().Be("att73h99zvs9ipdmaj2rmr4oi5jhtwubs6q6tfwr");
        WebhookBody.Write(server.Requests[1].Event with { Id = "" }).Length.Should().BeGreaterThan(server.Requests[4].Body.Length);
    }

    [Fact]
    public async Task SendAsync_HandledTwice_IsAProblem()
    {
        var result = await RecordingServer.AcceptValid().Simulator(new WebhookSimulatorOptions { HandledCount = (_, _) => new(2) }).SendAsync([WebhookSamples.ChatRated()]);

        result.Problems.Should().Equal(
            "chat.rated 5b0c7d1e-9a34-4f6b-8c2d-000000000007 was handled 2 times. Handle an event only if its id was not handled before.");
    }

    [Fact]
    public async Task SendAsync_AcceptedButNotHandled_IsAProblem()
    {
        var result = await RecordingServer.AcceptValid().Simulator(new WebhookSimulatorOptions { HandledCount = NoneHandled }).SendAsync([WebhookSamples.ChatRated()]);

        result.Problems.Should().Equal(NotHandled(WebhookSamples.ChatRated()));
    }

    [Fact]
    public async Task SendAsync_NeitherAcceptedNorHandled_IsOneProblem()
    {
        var result = await RecordingServer.Respond(HttpStatusCode.ServiceUnavailable)
            .Simulator(new WebhookSimulatorOptions { MaxAttempts = 1, HandledCount = NoneHandled })
            .SendAsync([WebhookSamples.ChatRated()]);

        result.Problems.Should().Equal(
            "chat.rated 5b0c7d1e-9a34-4f6b-8c2d-000000000007 was never accepted in 1 attempts. The last response was status code 503.");
    }

    [Fact]
    public async Task SendAsync_HandledEventTypes_AreTheOnlyOnesThatMustBeHandled()
    {
        var unknown = UnknownEvent.FromJson("chat.merged", "{}", "id-of-an-unknown-event");
        var options = new WebhookSimulatorOptions { HandledCount = NoneHandled, HandledEventTypes = ["chat.rated", "chat.merged"] };

        var result = await RecordingServer.AcceptValid().Simulator(options).SendAsync([.. WebhookSamples.CreateAll(), unknown]);

        result.Problems.Should().Equal(NotHandled(WebhookSamples.ChatRated()), NotHandled(unknown));
    }

    [Fact]
    public async Task SendAsync_BurstOfEventsThatTheCallerSends_MustBeHandled()
    {
        var options = new WebhookSimulatorOptions { Faults = WebhookFaults.Burst, HandledCount = NoneHandled };

        var result = await RecordingServer.AcceptValid().Simulator(options).SendAsync([WebhookSamples.ChatNew()]);

        result.Problems.Should().HaveCount(2).And.OnlyContain(problem => problem.StartsWith("chat.new ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SendAsync_HandledLater_IsAwaited()
    {
        var handled = new TaskCompletionSource<int>();
        var options = new WebhookSimulatorOptions
        {
            HandledCount = (_, _) => new ValueTask<int>(handled.Task),
        };

        var sending = RecordingServer.AcceptValid().Simulator(options).SendAsync([WebhookSamples.ChatRated()]);
        sending.IsCompleted.Should().BeFalse();
        handled.SetResult(1);

        (await sending).Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task SendAsync_CanceledInHandledCount_Throws()
    {
        using var source = new CancellationTokenSource();
        var options = new WebhookSimulatorOptions
        {
            HandledCount = async (_, cancellationToken) =>
            {
                await source.CancelAsync();
                cancellationToken.ThrowIfCancellationRequested();
                return 1;
            },
        };

        var send = () => RecordingServer.AcceptValid().Simulator(options).SendAsync([WebhookSamples.ChatRated()], source.Token);

        await send.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task SendAsync_DuplicateIsNeverAccepted_IsAProblem()
    {
        var ids = new HashSet<string>();
        var server = new RecordingServer(request => ids.Add(request.Event.Id) ? HttpStatusCode.OK : HttpStatusCode.Conflict);

        var result = await server.Simulator(new WebhookSimulatorOptions { Faults = WebhookFaults.LaterDuplicate }).SendAsync([WebhookSamples.ChatRated()]);

        result.Problems.Should().Equal(
            "A duplicate of chat.rated 5b0c7d1e-9a34-4f6b-8c2d-000000000007 was never accepted. The last response was status code 409. Respond with 2xx to an event that was handled before.");
    }

    [Fact]
    public async Task SendAsync_Redelivery_SendsAnAcceptedDeliveryAgain()
    {
        var server = RecordingServer.AcceptValid();

        await server.Simulator(new WebhookSimulatorOptions { Faults = WebhookFaults.Redelivery, MaxAttempts = 1 }).SendAsync([WebhookSamples.ChatRated()]);

        server.Requests.Select(request => request.Event.Attempts).Should().Equal(0, 1);
        server.Requests.Should().OnlyContain(request => request.IsValid);
    }

    [Theory]
    [InlineData(WebhookFaults.ImmediateDuplicate)]
    [InlineData(WebhookFaults.LaterDuplicate)]
    public async Task SendAsync_Duplicate_SendsTheSameBytesTwice(WebhookFaults fault)
    {
        var server = RecordingServer.AcceptValid();

        await server.Simulator(new WebhookSimulatorOptions { Faults = fault }).SendAsync(WebhookSamples.CreateAll());

        server.Requests.Should().HaveCount(40);
        server.Requests.Distinct().Should().HaveCount(20);
    }

    [Fact]
    public async Task SendAsync_OutOfOrder_SendsAllEventsInAnotherOrder()
    {
        var server = RecordingServer.AcceptValid();

        await server.Simulator(new WebhookSimulatorOptions { Faults = WebhookFaults.OutOfOrder }).SendAsync(WebhookSamples.CreateAll());

        server.Requests.Select(request => request.Event).Should().BeEquivalentTo(WebhookSamples.CreateAll()).And.NotBeInAscendingOrder(webhookEvent => webhookEvent.Id);
    }

    [Fact]
    public async Task SendAsync_LaterDuplicateOutOfOrder_IsSentAfterItsDelivery()
    {
        var server = RecordingServer.AcceptValid();
        var faults = WebhookFaults.LaterDuplicate | WebhookFaults.OutOfOrder | WebhookFaults.Redelivery;

        await server.Simulator(new WebhookSimulatorOptions { Faults = faults }).SendAsync(Many(100));

        // Only the delivery itself is redelivered, with a higher number. The duplicate follows.
        server.Requests.Select(request => request.Event).GroupBy(webhookEvent => webhookEvent.Id).Should().HaveCount(100)
            .And.OnlyContain(sent => sent.Select(webhookEvent => webhookEvent.Attempts).SequenceEqual(new[] { 0, 1, 0 }));
    }

    [Fact]
    public async Task SendAsync_Burst_SendsOtherEventsOfTheCustomer()
    {
        var server = RecordingServer.AcceptValid();
        var rated = WebhookSamples.ChatRated();
        rated = rated with { EventData = rated.EventData with { Customer = new ChatCustomer { Id = 12 } } };

        await server.Simulator(new WebhookSimulatorOptions { Faults = WebhookFaults.Burst }).SendAsync([rated]);

        var events = server.Requests.Select(request => request.Event).ToList();
        events.Select(webhookEvent => webhookEvent.EventType).Should().Equal("chat.rated", "chat.new", "customer.new", "message.chat.customer");
        ((ChatNewEvent)events[1]).EventData.Customer.Should().Be(rated.EventData.Customer);
        ((CustomerNewEvent)events[2]).EventData.Id.Should().Be(12);
        ((MessageChatCustomerEvent)events[3]).EventData.Customer.Should().Be(rated.EventData.Customer);
        events.Select(webhookEvent => webhookEvent.Id).Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData(WebhookFaults.UnknownEvent, WebhookDriftKind.UnknownEvent, 20)]
    [InlineData(WebhookFaults.UnknownProperty, WebhookDriftKind.UnknownProperty, 20)]
    [InlineData(WebhookFaults.ChangedType, WebhookDriftKind.UnreadableValue, 20)]
    [InlineData(WebhookFaults.UnknownValue, WebhookDriftKind.UnknownValue, 12)] // The 8 customer events do not have open values.
    public async Task SendAsync_Drift_IsWhatTheModelReports(WebhookFaults fault, WebhookDriftKind kind, int count)
    {
        var server = RecordingServer.AcceptValid();

        await server.Simulator(new WebhookSimulatorOptions { Faults = fault }).SendAsync(WebhookSamples.CreateAll());

        server.Requests.Should().OnlyContain(request => request.IsValid);
        server.Requests.Where(request => request.Event.GetDrift().Any(drift => drift.Kind == kind)).Should().HaveCount(count);
    }

    [Fact]
    public async Task SendAsync_ChunkedBody_HasNoLength()
    {
        var server = RecordingServer.AcceptValid();

        await server.Simulator(new WebhookSimulatorOptions { Faults = WebhookFaults.ChunkedBody }).SendAsync([WebhookSamples.ChatRated()]);

        server.Requests.Single().Should().Match<ReceivedRequest>(request => request.ContentLength == null && request.IsValid);
    }

    [Fact]
    public async Task SendAsync_Bodies_AreEscapedAsPhpDoesByDefault()
    {
        var server = RecordingServer.AcceptValid();

        await server.Simulator(new WebhookSimulatorOptions { Faults = WebhookFaults.UnknownProperty }).SendAsync([WebhookSamples.CustomerNew()]);

        server.Requests.Single().Body.Should().Contain("""$9999\/mo""");
    }

    [Fact]
    public async Task SendAsync_EqualSeeds_SendEqualRequests()
    {
        var first = await RequestsAsync(seed: 7);
        var second = await RequestsAsync(seed: 7);
        var other = await RequestsAsync(seed: 8);

        second.Should().Equal(first);
        other.Should().NotEqual(first);

        static async Task<IReadOnlyList<ReceivedRequest>> RequestsAsync(int seed)
        {
            var server = RecordingServer.AcceptValid();
            await server.Simulator(new WebhookSimulatorOptions { Seed = seed, Faults = WebhookFaults.All & ~WebhookFaults.SlowBody, FaultRate = 0.3 })
                .SendAsync(WebhookSamples.CreateAll());
            return server.Requests;
        }
    }

    [Fact]
    public async Task SendAsync_FaultRate_ChoosesAPart()
    {
        var result = await RecordingServer.AcceptValid().Simulator(new WebhookSimulatorOptions { Faults = WebhookFaults.WrongSignature, FaultRate = 0.25 })
            .SendAsync(Many(1000));

        result.Deliveries.Count(delivery => delivery.IsForgery).Should().BeInRange(200, 300);
    }

    [Fact]
    public async Task SendAsync_Canceled_Throws()
    {
        using var source = new CancellationTokenSource();
        var server = new RecordingServer(_ =>
        {
            source.Cancel();
            return HttpStatusCode.InternalServerError;
        });

        var send = () => server.Simulator(new WebhookSimulatorOptions { RetryDelay = TimeSpan.FromDays(1) }).SendAsync(WebhookSamples.CreateAll(), source.Token);

        (await send.Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(source.Token);
        server.Requests.Should().HaveCount(1);
    }

    [Fact]
    public async Task SendAsync_TimeoutOfTheClient_IsARetry()
    {
        using var client = new HttpClient(new UnresponsiveServer()) { Timeout = TimeSpan.FromMilliseconds(1) };

        var result = await new WebhookSimulator(client, "https://example.com/webhooks", RecordingServer.Key, new WebhookSimulatorOptions { MaxAttempts = 2 })
            .SendAsync([WebhookSamples.ChatRated()]);

        result.Problems.Should().Equal(
            "chat.rated 5b0c7d1e-9a34-4f6b-8c2d-000000000007 was never accepted in 2 attempts. The last response was TaskCanceledException.");
    }

    [Fact]
    public async Task SendAsync_OptionsAreChangedLater_UsesThoseOfTheConstructor()
    {
        var server = new RecordingServer(request => request.Event.Attempts == 0 ? HttpStatusCode.InternalServerError : HttpStatusCode.OK);
        var eventTypes = new List<string> { "customer.new" };
        var options = new WebhookSimulatorOptions { MaxAttempts = 2, HandledCount = NoneHandled, HandledEventTypes = eventTypes };
        var simulator = server.Simulator(options);

        options.MaxAttempts = 1;
        options.BodyOptions.EscapeLikePhp = false;
        eventTypes.Clear();
        var result = await simulator.SendAsync([WebhookSamples.CustomerNew()]);

        server.Requests.Should().HaveCount(2).And.OnlyContain(request => request.Body.Contains("""$9999\/mo""", StringComparison.Ordinal));
        result.Problems.Should().Equal(NotHandled(WebhookSamples.CustomerNew()));
    }

    [Theory]
    [InlineData(-0.1, 1, 1, "FaultRate must be from 0 to 1.")]
    [InlineData(0, 0, 1, "MaxAttempts must be at least 1.")]
    [InlineData(0, 1, 0, "MaxConcurrency must be at least 1.")]
    public void Options_OutOfRange_Throw(double faultRate, int maxAttempts, int maxConcurrency, string message)
    {
        var create = () => new WebhookSimulatorOptions { FaultRate = faultRate, MaxAttempts = maxAttempts, MaxConcurrency = maxConcurrency };

        create.Should().Throw<ArgumentOutOfRangeException>().WithMessage(message + "*").WithParameterName("value");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(24 * TimeSpan.TicksPerDay + 1)]
    public void Options_DelayOutOfRange_Throw(long ticks)
    {
        var options = new WebhookSimulatorOptions();
        var setRetryDelay = () => options.RetryDelay = new TimeSpan(ticks);
        var setSlowBodyDuration = () => options.SlowBodyDuration = new TimeSpan(ticks);

        setRetryDelay.Should().Throw<ArgumentOutOfRangeException>().WithMessage("RetryDelay must be from 0 to 24 days.*").WithParameterName("value");
        setSlowBodyDuration.Should().Throw<ArgumentOutOfRangeException>().WithMessage("SlowBodyDuration must be from 0 to 24 days.*").WithParameterName("value");
    }

    private static ValueTask<int> NoneHandled(string eventId, CancellationToken cancellationToken) => new(0);

    private static string NotHandled(WebhookEvent webhookEvent) =>
        $"{webhookEvent.EventType} {webhookEvent.Id} was accepted but not handled. Add a handler for {webhookEvent.EventType}, or leave it out of HandledEventTypes. "
        + "If the app handles events after it responds, wait for them in HandledCount.";

    private static IEnumerable<WebhookEvent> Many(int count) =>
        Enumerable.Range(0, count).Select(index => WebhookSamples.ChatRated() with { Id = $"id-{index}" });

    private sealed class UnresponsiveServer : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException("The request was not canceled.");
        }
    }
}
