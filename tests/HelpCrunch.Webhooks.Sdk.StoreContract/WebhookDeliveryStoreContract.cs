namespace HelpCrunch.Webhooks.Sdk.StoreContract;

/// <summary>
/// The tests that every <see cref="IWebhookDeliveryStore"/> must pass. Derive a test class from it and override <see cref="CreateStoreAsync"/>.
/// </summary>
/// <remarks>
/// Each test uses deliveries that no other test uses, so that all tests can share one database. Without an override of
/// <see cref="PassTimeAsync"/>, the tests wait until claims and windows of <see cref="ShortTime"/> have expired.
/// </remarks>
public abstract partial class WebhookDeliveryStoreContract
{
    /// <summary>How long a claim or a window lasts that does not expire during a test.</summary>
    protected static readonly TimeSpan LongTime = TimeSpan.FromDays(3);

    private IWebhookDeliveryStore? _store;

    /// <summary>
    /// How long a claim or a window lasts that expires during a test. If the tests wait for it, it must be longer than a few calls of the
    /// store take. The default is 3 seconds.
    /// </summary>
    protected virtual TimeSpan ShortTime => TimeSpan.FromSeconds(3);

    /// <summary>Creates the store. It is called once for each test.</summary>
    protected abstract ValueTask<IWebhookDeliveryStore> CreateStoreAsync();

    /// <summary>
    /// Makes time pass for the store. The default waits. Override it if the test can set the clock of the store, or can change the times
    /// that the store has stored.
    /// </summary>
    protected virtual Task PassTimeAsync(TimeSpan time) => Task.Delay(time + TimeSpan.FromMilliseconds(100)); // A timer can be early.

    /// <summary>A delivery with an id like HelpCrunch's, which is different in each call.</summary>
    private static WebhookDeliveryId NewDelivery() => new("", Guid.NewGuid().ToString());

    /// <summary>An endpoint name that is different in each call.</summary>
    private static string NewName() => $"contract-{Guid.NewGuid():N}";

    /// <summary>A token of the size that the endpoint uses.</summary>
    private static long NewToken() => Random.Shared.NextInt64(1, long.MaxValue);

    private async ValueTask<IWebhookDeliveryStore> StoreAsync() => _store ??= await CreateStoreAsync();

    /// <summary>Claims the delivery and returns the token.</summary>
    private async Task<long> ClaimAsync(WebhookDeliveryId delivery, TimeSpan expiresAfter)
    {
        var token = NewToken();
        await ExpectAsync(WebhookDeliveryClaimStatus.Claimed, delivery, token, expiresAfter);
        return token;
    }

    private Task<WebhookDeliveryClaim> ExpectClaimedAsync(WebhookDeliveryId delivery) => ExpectAsync(WebhookDeliveryClaimStatus.Claimed, delivery, NewToken(), LongTime);

    private Task<WebhookDeliveryClaim> ExpectInProgressAsync(WebhookDeliveryId delivery) => ExpectAsync(WebhookDeliveryClaimStatus.InProgress, delivery, NewToken(), LongTime);

    private Task<WebhookDeliveryClaim> ExpectCompletedAsync(WebhookDeliveryId delivery) => ExpectAsync(WebhookDeliveryClaimStatus.Completed, delivery, NewToken(), LongTime);

    private async Task<WebhookDeliveryClaim> ExpectAsync(WebhookDeliveryClaimStatus expected, WebhookDeliveryId delivery, long token, TimeSpan expiresAfter)
    {
        var store = await StoreAsync();
        var claim = await store.ClaimAsync(new() { Delivery = delivery, ClaimToken = token, ExpiresAfter = expiresAfter }, CancellationToken.None);
        Assert.Equal(expected, claim.Status);
        return claim;
    }

    private async Task CompleteAsync(WebhookDeliveryId delivery, long token, TimeSpan rememberFor)
    {
        var store = await StoreAsync();
        await store.CompleteAsync(new() { Delivery = delivery, ClaimToken = token, RememberFor = rememberFor }, CancellationToken.None);
    }

    private async Task AbandonAsync(WebhookDeliveryId delivery, long token, IReadOnlyCollection<string>? completedHandlers = null, TimeSpan rememberFor = default)
    {
        var store = await StoreAsync();
        await store.AbandonAsync(
            new() { Delivery = delivery, ClaimToken = token, CompletedHandlers = completedHandlers ?? [], RememberFor = rememberFor },
            CancellationToken.None);
    }
}
