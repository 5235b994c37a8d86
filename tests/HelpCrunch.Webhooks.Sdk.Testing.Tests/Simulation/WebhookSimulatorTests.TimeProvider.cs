using System.Net;
using HelpCrunch.Webhooks.Sdk.Testing.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace HelpCrunch.Webhooks.Sdk.Testing.Tests.Simulation;

/// <summary>Streams of events, and the times of a schedule. The netstandard2.0 asset has neither.</summary>
public sealed partial class WebhookSimulatorTests
{
    [Fact]
    public async Task SendAsync_Stream_IsEnumeratedWhileItIsSent()
    {
        var server = RecordingServer.AcceptValid();
        var mostAhead = 0;

        async IAsyncEnumerable<WebhookEvent> StreamAsync()
        {
            var produced = 0;
            foreach (var webhookEvent in Many(200))
            {
                mostAhead = Math.Max(mostAhead, ++produced - server.Requests.Count);
                await Task.Yield();
                yield return webhookEvent;
            }
        }

        var result = await server.Simulator(new WebhookSimulatorOptions { MaxConcurrency = 4 }).SendAsync(StreamAsync());

        result.Deliveries.Should().HaveCount(200).And.OnlyContain(delivery => delivery.IsAccepted);
        mostAhead.Should().BeLessThanOrEqualTo(5);
    }

    [Fact]
    public async Task SendAsync_RetryDelayWithAFakeClock_WaitsForTheClock()
    {
        var clock = new FakeTimeProvider();
        var server = new RecordingServer(request => request.Event.Attempts == 0 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK);
        var simulator = server.Simulator(new WebhookSimulatorOptions { TimeProvider = clock, RetryDelay = TimeSpan.FromMinutes(5) });

        var sending = simulator.SendAsync([WebhookSamples.ChatRated()]);
        clock.Advance(TimeSpan.FromMinutes(4.9));
        server.Requests.Should().HaveCount(1);
        clock.Advance(TimeSpan.FromMinutes(0.1));
        await sending;

        var sent = WebhookSamples.ChatRated();
        server.Requests[1].Event.Should().Be(sent with { Attempts = 1, LastAttemptAt = sent.LastAttemptAt + TimeSpan.FromMinutes(5) });
    }

    [Fact]
    public async Task SendAsync_SlowBodyWithAFakeClock_WaitsForTheClock()
    {
        var clock = new FakeTimeProvider();
        var server = RecordingServer.AcceptValid();
        var simulator = server.Simulator(new WebhookSimulatorOptions { Faults = WebhookFaults.SlowBody, TimeProvider = clock, SlowBodyDuration = TimeSpan.FromSeconds(7) });

        var sending = simulator.SendAsync([WebhookSamples.ChatRated()]);
        server.Requests.Should().BeEmpty();
        while (!sending.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        var result = await sending;
        result.Deliveries.Single().Responses.Single().Elapsed.Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task SendAsync_StreamThrows_StopsRetries()
    {
        static async IAsyncEnumerable<WebhookEvent> OneAndAnExceptionAsync()
        {
            yield return WebhookSamples.ChatRated();
            await Task.Yield();
            throw new FormatException("The events cannot be read.");
        }

        var server = RecordingServer.Respond(HttpStatusCode.ServiceUnavailable);
        var simulator = server.Simulator(new WebhookSimulatorOptions { TimeProvider = new FakeTimeProvider(), RetryDelay = TimeSpan.FromMinutes(5) });

        var send = () => simulator.SendAsync(OneAndAnExceptionAsync());

        (await send.Should().ThrowAsync<FormatException>()).WithMessage("The events cannot be read.");
        server.Requests.Should().HaveCount(1);
    }

    [Fact]
    public async Task SendAsync_EventCannotBeWritten_StopsTheRetriesOfOthers()
    {
        var server = RecordingServer.Respond(HttpStatusCode.ServiceUnavailable);
        var simulator = server.Simulator(new WebhookSimulatorOptions { TimeProvider = new FakeTimeProvider(), RetryDelay = TimeSpan.FromMinutes(5), MaxConcurrency = 2 });

        var send = () => simulator.SendAsync([WebhookSamples.ChatRated(), new CustomEvent<Uri>("chat.linked") { Id = "1", EventData = new Uri("https://example.com") }]).WaitAsync(TimeSpan.FromMinutes(1));

        await send.Should().ThrowAsync<NotSupportedException>();
        server.Requests.Should().HaveCount(1);
    }

    [Fact]
    public void Options_TimeProviderIsNull_Throws()
    {
        var set = () => new WebhookSimulatorOptions().TimeProvider = null!;

        set.Should().Throw<ArgumentNullException>().WithParameterName("value");
    }
}
