namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Remembers the deliveries of one process, until it ends: bounded in count and in age. A delivery takes some 150 bytes, however
/// long its id is.
/// </summary>
public sealed class InMemoryWebhookDeliveryStore : IWebhookDeliveryStore
{
    private const int MostShards = 16;
    private const int SmallestShard = 1000;

    private readonly DeliveryShard[] _shards;
    private readonly TimeProvider _timeProvider;

    /// <summary>Initializes a store.</summary>
    /// <param name="timeProvider">The clock. Must not be null.</param>
    /// <param name="capacity">
    /// How many handled deliveries are remembered, and how many may be in progress: 100,000 by default, and roughly so, since they
    /// are kept in shards. Of more handled ones, the oldest are forgotten first.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="timeProvider"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than 1.</exception>
    public InMemoryWebhookDeliveryStore(TimeProvider timeProvider, int capacity = 100_000)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);

        _timeProvider = timeProvider;
        _shards = new DeliveryShard[Math.Clamp(capacity / SmallestShard, 1, MostShards)];
        for (var index = 0; index < _shards.Length; index++)
        {
            _shards[index] = new DeliveryShard(capacity / _shards.Length);
        }
    }

    /// <summary>How many deliveries are remembered or in progress.</summary>
    public int Count => _shards.Sum(shard => shard.Count);

    private long Now => _timeProvider.GetUtcNow().UtcTicks;

    /// <inheritdoc />
    public ValueTask<WebhookDeliveryClaim> ClaimAsync(WebhookDelivery delivery, TimeSpan expiresAfter, CancellationToken cancellationToken)
    {
        var key = DeliveryKey.Of(delivery);
        return ValueTask.FromResult(ShardOf(key).Claim(key, Now, expiresAfter));
    }

    /// <inheritdoc />
    public ValueTask CompleteAsync(WebhookDelivery delivery, long token, TimeSpan rememberFor, CancellationToken cancellationToken)
    {
        var key = DeliveryKey.Of(delivery);
        ShardOf(key).Complete(key, token, Now, rememberFor);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask AbandonAsync(WebhookDelivery delivery, long token, CancellationToken cancellationToken)
    {
        var key = DeliveryKey.Of(delivery);
        ShardOf(key).Abandon(key, token);
        return ValueTask.CompletedTask;
    }

    private DeliveryShard ShardOf(DeliveryKey key) => _shards[(uint)key.GetHashCode() % (uint)_shards.Length];
}
