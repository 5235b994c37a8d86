using System.Collections.Concurrent;

namespace HelpCrunch.Webhooks.Sdk.StoreContract;

public abstract partial class WebhookDeliveryStoreContract
{
    private const int ConcurrentCallers = 10;
    private const int ConcurrentDeliveries = 100;

    [Fact]
    public async Task Claim_ConcurrentlyNewDeliveries_EachIsClaimedOnce()
    {
        var deliveries = NewDeliveries();

        AssertEachIsClaimedOnce(deliveries, await ClaimConcurrentlyAsync(deliveries));
    }

    [Fact]
    public async Task Claim_ConcurrentlyExpiredClaims_EachIsClaimedOnce()
    {
        var deliveries = NewDeliveries();
        foreach (var delivery in deliveries)
        {
            await ClaimAsync(delivery, ShortTime);
        }

        await PassTimeAsync(ShortTime);
        AssertEachIsClaimedOnce(deliveries, await ClaimConcurrentlyAsync(deliveries));
    }

    [Fact]
    public async Task Claim_ConcurrentlyUntilCompleted_EachIsHandledOnce()
    {
        var deliveries = NewDeliveries();
        var handled = new int[deliveries.Length];

        await RunConcurrentlyAsync(deliveries, async (store, index) =>
        {
            for (var attempt = 0; attempt < 1_000; attempt++)
            {
                var token = NewToken();
                var claim = await store.ClaimAsync(new() { Delivery = deliveries[index], ClaimToken = token, ExpiresAfter = LongTime }, CancellationToken.None);
                if (claim.Status == WebhookDeliveryClaimStatus.Claimed)
                {
                    Interlocked.Increment(ref handled[index]);
                    await Task.Yield();
                    await store.CompleteAsync(new() { Delivery = deliveries[index], ClaimToken = token, RememberFor = LongTime }, CancellationToken.None);
                }

                if (claim.Status != WebhookDeliveryClaimStatus.InProgress)
                {
                    return;
                }

                await Task.Yield();
            }
        });

        Assert.Equal(Enumerable.Repeat(1, deliveries.Length), handled);
    }

    [Fact]
    public async Task Abandon_ConcurrentlyWithOtherTokens_DoesNotReleaseTheClaim()
    {
        var deliveries = NewDeliveries();
        var tokens = new long[deliveries.Length];
        for (var index = 0; index < deliveries.Length; index++)
        {
            tokens[index] = await ClaimAsync(deliveries[index], LongTime);
        }

        await RunConcurrentlyAsync(deliveries, async (store, index) =>
        {
            await store.AbandonAsync(new() { Delivery = deliveries[index], ClaimToken = NewToken() }, CancellationToken.None);
            var claim = await store.ClaimAsync(new() { Delivery = deliveries[index], ClaimToken = NewToken(), ExpiresAfter = LongTime }, CancellationToken.None);
            Assert.Equal(WebhookDeliveryClaimStatus.InProgress, claim.Status);
        });

        foreach (var (delivery, token) in deliveries.Zip(tokens))
        {
            await AbandonAsync(delivery, token);
            await ExpectClaimedAsync(delivery);
        }
    }

    private static WebhookDeliveryId[] NewDeliveries() => [.. Enumerable.Range(0, ConcurrentDeliveries).Select(_ => NewDelivery())];

    private static void AssertEachIsClaimedOnce(WebhookDeliveryId[] deliveries, IReadOnlyList<(WebhookDeliveryId Delivery, WebhookDeliveryClaimStatus Status)> claims)
    {
        Assert.Equal(ConcurrentCallers * deliveries.Length, claims.Count);
        Assert.DoesNotContain(claims, claim => claim.Status == WebhookDeliveryClaimStatus.Completed);
        var claimed = claims.Where(claim => claim.Status == WebhookDeliveryClaimStatus.Claimed).ToLookup(claim => claim.Delivery);
        Assert.Equal(Enumerable.Repeat(1, deliveries.Length), deliveries.Select(delivery => claimed[delivery].Count()));
    }

    private async Task<IReadOnlyList<(WebhookDeliveryId Delivery, WebhookDeliveryClaimStatus Status)>> ClaimConcurrentlyAsync(WebhookDeliveryId[] deliveries)
    {
        var claims = new ConcurrentQueue<(WebhookDeliveryId, WebhookDeliveryClaimStatus)>();
        await RunConcurrentlyAsync(deliveries, async (store, index) =>
        {
            var claim = await store.ClaimAsync(new() { Delivery = deliveries[index], ClaimToken = NewToken(), ExpiresAfter = LongTime }, CancellationToken.None);
            claims.Enqueue((deliveries[index], claim.Status));
        });
        return [.. claims];
    }

    /// <summary>Runs an action for each delivery from each caller. All callers start the same delivery at the same time, and no call waits for another.</summary>
    private async Task RunConcurrentlyAsync(WebhookDeliveryId[] deliveries, Func<IWebhookDeliveryStore, int, Task> action)
    {
        var store = await StoreAsync();
        using var sameTime = new Barrier(ConcurrentCallers);
        var callers = Enumerable.Range(0, ConcurrentCallers).Select(_ => Task.Factory.StartNew(
            () =>
            {
                var calls = new List<Task>();
                for (var index = 0; index < deliveries.Length; index++)
                {
                    sameTime.SignalAndWait();
                    calls.Add(action(store, index));
                }

                return Task.WhenAll(calls);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning, // A thread for each caller.
            TaskScheduler.Default).Unwrap()).ToList();
        await Task.WhenAll(callers);
    }
}
