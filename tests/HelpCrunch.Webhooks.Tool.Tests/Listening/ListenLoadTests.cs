using HelpCrunch.Webhooks.Tool.Listening;

namespace HelpCrunch.Webhooks.Tool.Tests.Listening;

[Trait("Speed", "Slow")]
public class ListenLoadTests
{
    [Fact]
    public async Task Receive_ManyAtOnce_CountsEachAndBoundsTheList()
    {
        const int Count = 20_000;
        await using var listener = await Listener.StartAsync(new ListenOptions { Keys = [Listener.Key], KeepBytes = 500_000 });
        using var feed = await listener.Client.GetStreamAsync("/_listen/events");

        await listener.SendManyAsync(Count);

        var changes = listener.Server.List.GetChanges(0);
        changes.Counts.Should().Be(new DeliveryCounts { Received = Count, Valid = Count, Listed = changes.Deliveries.Count });
        changes.Minutes.Sum(minute => minute.Received).Should().Be(Count);
        changes.Deliveries.Sum(delivery => delivery.Size).Should().BeLessThanOrEqualTo(500_000);
        changes.Deliveries[^1].Number.Should().Be(Count);
    }
}
