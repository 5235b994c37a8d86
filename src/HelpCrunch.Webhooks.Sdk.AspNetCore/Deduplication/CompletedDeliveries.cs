namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>The completed deliveries whose de-duplication window has not expired. At the capacity, the oldest delivery is evicted.</summary>
internal sealed class CompletedDeliveries(int capacity)
{
    private const int MinimumCapacity = 1024;

    private readonly Dictionary<DeliveryKey, long> _expirations = [];
    private readonly Queue<(DeliveryKey Key, long ExpiresAt)> _oldestFirst = [];

    /// <summary>The number of completions. A delivery that was completed again counts twice until the first completion is evicted.</summary>
    public int Count => _oldestFirst.Count;

    public bool Contains(DeliveryKey key, long now) => _expirations.TryGetValue(key, out var expiresAt) && expiresAt > now;

    public void Add(DeliveryKey key, long expiresAt)
    {
        if (_expirations.TryGetValue(key, out var current) && current >= expiresAt)
        {
            return; // The longer window applies.
        }

        if (_oldestFirst.Count == capacity)
        {
            EvictOldest();
        }

        _oldestFirst.Enqueue((key, expiresAt));
        _expirations[key] = expiresAt;
    }

    public void EvictExpired(long now)
    {
        while (_oldestFirst.TryPeek(out var oldest) && oldest.ExpiresAt <= now)
        {
            EvictOldest();
        }

        // Frees the memory after a peak.
        if (_expirations.EnsureCapacity(0) is > MinimumCapacity and var allocated && _expirations.Count < allocated / 8)
        {
            _expirations.TrimExcess();
            _oldestFirst.TrimExcess();
        }
    }

    private void EvictOldest()
    {
        var (key, expiresAt) = _oldestFirst.Dequeue();
        if (_expirations.TryGetValue(key, out var current) && current == expiresAt) // Otherwise, the delivery was completed again.
        {
            _expirations.Remove(key);
        }
    }
}
