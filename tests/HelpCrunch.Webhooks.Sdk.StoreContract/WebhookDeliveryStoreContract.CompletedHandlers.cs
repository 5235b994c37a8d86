namespace HelpCrunch.Webhooks.Sdk.StoreContract;

/// <summary>A store returns the names of the completed handlers, or it ignores them. It does not return other names.</summary>
public abstract partial class WebhookDeliveryStoreContract
{
    private static readonly string[] Names = ["App.Save", "App.Mail, \"App\"; 'x'", "Ä\n\\"];

    [Fact]
    public async Task CompletedHandlers_NewDelivery_AreNone()
    {
        Assert.Empty(HandlersOf(await ExpectClaimedAsync(NewDelivery())));
    }

    [Fact]
    public async Task CompletedHandlers_OfAnAbandonedClaim_AreReturnedOrIgnored()
    {
        var delivery = NewDelivery();
        await AbandonAsync(delivery, await ClaimAsync(delivery, LongTime), Names, LongTime);

        AssertReturnedOrIgnored(Names, await ExpectClaimedAsync(delivery));
    }

    [Fact]
    public async Task CompletedHandlers_OfSeveralAttempts_AreThoseOfTheLastOne()
    {
        // The endpoint passes the handlers of the earlier attempts again.
        var delivery = NewDelivery();
        await AbandonAsync(delivery, await ClaimAsync(delivery, LongTime), Names[..1], LongTime);
        await AbandonAsync(delivery, await ClaimAsync(delivery, LongTime), Names, LongTime);

        AssertReturnedOrIgnored(Names, await ExpectClaimedAsync(delivery));
    }

    [Fact]
    public async Task CompletedHandlers_AbandonedAgainWithoutNames_AreNotDeleted()
    {
        var delivery = NewDelivery();
        await AbandonAsync(delivery, await ClaimAsync(delivery, LongTime), Names, LongTime);
        var token = NewToken();
        var before = HandlersOf(await ExpectAsync(WebhookDeliveryClaimStatus.Claimed, delivery, token, LongTime));

        await AbandonAsync(delivery, token);

        Assert.Equal(before.Order(StringComparer.Ordinal), HandlersOf(await ExpectClaimedAsync(delivery)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task CompletedHandlers_OfAnExpiredClaim_AreReturnedOrIgnored()
    {
        // The process ended during the second attempt.
        var delivery = NewDelivery();
        await AbandonAsync(delivery, await ClaimAsync(delivery, LongTime), Names, LongTime);
        await ClaimAsync(delivery, ShortTime);
        await PassTimeAsync(ShortTime);

        AssertReturnedOrIgnored(Names, await ExpectClaimedAsync(delivery));
    }

    [Fact]
    public async Task CompletedHandlers_AfterTheirWindow_AreNone()
    {
        var delivery = NewDelivery();
        await AbandonAsync(delivery, await ClaimAsync(delivery, LongTime), Names, ShortTime);

        await PassTimeAsync(ShortTime);

        Assert.Empty(HandlersOf(await ExpectClaimedAsync(delivery)));
    }

    [Fact]
    public async Task CompletedHandlers_AbandonedWithAnotherToken_AreNone()
    {
        var delivery = NewDelivery();
        var token = await ClaimAsync(delivery, LongTime);

        await AbandonAsync(delivery, NewToken(), Names, LongTime);
        await AbandonAsync(delivery, token);

        Assert.Empty(HandlersOf(await ExpectClaimedAsync(delivery)));
    }

    [Fact]
    public async Task CompletedHandlers_OfAnotherDelivery_AreNone()
    {
        var delivery = NewDelivery();
        await AbandonAsync(delivery, await ClaimAsync(delivery, LongTime), Names, LongTime);

        Assert.Empty(HandlersOf(await ExpectClaimedAsync(NewDelivery())));
        Assert.Empty(HandlersOf(await ExpectClaimedAsync(delivery with { EndpointName = NewName() })));
    }

    [Fact]
    public async Task CompletedHandlers_DeliveryIsThenCompleted_IsCompleted()
    {
        var delivery = NewDelivery();
        await AbandonAsync(delivery, await ClaimAsync(delivery, LongTime), Names, LongTime);

        await CompleteAsync(delivery, await ClaimAsync(delivery, LongTime), LongTime);

        await ExpectCompletedAsync(delivery);
    }

    private static IReadOnlyCollection<string> HandlersOf(WebhookDeliveryClaim claim) => claim.CompletedHandlers;

    private static void AssertReturnedOrIgnored(IEnumerable<string> names, WebhookDeliveryClaim claim)
    {
        if (HandlersOf(claim).Count > 0)
        {
            Assert.Equal(names.Order(StringComparer.Ordinal), HandlersOf(claim).Order(StringComparer.Ordinal));
        }
    }
}
