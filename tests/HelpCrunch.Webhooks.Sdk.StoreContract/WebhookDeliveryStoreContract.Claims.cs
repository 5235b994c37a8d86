namespace HelpCrunch.Webhooks.Sdk.StoreContract;

public abstract partial class WebhookDeliveryStoreContract
{
    [Fact]
    public async Task Claim_NewDelivery_IsClaimedAndThenInProgress()
    {
        var delivery = NewDelivery();

        await ExpectClaimedAsync(delivery);
        await ExpectInProgressAsync(delivery);
        await ExpectInProgressAsync(delivery);
    }

    [Fact]
    public async Task Claim_AgainWithTheTokenOfTheClaim_IsClaimed()
    {
        // The result of the first call was lost.
        var delivery = NewDelivery();
        var token = await ClaimAsync(delivery, LongTime);

        await ExpectAsync(WebhookDeliveryClaimStatus.Claimed, delivery, token, LongTime);
        await ExpectInProgressAsync(delivery);
        await AbandonAsync(delivery, token);
        await ExpectClaimedAsync(delivery);
    }

    [Fact]
    public async Task Claim_AgainWithTheTokenOfTheClaim_HoldsForTheNewTime()
    {
        var delivery = NewDelivery();
        var token = await ClaimAsync(delivery, ShortTime);
        await ExpectAsync(WebhookDeliveryClaimStatus.Claimed, delivery, token, LongTime);

        await PassTimeAsync(ShortTime);

        await ExpectInProgressAsync(delivery);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(1, 4_294_967_297)] // The lower 32 bits are equal.
    [InlineData(long.MaxValue - 2, long.MaxValue - 1)] // As double, these are equal.
    public async Task Claim_WithAnotherToken_IsInProgress(long token, long anotherToken)
    {
        var delivery = NewDelivery();
        await ExpectAsync(WebhookDeliveryClaimStatus.Claimed, delivery, token, LongTime);

        await ExpectAsync(WebhookDeliveryClaimStatus.InProgress, delivery, anotherToken, LongTime);
        await AbandonAsync(delivery, anotherToken);
        await ExpectInProgressAsync(delivery);
        await AbandonAsync(delivery, token);
        await ExpectClaimedAsync(delivery);
    }

    [Fact]
    public async Task Claim_WithTheTokenOfAnotherDelivery_IsClaimed()
    {
        var (delivery, another) = (NewDelivery(), NewDelivery());
        var token = await ClaimAsync(delivery, LongTime);

        await ExpectAsync(WebhookDeliveryClaimStatus.Claimed, another, token, LongTime);
        await AbandonAsync(another, token);

        await ExpectInProgressAsync(delivery);
    }

    [Fact]
    public async Task Claim_ExpiredClaim_IsClaimedByAnother()
    {
        // The process that had the claim has ended.
        var delivery = NewDelivery();
        await ClaimAsync(delivery, ShortTime);
        await ExpectInProgressAsync(delivery);

        await PassTimeAsync(ShortTime);

        await ExpectClaimedAsync(delivery);
        await ExpectInProgressAsync(delivery);
    }

    [Fact]
    public async Task Claim_BeforeTheClaimExpires_IsInProgress()
    {
        var delivery = NewDelivery();
        await ClaimAsync(delivery, LongTime);

        await PassTimeAsync(ShortTime);

        await ExpectInProgressAsync(delivery);
    }

    [Fact]
    public async Task Claim_WithTheTokenOfAnExpiredClaimWhenAnotherHasClaimed_IsInProgress()
    {
        var delivery = NewDelivery();
        var expired = await ClaimAsync(delivery, ShortTime);
        await PassTimeAsync(ShortTime);
        await ClaimAsync(delivery, LongTime);

        await ExpectAsync(WebhookDeliveryClaimStatus.InProgress, delivery, expired, LongTime);
    }
}
