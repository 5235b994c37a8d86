using System.Runtime.InteropServices;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Remembers the deliveries of one process, until it ends: bounded in count and in age. A delivery takes some 130 bytes, however
/// long its id is.
/// </summary>
public sealed class InMemoryWebhookDeliveryStore : IWebhookDeliveryStore
{
    private const int SmallCapacity = 1024;

    private readonly object _lock = new();
    private readonly Dictionary<DeliveryKey, Entry> _entries = [];
    private readonly Queue<(DeliveryKey Key, long ExpiresAt)> _completed = new();
    private readonly TimeProvider _timeProvider;
    private readonly long _start;
    private readonly int _capacity;
    private int _claimed;
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
    }

    /// <summary>How many deliveries are remembered or in progress.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>
    /// Not the time of day: that may be set forward, by a server that keeps it, and would take claims from handlers at work.
    /// </summary>
    private long Now => _timeProvider.GetElapsedTime(_start).Ticks;

    /// <inheritdoc />
    public ValueTask<WebhookDeliveryClaim> ClaimAsync(WebhookDelivery delivery, TimeSpan expiresAfter, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Claim(DeliveryKey.Of(delivery), Now, expiresAfter));

    /// <inheritdoc />
    public ValueTask CompleteAsync(WebhookDelivery delivery, long token, TimeSpan rememberFor, CancellationToken cancellationToken)
    {
        Complete(DeliveryKey.Of(delivery), Now, rememberFor);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask AbandonAsync(WebhookDelivery delivery, long token, CancellationToken cancellationToken)
    {
        Abandon(DeliveryKey.Of(delivery), token);
        return ValueTask.CompletedTask;
    }

    private WebhookDeliveryClaim Claim(DeliveryKey key, long now, TimeSpan expiresAfter)
    {
        lock (_lock)
        {
            ForgetOld(now);
            if (_claimed >= _capacity && !ForgetLapsed(now) && !_entries.ContainsKey(key))
            {
                return default; // In progress, as far as this store can know: the sender tries again.
            }

            ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, key, out var exists);
            if (exists && entry.ExpiresAt > now)
            {
                return new WebhookDeliveryClaim(entry.IsCompleted ? WebhookDeliveryClaimStatus.Completed : WebhookDeliveryClaimStatus.InProgress);
            }

            _claimed += exists && !entry.IsCompleted ? 0 : 1;
            entry = new Entry(++_lastToken, now + expiresAfter.Ticks);
            return new WebhookDeliveryClaim(WebhookDeliveryClaimStatus.Claimed, _lastToken);
        }
    }

    private void Complete(DeliveryKey key, long now, TimeSpan rememberFor)
    {
        lock (_lock)
        {
            ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, key, out var exists);
            _claimed -= exists && !entry.IsCompleted ? 1 : 0;
            entry = Entry.Completed(now + rememberFor.Ticks);
            _completed.Enqueue((key, entry.ExpiresAt));
            ForgetOld(now);
        }
    }

    private void Abandon(DeliveryKey key, long token)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var entry) && !entry.IsCompleted && entry.Token == token)
            {
                _entries.Remove(key);
                _claimed--;
            }
        }
    }

    /// <summary>Handled deliveries that are too old or too many, the oldest first.</summary>
    private void ForgetOld(long now)
    {
        while (_completed.TryPeek(out var oldest) && (oldest.ExpiresAt <= now || _completed.Count > _capacity))
        {
            _completed.Dequeue();
            if (_entries.TryGetValue(oldest.Key, out var entry) && entry == Entry.Completed(oldest.ExpiresAt)) // Not one that came after it.
            {
                _entries.Remove(oldest.Key);
            }
        }

        if (_entries.Count < SmallCapacity && _entries.EnsureCapacity(0) > SmallCapacity * 4)
        {
            _entries.TrimExcess();
            _completed.TrimExcess();
        }
    }

    /// <summary>Claims that nobody completed or abandoned. False when none had lapsed.</summary>
    private bool ForgetLapsed(long now)
    {
        foreach (var (key, entry) in _entries)
        {
            if (!entry.IsCompleted && entry.ExpiresAt <= now)
            {
                _entries.Remove(key);
                _claimed--;
            }
        }

        return _claimed < _capacity;
    }

    /// <summary>A claim has a token, from 1; what is completed has none.</summary>
    private readonly record struct Entry(long Token, long ExpiresAt)
    {
        public bool IsCompleted => Token == 0;

        public static Entry Completed(long expiresAt) => new(0, expiresAt);
    }
}
