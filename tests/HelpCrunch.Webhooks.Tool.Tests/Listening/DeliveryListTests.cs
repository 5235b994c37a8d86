using HelpCrunch.Webhooks.Tool.Listening;
using Microsoft.Extensions.Time.Testing;

namespace HelpCrunch.Webhooks.Tool.Tests.Listening;

public class DeliveryListTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Add_MoreThanKeep_RemovesTheOldestAndCountsAll()
    {
        var list = new DeliveryList(new ListenOptions { Keep = 3 }, _time);

        for (var index = 0; index < 10; index++)
        {
            list.Add(Create());
        }

        var changes = list.GetChanges(0);
        changes.Deliveries.Select(delivery => delivery.Number).Should().Equal(8, 9, 10);
        changes.FirstNumber.Should().Be(8);
        changes.Counts.Should().Be(new DeliveryCounts { Received = 10, Valid = 10, Listed = 3 });
        list.Find(7).Should().BeNull();
    }

    [Fact]
    public void Add_MoreThanKeepBytes_RemovesTheOldest()
    {
        var list = new DeliveryList(new ListenOptions { KeepBytes = 10_000 }, _time);

        for (var index = 0; index < 10; index++)
        {
            list.Add(Create(new byte[3_000]));
        }

        list.GetChanges(0).Deliveries.Select(delivery => delivery.Number).Should().Equal(9, 10);
    }

    [Fact]
    public void GetChanges_OlderThanKeepFor_RemovesTheOldest()
    {
        var list = new DeliveryList(new ListenOptions { KeepFor = TimeSpan.FromMinutes(10) }, _time);
        list.Add(Create());
        _time.Advance(TimeSpan.FromMinutes(6));
        list.Add(Create());
        _time.Advance(TimeSpan.FromMinutes(6));

        list.GetChanges(0).Deliveries.Select(delivery => delivery.Number).Should().Equal(2);
    }

    [Fact]
    public void GetChanges_SinceARevision_HasWhatIsNewOrChanged()
    {
        var list = new DeliveryList(new ListenOptions(), _time);
        list.Add(Create());
        list.Add(Create());
        var revision = list.GetChanges(0).Revision;

        list.GetChanges(revision).Deliveries.Should().BeEmpty();
        list.SetForwarding(1, new Forwarding(ForwardingStatus.Waiting));
        list.Add(Create());

        list.GetChanges(revision).Deliveries.Select(delivery => delivery.Number).Should().Equal(1, 3);
    }

    [Fact]
    public async Task WaitForChangeAsync_Change_Completes()
    {
        var list = new DeliveryList(new ListenOptions(), _time);
        var revision = list.GetChanges(0).Revision;
        var waiting = list.WaitForChangeAsync(revision, CancellationToken.None);
        waiting.IsCompleted.Should().BeFalse();

        list.Add(Create());

        await waiting.WaitAsync(TimeSpan.FromMinutes(2));
        list.WaitForChangeAsync(revision, CancellationToken.None).IsCompleted.Should().BeTrue("the revision is an old one");
    }

    [Fact]
    public void Counts_WaitingDeliveryLeavesTheList_IsDropped()
    {
        var list = new DeliveryList(new ListenOptions { Keep = 2 }, _time);
        for (var number = 1; number <= 3; number++)
        {
            list.Add(Create());
            list.SetForwarding(number, new Forwarding(ForwardingStatus.Waiting));
        }

        list.GetChanges(0).Counts.Should().Be(new DeliveryCounts { Received = 3, Valid = 3, Waiting = 2, Dropped = 1, Listed = 2 });
        list.GetWaiting().Should().Equal(2, 3);
    }

    [Theory]
    [InlineData((int)ForwardingStatus.Waiting, 1)]
    [InlineData((int)ForwardingStatus.Responded, 0)]
    public void Counts_DeliveryLeavesTheListWhileItIsSent_IsDroppedIfItWouldWait(int status, int dropped)
    {
        var list = new DeliveryList(new ListenOptions { Keep = 1 }, _time);
        list.Add(Create());
        list.TryStartSending(1).Should().NotBeNull();
        list.Add(Create());
        list.GetChanges(0).Counts.Dropped.Should().Be(0, "the app has not responded yet");

        list.SetForwarding(1, new Forwarding((ForwardingStatus)status));
        list.SetForwarding(1, new Forwarding((ForwardingStatus)status));

        list.GetChanges(0).Counts.Should().Be(new DeliveryCounts { Received = 2, Valid = 2, Dropped = dropped, Listed = 1 });
        list.GetWaiting().Should().BeEmpty();
    }

    [Fact]
    public void TryStartSending_Twice_IsNull()
    {
        var list = new DeliveryList(new ListenOptions(), _time);
        list.Add(Create());

        list.TryStartSending(1).Should().NotBeNull();
        list.TryStartSending(1).Should().BeNull();
        list.TryStartSending(2).Should().BeNull();
    }

    [Fact]
    public void Minutes_PassingTime_MovesTheCounts()
    {
        var list = new DeliveryList(new ListenOptions(), _time);
        list.Add(Create());
        list.Add(Create(signature: SignatureStatus.Mismatch));
        _time.Advance(TimeSpan.FromMinutes(2));
        list.Add(Create());

        list.GetChanges(0).Minutes.TakeLast(3).Should().Equal(new MinuteCount(2, 1), default, new MinuteCount(1, 0));
        _time.Advance(TimeSpan.FromMinutes(DeliveryRate.Minutes - 1));
        list.GetChanges(0).Minutes.Should().HaveCount(DeliveryRate.Minutes).And.StartWith(new MinuteCount(1, 0)).And.EndWith(default(MinuteCount));
        _time.Advance(TimeSpan.FromDays(1));
        list.GetChanges(0).Minutes.Should().AllBeEquivalentTo(default(MinuteCount));
    }

    private ReceivedDelivery Create(byte[]? body = null, SignatureStatus signature = SignatureStatus.Valid) => new()
    {
        ReceivedAt = _time.GetUtcNow(),
        Path = "/",
        Headers = [],
        Body = body ?? [],
        Inspection = new Inspection { Signature = signature },
    };
}
