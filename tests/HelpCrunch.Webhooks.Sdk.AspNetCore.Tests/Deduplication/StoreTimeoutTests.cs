namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>A frozen database does not answer, and its client may ignore cancellation.</summary>
public sealed class StoreTimeoutTests
{
    [Fact]
    public async Task Post_ClaimTakesTooLong_Returns503WithRetryAfterAndTheLateClaimIsAbandoned()
    {
        var store = new FrozenStore { FreezesClaim = true };
        var recorder = new Recorder();
        await using var app = await StartAsync(store, recorder);

        var request = app.Client.SendAsync(ReceiverApp.Request(Bodies.ChatRated()));
        await store.Called.Task.WaitAsync(Wait.Long);
        await app.AdvanceUntilAsync(request);
        var response = await request;
        store.Thaw.SetResult();

        ((int)response.StatusCode, response.Headers.RetryAfter?.ToString()).Should().Be((503, "30"));
        recorder.Events.Should().BeEmpty();
        (await store.Abandoned.Task.WaitAsync(Wait.Long)).Should().Be(store.Token);
        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Level == LogLevel.Error).Which.Id.Id.Should().Be(14);
    }

    [Fact]
    public async Task Post_ClaimFailsAfterItWasSent_IsAbandoned()
    {
        // The connection broke before the result of the claim arrived.
        var store = new FrozenStore { FreezesClaim = true };
        await using var app = await StartAsync(store, new Recorder());

        var request = app.PostAsync(Bodies.ChatRated());
        await store.Called.Task.WaitAsync(Wait.Long);
        store.Thaw.SetException(new IOException("The connection is broken."));

        (await request).Should().Be(EndpointResponse.Empty(503));
        (await store.Abandoned.Task.WaitAsync(Wait.Long)).Should().Be(store.Token);
    }

    [Fact]
    public async Task Post_CompletionTakesTooLong_Returns200AndLogs()
    {
        var store = new FrozenStore { FreezesCompletion = true };
        var recorder = new Recorder();
        await using var app = await StartAsync(store, recorder);

        var request = app.PostAsync(Bodies.ChatRated());
        await store.Called.Task.WaitAsync(Wait.Long);
        await app.AdvanceUntilAsync(request);
        store.Thaw.SetResult();

        (await request).Should().Be(EndpointResponse.Empty(200));
        recorder.Events.Should().ContainSingle();
        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Level == LogLevel.Error).Which.Id.Id.Should().Be(15);
    }

    private static Task<ReceiverApp> StartAsync(IWebhookDeliveryStore store, Recorder recorder) => ReceiverApp.StartAsync(
        ServerKind.TestHost,
        webhooks => webhooks.AddHandler<ChatRatedEvent>(recorder.RecordAsync),
        new() { ["HelpCrunch:SigningKeys:0:Secret"] = "made-up-signing-key", ["HelpCrunch:SigningKeys:0:Name"] = "2026", ["HelpCrunch:RetryAfter"] = "00:00:29.5" },
        builder => builder.Services.AddSingleton(store));

    private sealed class FrozenStore : IWebhookDeliveryStore
    {
        public bool FreezesClaim { get; init; }

        public bool FreezesCompletion { get; init; }

        public long Token { get; private set; }

        public TaskCompletionSource Called { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Thaw { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<long> Abandoned { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async ValueTask<WebhookDeliveryClaim> ClaimAsync(WebhookDeliveryClaimRequest request, CancellationToken cancellationToken)
        {
            Token = request.ClaimToken;
            await FreezeAsync(FreezesClaim, cancellationToken);
            return WebhookDeliveryClaim.Claimed();
        }

        public async ValueTask CompleteAsync(WebhookDeliveryCompletion completion, CancellationToken cancellationToken) =>
            await FreezeAsync(FreezesCompletion, cancellationToken);

        public ValueTask AbandonAsync(WebhookDeliveryAbandonment abandonment, CancellationToken cancellationToken)
        {
            Abandoned.TrySetResult(abandonment.ClaimToken);
            return default;
        }

        private Task FreezeAsync(bool freezes, CancellationToken cancellationToken)
        {
            if (!freezes)
            {
                return Task.CompletedTask;
            }

            // The client of a database connects to the frozen server to cancel, and blocks the thread.
            cancellationToken.Register(Thaw.Task.Wait);
            Called.TrySetResult();
            return Thaw.Task;
        }
    }
}
