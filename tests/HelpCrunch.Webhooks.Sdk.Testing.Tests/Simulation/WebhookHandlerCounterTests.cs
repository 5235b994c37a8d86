namespace HelpCrunch.Webhooks.Sdk.Testing.Tests.Simulation;

public sealed class WebhookHandlerCounterTests
{
    private readonly WebhookHandlerCounter _counter = new();

    [Fact]
    public async Task GetCountAsync_HandlersOfAnEvent_IsTheHighestCount()
    {
        OnHandled("id", "first");
        OnHandled("id", "second");
        OnHandled("id", "second");
        OnHandled("id", "third", new TimeoutException());

        (await _counter.GetCountAsync("id")).Should().Be(2);
        _counter.GetCount("id").Should().Be(2);
        _counter.GetCount("another id").Should().Be(0);
    }

    [Fact]
    public async Task GetCount_WhileTheFirstHandlerIsCounted_IsZeroOrOne()
    {
        const int Count = 20_000;
        var current = 0;

        var counting = Task.Run(() =>
        {
            for (var index = 0; index < Count; index++)
            {
                Volatile.Write(ref current, index);
                OnHandled($"id-{index}", "handler");
            }
        });
        while (!counting.IsCompleted)
        {
            _counter.GetCount($"id-{Volatile.Read(ref current)}").Should().BeInRange(0, 1);
        }

        await counting;
        _counter.GetCount($"id-{Count - 1}").Should().Be(1);
    }

    private void OnHandled(string eventId, string handler, Exception? exception = null) =>
        _counter.OnHandled(new WebhookHandledContext(WebhookSamples.ChatRated() with { Id = eventId }, "", handler, TimeSpan.Zero, exception));
}
