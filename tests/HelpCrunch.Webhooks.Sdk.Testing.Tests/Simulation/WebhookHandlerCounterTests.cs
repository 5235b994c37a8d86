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
        string[] ids = [.. Enumerable.Range(0, 100_000).Select(index => $"id-{index}")];
        var contexts = Array.ConvertAll(ids, id => new WebhookHandledContext(WebhookSamples.ChatRated() with { Id = id }, "", "handler", TimeSpan.Zero));
        var current = ids[0];

        var counting = Task.Run(() =>
        {
            foreach (var context in contexts)
            {
                Volatile.Write(ref current, context.Event.Id);
                _counter.OnHandled(context);
            }
        });
        while (!counting.IsCompleted)
        {
            if (_counter.GetCount(Volatile.Read(ref current)) is not (0 or 1))
            {
                Assert.Fail("An event was counted twice.");
            }
        }

        await counting;
        _counter.GetCount(ids[^1]).Should().Be(1);
    }

    private void OnHandled(string eventId, string handler, Exception? exception = null) =>
        _counter.OnHandled(new WebhookHandledContext(WebhookSamples.ChatRated() with { Id = eventId }, "", handler, TimeSpan.Zero, exception));
}
