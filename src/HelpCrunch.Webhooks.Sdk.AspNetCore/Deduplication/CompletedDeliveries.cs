namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>The deliveries whose handlers succeeded, all or some of them, within the deduplication window. At the capacity, the oldest delivery is evicted.</summary>
internal sealed class CompletedDeliveries(int capacity)
{
    private const int MinimumCapacity = 1024;

    private readonly Dictionary<DeliveryKey, Entry> _entries = [];
    private readonly Queue<(DeliveryKey Key, long ExpiresAt)> _oldestFirst = [];

    /// <summary>The number of completions. A delivery that was completed again counts twice until the first completion is evicted.</summary>
    public int Count => _oldestFirst.Count;

    /// <summary>Gets the handlers that succeeded; null for all.</summary>
    public bool TryGet(DeliveryKey key, long now, out IReadOnlyCollection<string>? handlers)
    {
        var isKnown = _entries.TryGetValue(key, out var entry) && entry.ExpiresAt > now;
        handlers = isKnown ? entry.Handlers : null;
        return isKnown;
    }

    public void Add(DeliveryKey key, long expiresAt, IReadOnlyCollection<string>? handlers)
    {
        if (_entries.TryGetValue(key, out var current) && current.Handlers is null && current.ExpiresAt >= expiresAt)
        {
            return; // The longer window applies.
        }

        if (_oldestFirst.Count == capacity)
        {
            EvictOldest();
        }

        _oldestFirst.Enqueue((key, expiresAt));
        _entries[key] = new Entry(expiresAt, handlers);
    }

    public void EvictExpired(long now)
    {
        while (_oldestFirst.TryPeek(out var oldest) && oldest.ExpiresAt <= now)
        {
            EvictOldest();
        }

        // Frees the memory after a peak.
        if (_entries.EnsureCapacity(0) is > MinimumCapacity and var allocated && _entries.Count < allocated / 8)
        {
            _entries.TrimExcess();
            _oldestFirst.TrimExcess();
        }
    }

    private void EvictOldest()
    {
        var (key, expiresAt) = _oldestFirst.Dequeue();
        if (_entries.TryGetValue(key, out var current) && current.ExpiresAt == expiresAt) // Otherwise, the delivery was added again.
        {
            _entries.Remove(key);
        }
    }

    private readonly record struct Entry(long ExpiresAt, IReadOnlyCollection<string>? Handlers);
}
