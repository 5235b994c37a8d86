namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

public sealed class InMemoryWebhookDeliveryStoreTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Window = TimeSpan.FromDays(1);
    private static readonly WebhookDelivery Delivery = new("", "1");
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
        await CompleteAsync(store, new WebhookDelivery("", "2"));

        _clock.SetTimeOfDay(TimeSpan.FromDays(days));
        (await ClaimAsync(store, Delivery)).Status.Should().Be(WebhookDeliveryClaimStatus.InProgress);
        (await ClaimAsync(store, new WebhookDelivery("", "2"))).Status.Should().Be(WebhookDeliveryClaimStatus.Completed);
        _clock.Advance(Window);
        (await ClaimAsync(store, Delivery)).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
        (await ClaimAsync(store, new WebhookDelivery("", "2"))).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
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
        await CompleteAsync(store, new WebhookDelivery(name, id));

        (await ClaimAsync(store, new WebhookDelivery(otherName, otherId))).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
    }

    [Fact]
    public async Task Claim_LongId_IsToldFromOneThatDiffersAtItsEnd()
    {
        var store = Store();
        await CompleteAsync(store, new WebhookDelivery("", new string('x', 100_000) + "1"));

        (await ClaimAsync(store, new WebhookDelivery("", new string('x', 100_000) + "1"))).Status.Should().Be(WebhookDeliveryClaimStatus.Completed);
        (await ClaimAsync(store, new WebhookDelivery("", new string('x', 100_000) + "2"))).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
    }

    [Fact]
    public async Task Complete_MoreThanTheCapacity_TheOldestAreForgotten()
    {
        var store = Store(capacity: 3);
        for (var id = 1; id <= 5; id++)
        {
            await CompleteAsync(store, new WebhookDelivery("", $"{id}"));
        }

        store.Count.Should().Be(3);
        (await ClaimAsync(store, new WebhookDelivery("", "3"))).Status.Should().Be(WebhookDeliveryClaimStatus.Completed);
        (await ClaimAsync(store, new WebhookDelivery("", "2"))).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
    }

    [Fact]
    public async Task Complete_AfterTheWindow_TheOldAreForgotten()
    {
        var store = Store();
        for (var id = 1; id <= 5000; id++)
        {
            await CompleteAsync(store, new WebhookDelivery("", $"{id}"));
        }

        _clock.Advance(Window);
        await CompleteAsync(store, Delivery);

        store.Count.Should().Be(1);
    }

    [Fact]
    public async Task Claim_MoreInProgressThanTheCapacity_IsInProgressUntilOneEndsOrLapses()
    {
        var store = Store(capacity: 2);
        var first = await ClaimAsync(store, new WebhookDelivery("", "1"));
        await ClaimAsync(store, new WebhookDelivery("", "2"));

        (await ClaimAsync(store, new WebhookDelivery("", "3"))).Status.Should().Be(WebhookDeliveryClaimStatus.InProgress);
        await store.AbandonAsync(new WebhookDelivery("", "1"), first.Token, default);
        (await ClaimAsync(store, new WebhookDelivery("", "3"))).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
        _clock.Advance(Timeout);
        (await ClaimAsync(store, new WebhookDelivery("", "4"))).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
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

        (await ClaimAsync(store, new WebhookDelivery("", "2"))).Status.Should().Be(WebhookDeliveryClaimStatus.Claimed);
    }

    [Fact]
    public async Task Claim_CompletedDeliveryWhileAsManyAsTheCapacityAreInProgress_IsCompleted()
    {
        var store = Store(capacity: 1);
        await CompleteAsync(store, Delivery);
        await ClaimAsync(store, new WebhookDelivery("", "2"));

        (await ClaimAsync(store, Delivery)).Status.Should().Be(WebhookDeliveryClaimStatus.Completed);
    }

    [Fact]
    public async Task Claim_FromManyThreads_OneWinsEachDelivery()
    {
        var store = Store();
        var won = new int[100];

        await Parallel.ForAsync(0, 10_000, async (index, _) =>
        {
            if ((await ClaimAsync(store, new WebhookDelivery("", $"{index % 100}"))).Status == WebhookDeliveryClaimStatus.Claimed)
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

    private static ValueTask<WebhookDeliveryClaim> ClaimAsync(InMemoryWebhookDeliveryStore store, WebhookDelivery delivery) =>
        store.ClaimAsync(delivery, Timeout, default);

    private static async Task CompleteAsync(InMemoryWebhookDeliveryStore store, WebhookDelivery delivery) =>
        await store.CompleteAsync(delivery, (await ClaimAsync(store, delivery)).Token, Window, default);
}
