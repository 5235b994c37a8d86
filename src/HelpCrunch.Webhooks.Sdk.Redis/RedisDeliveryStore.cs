using HelpCrunch.Webhooks.Sdk.AspNetCore;
using StackExchange.Redis;

namespace HelpCrunch.Webhooks.Sdk.Redis;

/// <summary>Stores deliveries in keys of Redis that expire. Each operation is one script and one round trip.</summary>
internal sealed class RedisDeliveryStore(RedisConnection connection, string keyPrefix) : IWebhookDeliveryStore
{
    public async ValueTask<WebhookDeliveryClaim> ClaimAsync(WebhookDeliveryClaimRequest request, CancellationToken cancellationToken)
    {
        var result = await RunAsync(
            RedisScripts.Claim,
            request.Delivery,
            [request.ClaimToken, Milliseconds(request.ExpiresAfter)],
            cancellationToken).ConfigureAwait(false);
        var values = (RedisResult[])result!;
        return (int)values[0] switch
        {
            1 => WebhookDeliveryClaim.Claimed((string[]?)values[1]),
            2 => WebhookDeliveryClaim.Completed,
            _ => WebhookDeliveryClaim.InProgress,
        };
    }

    public async ValueTask CompleteAsync(WebhookDeliveryCompletion completion, CancellationToken cancellationToken) =>
        await RunAsync(RedisScripts.Complete, completion.Delivery, [Milliseconds(completion.RememberFor)], cancellationToken).ConfigureAwait(false);

    public async ValueTask AbandonAsync(WebhookDeliveryAbandonment abandonment, CancellationToken cancellationToken) => await RunAsync(
        RedisScripts.Abandon,
        abandonment.Delivery,
        [abandonment.ClaimToken, Milliseconds(abandonment.RememberFor), .. abandonment.CompletedHandlers.Select(static name => (RedisValue)name)],
        cancellationToken).ConfigureAwait(false);

    // Redis does not accept a key that expires at once.
    private static long Milliseconds(TimeSpan time) => Math.Max(1, time.Ticks / TimeSpan.TicksPerMillisecond);

    // The braces are a hash tag: a cluster has both keys on the same node. A storage key contains no braces.
    private RedisKey[] Keys(WebhookDeliveryId delivery)
    {
        var key = $"{keyPrefix}{{{delivery.ToStorageKey()}}}";
        return [key, key + ":handlers"];
    }

    private async Task<RedisResult> RunAsync(string script, WebhookDeliveryId delivery, RedisValue[] values, CancellationToken cancellationToken)
    {
        var database = await connection.GetDatabaseAsync(cancellationToken).ConfigureAwait(false);
        return await database.ScriptEvaluateAsync(script, Keys(delivery), values).WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}
