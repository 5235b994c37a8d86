namespace HelpCrunch.Webhooks.Sdk.StoreContract;

public abstract partial class WebhookDeliveryStoreContract
{
    [Fact]
    public async Task Complete_Claim_IsCompletedForEveryToken()
    {
        var delivery = NewDelivery();
        var token = await ClaimAsync(delivery, LongTime);

        await CompleteAsync(delivery, token, LongTime);

        await ExpectCompletedAsync(delivery);
        await ExpectAsync(WebhookDeliveryClaimStatus.Completed, delivery, token, LongTime);
    }

    [Fact]
    public async Task Complete_WindowLongerThanTheClaim_LastsForTheWindow()
    {
        var delivery = NewDelivery();
        await CompleteAsync(delivery, await ClaimAsync(delivery, ShortTime), LongTime);

        await PassTimeAsync(ShortTime);

        await ExpectCompletedAsync(delivery);
    }

    [Fact]
    public async Task Complete_WindowEnds_IsClaimed()
    {
        var delivery = NewDelivery();
        await CompleteAsync(delivery, await ClaimAsync(delivery, LongTime), ShortTime);
        await ExpectCompletedAsync(delivery);

        await PassTimeAsync(ShortTime);

        await ExpectClaimedAsync(delivery);
        await ExpectInProgressAsync(delivery);
    }

    [Fact]
    public async Task Complete_AfterTheWindowEnded_StartsANewWindow()
    {
        var delivery = NewDelivery();
        await CompleteAsync(delivery, await ClaimAsync(delivery, LongTime), ShortTime);
        await PassTimeAsync(ShortTime);

        await CompleteAsync(delivery, await ClaimAsync(delivery, LongTime), LongTime);
        await PassTimeAsync(ShortTime);

        await ExpectCompletedAsync(delivery);
    }

    [Fact]
    public async Task Complete_LongestWindowOfTheOptions_IsCompleted()
    {
        var delivery = NewDelivery();

        await CompleteAsync(delivery, await ClaimAsync(delivery, LongTime), TimeSpan.FromDays(365));

        await ExpectCompletedAsync(delivery);
    }

    [Fact]
    public async Task Complete_AfterTheClaimExpired_IsCompleted()
    {
        // The handlers took too long, but they succeeded.
        var delivery = NewDelivery();
        var token = await ClaimAsync(delivery, ShortTime);
        await PassTimeAsync(ShortTime);

        await CompleteAsync(delivery, token, LongTime);

        await ExpectCompletedAsync(delivery);
    }

    [Fact]
    public async Task Complete_WhenAnotherHasTheClaim_IsCompleted()
    {
        var delivery = NewDelivery();
        var expired = await ClaimAsync(delivery, ShortTime);
        await PassTimeAsync(ShortTime);
        var current = await ClaimAsync(delivery, LongTime);

        await CompleteAsync(delivery, expired, LongTime);

        await ExpectCompletedAsync(delivery);
        await ExpectAsync(WebhookDeliveryClaimStatus.Completed, delivery, current, LongTime);
    }

    [Fact]
    public async Task Complete_WhenAnotherHasTheClaimAndThenFails_RemainsCompleted()
    {
        var delivery = NewDelivery();
        var expired = await ClaimAsync(delivery, ShortTime);
        await PassTimeAsync(ShortTime);
        var current = await ClaimAsync(delivery, LongTime);

        await CompleteAsync(delivery, expired, LongTime);
        await AbandonAsync(delivery, current);
        await AbandonAsync(delivery, expired);

        await ExpectCompletedAsync(delivery);
    }

    [Fact]
    public async Task Complete_WithoutAClaim_IsCompleted()
    {
        // The store lost its data after the claim.
        var delivery = NewDelivery();

        await CompleteAsync(delivery, NewToken(), LongTime);

        await ExpectCompletedAsync(delivery);
    }

    [Fact]
    public async Task Complete_AfterItWasAbandoned_IsCompleted()
    {
        var delivery = NewDelivery();
        var token = await ClaimAsync(delivery, LongTime);
        await AbandonAsync(delivery, token);

        await CompleteAsync(delivery, token, LongTime);

        await ExpectCompletedAsync(delivery);
    }

    [Fact]
    public async Task Complete_Again_IsCompletedUntilTheLaterWindowEnds()
    {
        // Two callers handled the delivery, because the claim of the first one expired.
        var delivery = NewDelivery();
        var token = await ClaimAsync(delivery, LongTime);
        await CompleteAsync(delivery, token, ShortTime);

        await CompleteAsync(delivery, NewToken(), LongTime);
        await PassTimeAsync(ShortTime);

        await ExpectCompletedAsync(delivery);
    }

    [Fact]
    public async Task Complete_Delivery_DoesNotCompleteAnother()
    {
        var (delivery, claimed, unclaimed) = (NewDelivery(), NewDelivery(), NewDelivery());
        var token = await ClaimAsync(delivery, LongTime);
        await ExpectAsync(WebhookDeliveryClaimStatus.Claimed, claimed, token, LongTime);

        await CompleteAsync(delivery, token, LongTime);

        await ExpectInProgressAsync(claimed);
        await ExpectClaimedAsync(unclaimed);
    }
}
