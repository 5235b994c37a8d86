namespace HelpCrunch.Webhooks.Sdk.StoreContract;

public abstract partial class WebhookDeliveryStoreContract
{
    [Fact]
    public async Task Abandon_Claim_IsClaimedByAnother()
    {
        var delivery = NewDelivery();

        for (var attempt = 0; attempt < 3; attempt++)
        {
            var token = await ClaimAsync(delivery, LongTime);
            await ExpectInProgressAsync(delivery);
            await AbandonAsync(delivery, token);
        }

        await ExpectClaimedAsync(delivery);
    }

    [Fact]
    public async Task Abandon_WithAnotherToken_DoesNotReleaseTheClaim()
    {
        var delivery = NewDelivery();
        await ClaimAsync(delivery, LongTime);

        await AbandonAsync(delivery, NewToken());

        await ExpectInProgressAsync(delivery);
    }

    [Fact]
    public async Task Abandon_AfterTheClaimExpired_DoesNotReleaseTheClaimOfAnother()
    {
        var delivery = NewDelivery();
        var expired = await ClaimAsync(delivery, ShortTime);
        await PassTimeAsync(ShortTime);
        var current = await ClaimAsync(delivery, LongTime);

        await AbandonAsync(delivery, expired);

        await ExpectInProgressAsync(delivery);
        await AbandonAsync(delivery, current);
        await ExpectClaimedAsync(delivery);
    }

    [Fact]
    public async Task Abandon_CompletedDelivery_RemainsCompleted()
    {
        var delivery = NewDelivery();
        var token = await ClaimAsync(delivery, LongTime);
        await CompleteAsync(delivery, token, LongTime);

        await AbandonAsync(delivery, token);

        await ExpectCompletedAsync(delivery);
    }

    [Fact]
    public async Task Abandon_WithoutAClaim_IsClaimed()
    {
        // The call that claimed the delivery failed, and it is not known whether the store got it.
        var delivery = NewDelivery();

        await AbandonAsync(delivery, NewToken());

        await ExpectClaimedAsync(delivery);
    }

    [Fact]
    public async Task Abandon_Delivery_DoesNotReleaseAnother()
    {
        var (delivery, another) = (NewDelivery(), NewDelivery());
        var token = await ClaimAsync(delivery, LongTime);
        await ExpectAsync(WebhookDeliveryClaimStatus.Claimed, another, token, LongTime);

        await AbandonAsync(delivery, token);

        await ExpectInProgressAsync(another);
    }
}
