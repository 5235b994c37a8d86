using System.Runtime.InteropServices;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Remembers the deliveries of one process, until it ends: bounded in count and in age. While their number grows, each takes 50 to 100
/// bytes, however long its id is; what they took is given back when few are left.
/// </summary>
public sealed class InMemoryWebhookDeliveryStore : IWebhookDeliveryStore
{
    private const int SmallRoom = 1024;

    private readonly object _lock = new();
    private readonly Dictionary<DeliveryKey, Claimed> _claimed = [];
    private readonly CompletedDeliveries _handled;
    private readonly TimeProvider _timeProvider;
    private readonly long _start;
    private readonly int _capacity;
    private long _lastToken;

    /// <summary>Initializes a store.</summary>
    /// <param name="timeProvider">The clock, whose <see cref="TimeProvider.GetTimestamp"/> is asked. Must not be null.</param>
    /// <param name="capacity">
    /// How many handled deliveries are remembered, and how many may be in progress: 100,000 by default. Of more handled ones, the
    /// oldest are forgotten first.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="timeProvider"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than 1.</exception>
    public InMemoryWebhookDeliveryStore(TimeProvider timeProvider, int capacity = 100_000)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);

        _timeProvider = timeProvider;
        _start = timeProvider.GetTimestamp();
        _capacity = capacity;
        _handled = new CompletedDeliveries(capacity);
    }

    /// <summary>How many deliveries are remembered or in progress. One that is claimed again after its window may count twice for a while.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _claimed.Count + _handled.Count;
            }
        }
    }

    /// <summary>
    /// Not the time of day: that may be set forward, by a server that keeps it, and would take claims from handlers at work.
    /// </summary>
    private long Now => _timeProvider.GetElapsedTime(_start).Ticks;

    /// <inheritdoc />
    public ValueTask<WebhookDeliveryClaim> ClaimAsync(WebhookDeliveryId delivery, TimeSpan expiresAfter, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Claim(DeliveryKey.Of(delivery), Now, expiresAfter));

    /// <inheritdoc />
    public ValueTask CompleteAsync(WebhookDeliveryId delivery, long token, TimeSpan rememberFor, CancellationToken cancellationToken)
    {
        Complete(DeliveryKey.Of(delivery), Now, rememberFor);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask AbandonAsync(WebhookDeliveryId delivery, long token, CancellationToken cancellationToken)
    {
        Abandon(DeliveryKey.Of(delivery), token);
        return ValueTask.CompletedTask;
    }

    private WebhookDeliveryClaim Claim(DeliveryKey key, long now, TimeSpan expiresAfter)
    {
        lock (_lock)
        {
            _handled.EvictExpired(now);
            if (_handled.Contains(key, now))
            {
                return new WebhookDeliveryClaim(WebhookDeliveryClaimStatus.Completed);
            }

            if (_claimed.Count >= _capacity && !EvictExpiredClaims(now))
            {
                return default; // In progress, as far as this store can know: the sender tries again.
            }

            ref var claim = ref CollectionsMarshal.GetValueRefOrAddDefault(_claimed, key, out var exists);
            if (exists && claim.ExpiresAt > now)
            {
                return default;
            }

            claim = new Claimed(++_lastToken, now + expiresAfter.Ticks);
            return new WebhookDeliveryClaim(WebhookDeliveryClaimStatus.Claimed, claim.Token);
        }
    }

    private void Complete(DeliveryKey key, long now, TimeSpan rememberFor)
    {
        lock (_lock)
        {
            _handled.EvictExpired(now);
            _handled.Add(key, now + rememberFor.Ticks);
            ReleaseClaim(key); // Last: were there no memory for the others, nobody could claim it before the claim has lapsed.
        }
    }

    private void Abandon(DeliveryKey key, long token)
    {
        lock (_lock)
        {
            if (_claimed.TryGetValue(key, out var claim) && claim.Token == token)
            {
                ReleaseClaim(key);
            }
        }
    }

    /// <summary>Gives back the memory of many, too.</summary>
    private void ReleaseClaim(DeliveryKey key)
    {
        _claimed.Remove(key);
        if (_claimed.EnsureCapacity(0) is var room && room > SmallRoom && _claimed.Count < room / 8)
        {
            _claimed.TrimExcess();
        }
    }

    /// <summary>Claims that nobody completed or abandoned. False when none had lapsed.</summary>
    private bool EvictExpiredClaims(long now)
    {
        foreach (var (key, claim) in _claimed)
        {
            if (claim.ExpiresAt <= now)
            {
                _claimed.Remove(key);
            }
        }

        return _claimed.Count < _capacity;
    }

    private readonly record struct Claimed(long Token, long ExpiresAt);
}
