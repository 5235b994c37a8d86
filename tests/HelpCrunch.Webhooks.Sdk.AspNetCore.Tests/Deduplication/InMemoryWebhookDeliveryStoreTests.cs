using System.Security.Cryptography;
using System.Text;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

public sealed class InMemoryWebhookDeliveryStoreTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Window = TimeSpan.FromDays(1);
    private static readonly WebhookDeliveryId Delivery = new("", "1");
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task Claim_NewDelivery_IsTheCallers()
    {
        var claim = await ClaimAsync(Store(), Delivery);

        claim.Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
        claim.Token.Should().NotBe(0);
    }

    [Fact]
    public async Task Claim_ClaimedDelivery_IsInProgress()
    {
        var store = Store();
        await ClaimAsync(store, Delivery);

        (await ClaimAsync(store, Delivery)).Should().Be(new WebhookDeliveryClaim(WebhookDeliveryClaimStatus.InProgress));
    }

    [Fact]
    public async Task Claim_CompletedDelivery_IsCompletedUntilTheWindowIsOver()
    {
        var store = Store();
        await CompleteAsync(store, Delivery);

        _clock.Advance(Window - TimeSpan.FromTicks(1));
        (await ClaimAsync(store, Delivery)).Status.Should().Be(WebhookDeliveryClaimStatus.Completed);
        _clock.Advance(TimeSpan.FromTicks(1));
        (await ClaimAsync(store, Delivery)).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
    }

    [Fact]
    public async Task Claim_AbandonedDelivery_IsTheCallers()
    {
        var store = Store();
        await store.AbandonAsync(Delivery, (await ClaimAsync(store, Delivery)).Token, default);

        (await ClaimAsync(store, Delivery)).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
    }

    [Fact]
    public async Task Claim_LapsedClaim_IsTheCallersWithAnotherToken()
    {
        var store = Store();
        var first = await ClaimAsync(store, Delivery);

        _clock.Advance(Timeout);
        var second = await ClaimAsync(store, Delivery);

        second.Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
        second.Token.Should().NotBe(first.Token);
    }

    [Theory]
    [InlineData(2)] // Forward: a claim would lapse while its handlers are at work.
    [InlineData(-2)] // Back: it would block the delivery for days.
    public async Task Claim_TimeOfDayIsSetToAnother_LapsesAndIsForgottenAfterTheTimeThatPassed(int days)
    {
        var store = Store();
        await ClaimAsync(store, Delivery);
        await CompleteAsync(store, new WebhookDeliveryId("", "2"));

        _clock.SetTimeOfDay(TimeSpan.FromDays(days));
        (await ClaimAsync(store, Delivery)).Status.Should().Be(WebhookDeliveryClaimStatus.InProgress);
        (await ClaimAsync(store, new WebhookDeliveryId("", "2"))).Status.Should().Be(WebhookDeliveryClaimStatus.Completed);
        _clock.Advance(Window);
        (await ClaimAsync(store, Delivery)).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
        (await ClaimAsync(store, new WebhookDeliveryId("", "2"))).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
    }

    [Fact]
    public async Task Abandon_LapsedClaim_LeavesTheClaimOfAnother()
    {
        var store = Store();
        var first = await ClaimAsync(store, Delivery);
        _clock.Advance(Timeout);
        await ClaimAsync(store, Delivery);

        await store.AbandonAsync(Delivery, first.Token, default);

        (await ClaimAsync(store, Delivery)).Status.Should().Be(WebhookDeliveryClaimStatus.InProgress);
    }

    [Fact]
    public async Task Complete_LapsedClaim_HoldsAgainstTheFailureOfAnother()
    {
        var store = Store();
        var first = await ClaimAsync(store, Delivery);
        _clock.Advance(Timeout);
        var second = await ClaimAsync(store, Delivery);

        await store.CompleteAsync(Delivery, first.Token, Window, default);
        await store.AbandonAsync(Delivery, second.Token, default);

        (await ClaimAsync(store, Delivery)).Status.Should().Be(WebhookDeliveryClaimStatus.Completed);
    }

    [Fact]
    public async Task Complete_ByTwoWhoseClaimsFollowedEachOther_HoldsUntilTheLaterWindowIsOver()
    {
        var store = Store();
        var first = await ClaimAsync(store, Delivery);
        _clock.Advance(Timeout);
        var second = await ClaimAsync(store, Delivery);

        await store.CompleteAsync(Delivery, first.Token, Window, default);
        _clock.Advance(Timeout);
        await store.CompleteAsync(Delivery, second.Token, Window, default);
        _clock.Advance(Window - TimeSpan.FromTicks(1));

        (await ClaimAsync(store, Delivery)).Status.Should().Be(WebhookDeliveryClaimStatus.Completed);
    }

    [Theory]
    [InlineData("", "1", "", "2")]
    [InlineData("", "1", "shop", "1")]
    [InlineData("ab", "c", "a", "bc")] // Where the name ends counts.
    [InlineData("", "A", "", "a")] // An id is a string, and no more than that.
    [InlineData("", "252041ed-62a7-4303-81f9-842ec6e8d18f", "", "252041ED-62A7-4303-81F9-842EC6E8D18F")] // As UUIDs these are equal, and those below.
    [InlineData("", "252041ed-62a7-4303-81f9-842ec6e8d18f", "", " 252041ed-62a7-4303-81f9-842ec6e8d18f")]
    [InlineData("", "002041ed-62a7-4303-81f9-842ec6e8d18f", "", "0x2041ed-62a7-4303-81f9-842ec6e8d18f")]
    [InlineData("", "252041ed-62a7-4303-81f9-842ec6e8d18f", "shop", "252041ed-62a7-4303-81f9-842ec6e8d18f")]
    public async Task Claim_AnotherDelivery_IsTheCallers(string name, string id, string otherName, string otherId)
    {
        var store = Store();
        await CompleteAsync(store, new WebhookDeliveryId(name, id));

        (await ClaimAsync(store, new WebhookDeliveryId(otherName, otherId))).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
    }

    [Fact]
    public async Task Claim_UuidMadeUpFromAnothersDigest_IsTheCallers()
    {
        var store = Store();
        await CompleteAsync(store, Delivery);

        byte[] digested = [0, 0, 0, 0, .. Encoding.Unicode.GetBytes(Delivery.EventId)]; // The length of the endpoint's name, and the id.
        var uuid = new Guid(SHA256.HashData(digested).AsSpan(0, 16));
        (await ClaimAsync(store, new WebhookDeliveryId("", uuid.ToString()))).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
    }

    [Fact]
    public async Task Claim_LongId_IsToldFromOneThatDiffersAtItsEnd()
    {
        var store = Store();
        await CompleteAsync(store, new WebhookDeliveryId("", new string('x', 100_000) + "1"));

        (await ClaimAsync(store, new WebhookDeliveryId("", new string('x', 100_000) + "1"))).Status.Should().Be(WebhookDeliveryClaimStatus.Completed);
        (await ClaimAsync(store, new WebhookDeliveryId("", new string('x', 100_000) + "2"))).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
    }

    [Fact]
    public async Task Complete_MoreThanTheCapacity_TheOldestAreForgotten()
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
    public async Task Complete_AfterTheWindow_TheOldAreForgotten()
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
    public async Task Claim_DeliveryWhoseWindowIsOverBehindALongerOne_IsInProgressUntilItEnds()
    {
        var store = Store();
        await CompleteAsync(store, new WebhookDeliveryId("", "longer"));
        await store.CompleteAsync(Delivery, (await ClaimAsync(store, Delivery)).Token, TimeSpan.FromMinutes(1), default);
        _clock.Advance(TimeSpan.FromMinutes(1));

        var claim = await ClaimAsync(store, Delivery);
        claim.Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
        (await ClaimAsync(store, Delivery)).Status.Should().Be(WebhookDeliveryClaimStatus.InProgress);
        await store.AbandonAsync(Delivery, claim.Token, default);
        (await ClaimAsync(store, Delivery)).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
    }

    [Fact]
    public async Task Complete_ManyAfterTheWindowOfAsMany_NeedsTheirMemoryAgain()
    {
        var store = Store();
        var deliveries = Deliveries(5000);
        for (var round = 0; round < 2; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var delivery in deliveries)
            {
                var claim = await ClaimAsync(store, delivery);
                await store.CompleteAsync(delivery, claim.Token, Window, default);
            }

            (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeGreaterThan(deliveries.Length * 40, "in round {0} nothing was kept for them", round);
            _clock.Advance(Window);
        }
    }

    [Fact]
    public async Task Claim_ManyAfterAsManyEnded_NeedsTheirMemoryAgain()
    {
        var store = Store();
        var deliveries = Deliveries(5000);
        var claims = new WebhookDeliveryClaim[deliveries.Length];
        for (var round = 0; round < 2; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var index = 0; index < deliveries.Length; index++)
            {
                claims[index] = await ClaimAsync(store, deliveries[index]);
            }

            (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeGreaterThan(deliveries.Length * 40, "in round {0} nothing was kept for them", round);
            for (var index = 0; index < deliveries.Length; index++)
            {
                await store.AbandonAsync(deliveries[index], claims[index].Token, default);
            }
        }
    }

    [Theory]
    [InlineData(1, 1, 4)] // Each forgets the one before.
    [InlineData(2, 100, 300)] // Never more than there is room for at first.
    [InlineData(3, 256, 800)] // Exactly as many.
    [InlineData(4, 1000, 3000)] // Room for more is made twice.
    [InlineData(5, 50_000, 20_000)] // Time and again, and given back after lulls.
    public async Task Claim_AfterManyThatCameAgainAndWereForgotten_IsCompletedWhereAListHasIt(int seed, int capacity, int ids)
    {
        var random = new Random(seed);
        var store = Store(capacity);
        List<(int Id, long ExpiresAt)> all = [];
        var newest = new Dictionary<int, int>(); // Where an id stands last.
        var (now, forgotten) = (0L, 0);
        for (var step = 0; step < 30_000; step++)
        {
            var passed = random.Next(3000) == 0 ? random.Next(20_000) : 1; // A lull, after which many are too old.
            _clock.Advance(TimeSpan.FromTicks(passed));
            now += passed;
            while (forgotten < all.Count && all[forgotten].ExpiresAt <= now)
            {
                forgotten++;
            }

            var id = random.Next(ids);
            var delivery = OfUuid(id);
            var isThere = newest.TryGetValue(id, out var index) && index >= forgotten && all[index].ExpiresAt > now;
            var claim = await ClaimAsync(store, delivery);
            claim.Status.Should().Be(isThere ? WebhookDeliveryClaimStatus.Completed : WebhookDeliveryClaimStatus.Claimed, "of {0} in step {1}", id, step);

            // Some fail, and some are handled again by somebody whose claim lapsed.
            if (random.Next(4) == 0)
            {
                await store.AbandonAsync(delivery, claim.Token, default);
            }
            else
            {
                var window = random.Next(10_000, 20_000);
                await store.CompleteAsync(delivery, claim.Token, TimeSpan.FromTicks(window), default);
                newest[id] = all.Count;
                all.Add((id, now + window));
                forgotten = Math.Max(forgotten, all.Count - capacity);
            }

            store.Count.Should().Be(all.Count - forgotten);
        }
    }

    [Fact]
    public async Task Claim_MoreInProgressThanTheCapacity_IsInProgressUntilOneEndsOrLapses()
    {
        var store = Store(capacity: 2);
        var first = await ClaimAsync(store, new WebhookDeliveryId("", "1"));
        await ClaimAsync(store, new WebhookDeliveryId("", "2"));

        (await ClaimAsync(store, new WebhookDeliveryId("", "3"))).Status.Should().Be(WebhookDeliveryClaimStatus.InProgress);
        await store.AbandonAsync(new WebhookDeliveryId("", "1"), first.Token, default);
        (await ClaimAsync(store, new WebhookDeliveryId("", "3"))).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
        _clock.Advance(Timeout);
        (await ClaimAsync(store, new WebhookDeliveryId("", "4"))).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
        store.Count.Should().Be(1);
    }

    [Fact]
    public async Task Claim_DeliveryWhoseClaimLapsesAgainAndAgain_TakesOnePlaceOfTheCapacity()
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
    public async Task Claim_CompletedDeliveryWhileAsManyAsTheCapacityAreInProgress_IsCompleted()
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
    public void Claim_Default_LosesNothingAndHandlesNothingTwice() =>
        default(WebhookDeliveryClaim).Status.Should().Be(WebhookDeliveryClaimStatus.InProgress);

    private InMemoryWebhookDeliveryStore Store(int capacity = 100_000) => new(_clock, capacity);

    private static WebhookDeliveryId[] Deliveries(int count) => [.. Enumerable.Range(0, count).Select(OfUuid)];

    /// <summary>Of a UUID, for which the store allocates nothing.</summary>
    private static WebhookDeliveryId OfUuid(int number) => new("", new Guid(number, 0, 0, new byte[8]).ToString());

    private static ValueTask<WebhookDeliveryClaim> ClaimAsync(InMemoryWebhookDeliveryStore store, WebhookDeliveryId delivery) =>
        store.ClaimAsync(delivery, Timeout, default);

    private static async Task CompleteAsync(InMemoryWebhookDeliveryStore store, WebhookDeliveryId delivery) =>
        await store.CompleteAsync(delivery, (await ClaimAsync(store, delivery)).Token, Window, default);
}
