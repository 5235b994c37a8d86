using Microsoft.Extensions.Time.Testing;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

public sealed class InMemoryWebhookDeliveryStoreTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Window = TimeSpan.FromDays(1);
    private static readonly WebhookDeliveryId Delivery = new("", "1");
    private readonly AdjustableTimeProvider _clock = new();

    [Fact]
    public async Task Claim_NewDelivery_IsClaimed()
    {
        (await ClaimAsync(Store(), Delivery)).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
    }

    [Fact]
    public async Task Claim_ClaimedDelivery_IsInProgress()
    {
        var store = Store();
        await ClaimAsync(store, Delivery);

        (await ClaimAsync(store, Delivery)).Status.Should().Be(WebhookDeliveryClaimStatus.InProgress);
    }

    [Fact]
    public async Task Claim_CompletedDelivery_IsCompletedUntilTheWindowEnds()
    {
        var store = Store();
        await CompleteAsync(store, Delivery);

        _clock.Advance(Window - TimeSpan.FromTicks(1));
        (await ClaimAsync(store, Delivery)).Status.Should().Be(WebhookDeliveryClaimStatus.Completed);
        _clock.Advance(TimeSpan.FromTicks(1));
        (await ClaimAsync(store, Delivery)).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
    }

    [Fact]
    public async Task Claim_AbandonedDelivery_IsClaimed()
    {
        var store = Store();
        await store.AbandonAsync(new() { Delivery = Delivery, ClaimToken = (await ClaimAsync(store, Delivery)).Token, CompletedHandlers = [], RememberFor = Window }, default);

        (await ClaimAsync(store, Delivery)).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
    }

    [Fact]
    public async Task Claim_AbandonedWithCompletedHandlers_ReturnsThemUntilTheWindowEnds()
    {
        var store = Store();
        await store.AbandonAsync(new() { Delivery = Delivery, ClaimToken = (await ClaimAsync(store, Delivery)).Token, CompletedHandlers = ["Save"], RememberFor = Window }, default);

        var second = await ClaimAsync(store, Delivery);
        (second.Status, second.CompletedHandlers).Should().BeEquivalentTo((WebhookDeliveryClaimStatus.Claimed, new[] { "Save" }));
        await store.AbandonAsync(new() { Delivery = Delivery, ClaimToken = second.Token, CompletedHandlers = [], RememberFor = Window }, default);
        (await ClaimAsync(store, Delivery)).CompletedHandlers.Should().Equal("Save");
        _clock.Advance(Window);
        (await ClaimAsync(store, Delivery)).CompletedHandlers.Should().BeEmpty();
        store.Count.Should().Be(1);
    }

    [Fact]
    public async Task Complete_AfterSomeHandlersCompleted_IsCompleted()
    {
        var store = Store();
        await store.AbandonAsync(new() { Delivery = Delivery, ClaimToken = (await ClaimAsync(store, Delivery)).Token, CompletedHandlers = ["Save"], RememberFor = Window }, default);
        await CompleteAsync(store, Delivery);

        (await ClaimAsync(store, Delivery)).Status.Should().Be(WebhookDeliveryClaimStatus.Completed);
    }

    [Fact]
    public async Task Claim_AgainWithTheSameToken_IsClaimed()
    {
        // The result of the first claim was lost.
        var store = Store();
        await store.ClaimAsync(new() { Delivery = Delivery, ClaimToken = 7, ExpiresAfter = Timeout }, default);

        (await store.ClaimAsync(new() { Delivery = Delivery, ClaimToken = 7, ExpiresAfter = Timeout }, default)).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
        (await store.ClaimAsync(new() { Delivery = Delivery, ClaimToken = 8, ExpiresAfter = Timeout }, default)).Status.Should().Be(WebhookDeliveryClaimStatus.InProgress);
    }

    [Fact]
    public async Task Claim_ExpiredClaim_IsClaimedWithANewToken()
    {
        var store = Store();
        var first = await ClaimAsync(store, Delivery);

        _clock.Advance(Timeout);
        var second = await ClaimAsync(store, Delivery);

        second.Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
        second.Token.Should().NotBe(first.Token);
    }

    [Theory]
    [InlineData(2)] // Forward: a claim would expire while its handlers run.
    [InlineData(-2)] // Back: a claim would block the delivery for days.
    public async Task Claim_ClockIsAdjusted_ExpiresByElapsedTime(int days)
    {
        var store = Store();
        await ClaimAsync(store, Delivery);
        await CompleteAsync(store, new WebhookDeliveryId("", "2"));

        _clock.UtcOffset = TimeSpan.FromDays(days);
        (await ClaimAsync(store, Delivery)).Status.Should().Be(WebhookDeliveryClaimStatus.InProgress);
        (await ClaimAsync(store, new WebhookDeliveryId("", "2"))).Status.Should().Be(WebhookDeliveryClaimStatus.Completed);
        _clock.Advance(Window);
        (await ClaimAsync(store, Delivery)).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
        (await ClaimAsync(store, new WebhookDeliveryId("", "2"))).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
    }

    [Fact]
    public async Task Abandon_ExpiredClaim_DoesNotReleaseTheClaimOfAnother()
    {
        var store = Store();
        var first = await ClaimAsync(store, Delivery);
        _clock.Advance(Timeout);
        await ClaimAsync(store, Delivery);

        await store.AbandonAsync(new() { Delivery = Delivery, ClaimToken = first.Token, CompletedHandlers = [], RememberFor = Window }, default);

        (await ClaimAsync(store, Delivery)).Status.Should().Be(WebhookDeliveryClaimStatus.InProgress);
    }

    [Fact]
    public async Task Complete_ExpiredClaim_RemainsCompletedWhenAnotherFails()
    {
        var store = Store();
        var first = await ClaimAsync(store, Delivery);
        _clock.Advance(Timeout);
        var second = await ClaimAsync(store, Delivery);

        await store.CompleteAsync(new() { Delivery = Delivery, ClaimToken = first.Token, RememberFor = Window }, default);
        await store.AbandonAsync(new() { Delivery = Delivery, ClaimToken = second.Token, CompletedHandlers = [], RememberFor = Window }, default);

        (await ClaimAsync(store, Delivery)).Status.Should().Be(WebhookDeliveryClaimStatus.Completed);
    }

    [Fact]
    public async Task Complete_TwoClaimsInSuccession_LastsUntilTheLaterWindowEnds()
    {
        var store = Store();
        var first = await ClaimAsync(store, Delivery);
        _clock.Advance(Timeout);
        var second = await ClaimAsync(store, Delivery);

        await store.CompleteAsync(new() { Delivery = Delivery, ClaimToken = first.Token, RememberFor = Window }, default);
        _clock.Advance(Timeout);
        await store.CompleteAsync(new() { Delivery = Delivery, ClaimToken = second.Token, RememberFor = Window }, default);
        _clock.Advance(Window - TimeSpan.FromTicks(1));

        (await ClaimAsync(store, Delivery)).Status.Should().Be(WebhookDeliveryClaimStatus.Completed);
    }

    [Theory]
    [InlineData("", "1", "", "2")]
    [InlineData("", "1", "shop", "1")]
    [InlineData("ab", "c", "a", "bc")] // The end of the name counts.
    [InlineData("", "A", "", "a")] // Ids are compared as strings.
    [InlineData("", "252041ed-62a7-4303-81f9-842ec6e8d18f", "", "252041ED-62A7-4303-81F9-842EC6E8D18F")] // As UUIDs, these two are equal, and the next two pairs.
    [InlineData("", "252041ed-62a7-4303-81f9-842ec6e8d18f", "", " 252041ed-62a7-4303-81f9-842ec6e8d18f")]
    [InlineData("", "002041ed-62a7-4303-81f9-842ec6e8d18f", "", "0x2041ed-62a7-4303-81f9-842ec6e8d18f")]
    [InlineData("", "252041ed-62a7-4303-81f9-842ec6e8d18f", "shop", "252041ed-62a7-4303-81f9-842ec6e8d18f")]
    public async Task Claim_AnotherDelivery_IsClaimed(string name, string id, string otherName, string otherId)
    {
        var store = Store();
        await CompleteAsync(store, new WebhookDeliveryId(name, id));

        (await ClaimAsync(store, new WebhookDeliveryId(otherName, otherId))).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
    }

    [Fact]
    public async Task Claim_UuidWithTheHashOfAnotherId_IsClaimed()
    {
        var store = Store();
        await CompleteAsync(store, Delivery);
        var (first, second) = KeyOf(Delivery);
        var uuid = new WebhookDeliveryId("", new Guid([.. BitConverter.GetBytes(first), .. BitConverter.GetBytes(second)]).ToString());
        KeyOf(uuid).Should().Be((first, second), "otherwise this test has no effect");

        (await ClaimAsync(store, uuid)).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
    }

    [Fact]
    public async Task Claim_LongIdsThatDifferAtTheEnd_AreDifferent()
    {
        var store = Store();
        await CompleteAsync(store, new WebhookDeliveryId("", new string('x', 100_000) + "1"));

        (await ClaimAsync(store, new WebhookDeliveryId("", new string('x', 100_000) + "1"))).Status.Should().Be(WebhookDeliveryClaimStatus.Completed);
        (await ClaimAsync(store, new WebhookDeliveryId("", new string('x', 100_000) + "2"))).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
    }

    [Fact]
    public async Task Complete_MoreThanTheCapacity_TheOldestAreEvicted()
    {
        var store = Store(capacity: 3);
        for (var id = 1; id <= 5; id++)
        {
            await CompleteAsync(store, new WebhookDeliveryId("", $"{id}"));
        }

        store.Count.Should().Be(3);
        (await ClaimAsync(store, new WebhookDeliveryId("", "3"))).Status.Should().Be(WebhookDeliveryClaimStatus.Completed);
        (await ClaimAsync(store, new WebhookDeliveryId("", "2"))).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
    }

    [Fact]
    public async Task Complete_AfterTheWindow_TheExpiredAreEvicted()
    {
        var store = Store();
        for (var id = 1; id <= 5000; id++)
        {
            await CompleteAsync(store, new WebhookDeliveryId("", $"{id}"));
        }

        _clock.Advance(Window);
        await CompleteAsync(store, Delivery);

        store.Count.Should().Be(1);
    }

    [Fact]
    public async Task Claim_WindowEndedBehindALongerOne_CanBeClaimedAgain()
    {
        var store = Store();
        await CompleteAsync(store, new WebhookDeliveryId("", "longer"));
        await store.CompleteAsync(new() { Delivery = Delivery, ClaimToken = (await ClaimAsync(store, Delivery)).Token, RememberFor = TimeSpan.FromMinutes(1) }, default);
        _clock.Advance(TimeSpan.FromMinutes(1));

        var claim = await ClaimAsync(store, Delivery);
        claim.Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
        (await ClaimAsync(store, Delivery)).Status.Should().Be(WebhookDeliveryClaimStatus.InProgress);
        await store.AbandonAsync(new() { Delivery = Delivery, ClaimToken = claim.Token, CompletedHandlers = [], RememberFor = Window }, default);
        (await ClaimAsync(store, Delivery)).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
    }

    [Fact]
    public async Task Complete_ManyAfterTheWindowOfAsMany_AllocatesAgain()
    {
        var store = Store();
        var deliveries = Deliveries(5000);
        for (var round = 0; round < 2; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var delivery in deliveries)
            {
                var claim = await ClaimAsync(store, delivery);
                await store.CompleteAsync(new() { Delivery = delivery, ClaimToken = claim.Token, RememberFor = Window }, default);
            }

            (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeGreaterThan(deliveries.Length * 40, "the memory of round {0} was released", round);
            _clock.Advance(Window);
        }
    }

    [Theory]
    [InlineData(1, 1, 4)] // Each one evicts the previous one.
    [InlineData(2, 100, 300)]
    [InlineData(3, 1000, 3000)]
    [InlineData(4, 50_000, 20_000)] // Grows, and is trimmed after pauses.
    public async Task Claim_RandomOperations_AgreesWithAList(int seed, int capacity, int ids)
    {
        var random = new Random(seed);
        var store = Store(capacity);
        List<(int Id, long ExpiresAt)> completed = [];
        var lastIndex = new Dictionary<int, int>();
        var (now, evicted) = (0L, 0);
        for (var step = 0; step < 30_000; step++)
        {
            var passed = random.Next(3000) == 0 ? random.Next(20_000) : 1; // After a pause, many have expired.
            _clock.Advance(TimeSpan.FromTicks(passed));
            now += passed;
            while (evicted < completed.Count && completed[evicted].ExpiresAt <= now)
            {
                evicted++;
            }

            var id = random.Next(ids);
            var delivery = OfUuid(id);
            var expiresAt = lastIndex.TryGetValue(id, out var index) && index >= evicted ? completed[index].ExpiresAt : 0;
            var claim = await ClaimAsync(store, delivery);
            claim.Status.Should().Be(expiresAt > now ? WebhookDeliveryClaimStatus.Completed : WebhookDeliveryClaimStatus.Claimed, "of {0} in step {1}", id, step);

            // Some handlers fail. Some succeed a second time, after their claim has expired.
            var window = random.Next(10_000, 20_000);
            if (random.Next(4) == 0)
            {
                await store.AbandonAsync(new() { Delivery = delivery, ClaimToken = claim.Token, CompletedHandlers = [], RememberFor = Window }, default);
            }
            else
            {
                await store.CompleteAsync(new() { Delivery = delivery, ClaimToken = claim.Token, RememberFor = TimeSpan.FromTicks(window) }, default);
                if (now + window > expiresAt)
                {
                    lastIndex[id] = completed.Count;
                    completed.Add((id, now + window));
                    evicted = Math.Max(evicted, completed.Count - capacity);
                }
            }

            store.Count.Should().Be(completed.Count - evicted);
        }
    }

    [Fact]
    public async Task Complete_AgainWithAShorterWindow_TheLongerWindowHolds()
    {
        var store = Store();
        var claim = await ClaimAsync(store, Delivery);

        await store.CompleteAsync(new() { Delivery = Delivery, ClaimToken = claim.Token, RememberFor = Window }, default);
        await store.CompleteAsync(new() { Delivery = Delivery, ClaimToken = claim.Token, RememberFor = Timeout }, default);
        _clock.Advance(Window - TimeSpan.FromTicks(1));

        (await ClaimAsync(store, Delivery)).Status.Should().Be(WebhookDeliveryClaimStatus.Completed);
    }

    [Fact]
    public async Task Claim_CapacityInProgress_IsInProgressUntilAnotherEnds()
    {
        var store = Store(capacity: 2);
        var first = await ClaimAsync(store, new WebhookDeliveryId("", "1"));
        await ClaimAsync(store, new WebhookDeliveryId("", "2"));

        (await ClaimAsync(store, new WebhookDeliveryId("", "3"))).Status.Should().Be(WebhookDeliveryClaimStatus.InProgress);
        await store.AbandonAsync(new() { Delivery = new WebhookDeliveryId("", "1"), ClaimToken = first.Token, CompletedHandlers = [], RememberFor = Window }, default);
        (await ClaimAsync(store, new WebhookDeliveryId("", "3"))).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
        _clock.Advance(Timeout);
        (await ClaimAsync(store, new WebhookDeliveryId("", "4"))).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
        store.Count.Should().Be(1);
    }

    [Fact]
    public async Task Claim_SameDeliveryExpiresRepeatedly_CountsOnce()
    {
        var store = Store(capacity: 2);
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await ClaimAsync(store, Delivery);
            _clock.Advance(Timeout);
        }

        await ClaimAsync(store, Delivery);

        (await ClaimAsync(store, new WebhookDeliveryId("", "2"))).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
    }

    [Fact]
    public async Task Claim_CompletedDeliveryAtFullCapacity_IsCompleted()
    {
        var store = Store(capacity: 1);
        await CompleteAsync(store, Delivery);
        await ClaimAsync(store, new WebhookDeliveryId("", "2"));

        (await ClaimAsync(store, Delivery)).Status.Should().Be(WebhookDeliveryClaimStatus.Completed);
    }

    [Fact]
    public async Task Claim_FromManyThreads_OneWinsEachDelivery()
    {
        var store = Store();
        var won = new int[100];

        await Parallel.ForAsync(0, 10_000, async (index, _) =>
        {
            if ((await ClaimAsync(store, new WebhookDeliveryId("", $"{index % 100}"))).Status == WebhookDeliveryClaimStatus.Claimed)
            {
                Interlocked.Increment(ref won[index % 100]);
            }
        });

        won.Should().AllBeEquivalentTo(1);
    }

    [Fact]
    public void Claim_Default_IsInProgress() =>
        default(WebhookDeliveryClaim).Status.Should().Be(WebhookDeliveryClaimStatus.InProgress);

    private InMemoryWebhookDeliveryStore Store(int capacity = 100_000) => new(capacity, _clock);

    private static WebhookDeliveryId[] Deliveries(int count) => [.. Enumerable.Range(0, count).Select(OfUuid)];

    /// <summary>With a UUID as id, which the store does not hash.</summary>
    private static WebhookDeliveryId OfUuid(int number) => new("", new Guid(number, 0, 0, new byte[8]).ToString());

    /// <summary>The 128 bits that the store remembers of a delivery.</summary>
    private static (long First, long Second) KeyOf(WebhookDeliveryId delivery)
    {
        var type = typeof(InMemoryWebhookDeliveryStore).Assembly.GetType("HelpCrunch.Webhooks.Sdk.AspNetCore.DeliveryKey", throwOnError: true)!;
        var key = type.GetMethod("From")!.Invoke(null, [delivery]);
        return ((long)type.GetProperty("First")!.GetValue(key)!, (long)type.GetProperty("Second")!.GetValue(key)!);
    }

    private static async ValueTask<(WebhookDeliveryClaimStatus Status, long Token, IReadOnlyCollection<string> CompletedHandlers)> ClaimAsync(
        InMemoryWebhookDeliveryStore store,
        WebhookDeliveryId delivery)
    {
        var token = Random.Shared.NextInt64(1, long.MaxValue);
        var claim = await store.ClaimAsync(new() { Delivery = delivery, ClaimToken = token, ExpiresAfter = Timeout }, default);
        return (claim.Status, token, claim.CompletedHandlers);
    }

    private static async Task CompleteAsync(InMemoryWebhookDeliveryStore store, WebhookDeliveryId delivery) =>
        await store.CompleteAsync(new() { Delivery = delivery, ClaimToken = (await ClaimAsync(store, delivery)).Token, RememberFor = Window }, default);

    /// <summary>Changes only the time of day, as a time server does. FakeTimeProvider.AdjustTime also changes the timestamps.</summary>
    private sealed class AdjustableTimeProvider : FakeTimeProvider
    {
        public TimeSpan UtcOffset { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + UtcOffset;

        public override long GetTimestamp() => base.GetUtcNow().Ticks;
    }
}
