using System.Runtime.InteropServices;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Stores the deliveries of one process in memory, up to a capacity. It also remembers which handlers of a failed delivery succeeded. A
/// completed delivery takes about 60 to 160 bytes, regardless of the length of its id. After a peak, memory is freed when most deliveries
/// have expired.
/// </summary>
public sealed class InMemoryWebhookDeliveryStore : IWebhookDeliveryStore
{
    private readonly object _lock = new();
    private readonly Dictionary<DeliveryKey, Claim> _claims = [];
    private readonly CompletedDeliveries _completed;
    private readonly TimeProvider _timeProvider;
    private readonly long _start;
    private readonly int _capacity;

    /// <summary>Initializes a new instance of the <see cref="InMemoryWebhookDeliveryStore"/> class.</summary>
    /// <param name="capacity">
    /// The maximum number of completed deliveries, and of deliveries in progress. At the maximum, the oldest completed delivery is evicted,
    /// and a new delivery is reported as in progress.
    /// </param>
    /// <param name="timeProvider">The clock. Only <see cref="TimeProvider.GetTimestamp"/> is used. The default is <see cref="TimeProvider.System"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than 1.</exception>
    public InMemoryWebhookDeliveryStore(int capacity = 100_000, TimeProvider? timeProvider = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);

        _timeProvider = timeProvider ?? TimeProvider.System;
        _start = _timeProvider.GetTimestamp();
        _capacity = capacity;
        _completed = new CompletedDeliveries(capacity);
    }

    /// <summary>The number of deliveries that are completed, completed in part, or in progress. A delivery that was handled twice may count twice for a time.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _claims.Count + _completed.Count;
            }
        }
    }

    // Elapsed time, because claims must not expire when the system clock is adjusted.
    private long Now => _timeProvider.GetElapsedTime(_start).Ticks;

    /// <inheritdoc />
    public ValueTask<WebhookDeliveryClaim> ClaimAsync(WebhookDeliveryClaimRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(TryClaim(DeliveryKey.From(request.Delivery), request.ClaimToken, Now, request.ExpiresAfter));

    /// <inheritdoc />
    public ValueTask CompleteAsync(WebhookDeliveryCompletion completion, CancellationToken cancellationToken)
    {
        Complete(DeliveryKey.From(completion.Delivery), Now, completion.RememberFor);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask AbandonAsync(WebhookDeliveryAbandonment abandonment, CancellationToken cancellationToken)
    {
        Abandon(DeliveryKey.From(abandonment.Delivery), abandonment.ClaimToken, abandonment.CompletedHandlers, Now, abandonment.RememberFor);
        return ValueTask.CompletedTask;
    }

    private WebhookDeliveryClaim TryClaim(DeliveryKey key, long token, long now, TimeSpan expiresAfter)
    {
        lock (_lock)
        {
            _completed.EvictExpired(now);
            var isKnown = _completed.TryGet(key, now, out var completedHandlers);
            if (isKnown && completedHandlers is null)
            {
                return WebhookDeliveryClaim.Completed;
            }

            if (_claims.Count >= _capacity && !EvictExpiredClaims(now))
            {
                return WebhookDeliveryClaim.InProgress; // HelpCrunch may send the delivery again.
            }

            ref var claim = ref CollectionsMarshal.GetValueRefOrAddDefault(_claims, key, out var exists);
            if (exists && claim.ExpiresAt > now && claim.Token != token)
            {
                return WebhookDeliveryClaim.InProgress;
            }

            claim = new Claim(token, now + expiresAfter.Ticks);
            return WebhookDeliveryClaim.Claimed(completedHandlers);
        }
    }

    private void Complete(DeliveryKey key, long now, TimeSpan rememberFor)
    {
        lock (_lock)
        {
            _completed.EvictExpired(now);
            _completed.Add(key, now + rememberFor.Ticks, handlers: null);
            _claims.Remove(key); // Last: if adding runs out of memory, the claim still blocks a redelivery until it expires.
        }
    }

    private void Abandon(DeliveryKey key, long token, IReadOnlyCollection<string> completedHandlers, long now, TimeSpan rememberFor)
    {
        lock (_lock)
        {
            if (_claims.TryGetValue(key, out var claim) && claim.Token == token)
            {
                if (completedHandlers.Count > 0)
                {
                    _completed.Add(key, now + rememberFor.Ticks, completedHandlers);
                }

                _claims.Remove(key);
            }
        }
    }

    /// <summary>Evicts expired claims, which were neither completed nor abandoned. Returns false if none has expired.</summary>
    private bool EvictExpiredClaims(long now)
    {
        foreach (var (key, claim) in _claims)
        {
            if (claim.ExpiresAt <= now)
            {
                _claims.Remove(key);
            }
        }

        return _claims.Count < _capacity;
    }

    private readonly record struct Claim(long Token, long ExpiresAt);
}
