using System.Runtime.InteropServices;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// A part of the in-memory store, with a lock of its own: where a busy machine stops a thread that holds the one lock, all others
/// would wait.
/// </summary>
internal sealed class DeliveryShard(int capacity)
{
    private const int SmallCapacity = 256;

    private readonly object _lock = new();
    private readonly Dictionary<DeliveryKey, Entry> _entries = [];
    private readonly Queue<(DeliveryKey Key, Entry Entry)> _completed = new();
    private int _claimed;
    private long _lastToken;

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

    public WebhookDeliveryClaim Claim(DeliveryKey key, long now, TimeSpan expiresAfter)
    {
        lock (_lock)
        {
            ForgetOld(now);
            if (_claimed >= capacity && !ForgetLapsed(now) && !_entries.ContainsKey(key))
            {
                return default; // In progress, as far as this store can know: the sender tries again.
            }

            ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, key, out var exists);
            if (exists && entry.ExpiresAt > now)
            {
                return new WebhookDeliveryClaim(entry.IsCompleted ? WebhookDeliveryClaimStatus.Completed : WebhookDeliveryClaimStatus.InProgress);
            }

            _claimed += exists && !entry.IsCompleted ? 0 : 1;
            entry = new Entry(++_lastToken, now + expiresAfter.Ticks, IsCompleted: false);
            return new WebhookDeliveryClaim(WebhookDeliveryClaimStatus.Claimed, _lastToken);
        }
    }

    public void Complete(DeliveryKey key, long token, long now, TimeSpan rememberFor)
    {
        lock (_lock)
        {
            ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, key, out var exists);
            _claimed -= exists && !entry.IsCompleted ? 1 : 0;
            entry = new Entry(token, now + rememberFor.Ticks, IsCompleted: true);
            _completed.Enqueue((key, entry));
            ForgetOld(now);
        }
    }

    public void Abandon(DeliveryKey key, long token)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var entry) && entry.Token == token && !entry.IsCompleted)
            {
                _entries.Remove(key);
                _claimed--;
            }
        }
    }

    /// <summary>Handled deliveries that are too old or too many, the oldest first.</summary>
    private void ForgetOld(long now)
    {
        while (_completed.TryPeek(out var oldest) && (oldest.Entry.ExpiresAt <= now || _completed.Count > capacity))
        {
            _completed.Dequeue();
            if (_entries.TryGetValue(oldest.Key, out var entry) && entry == oldest.Entry) // Not one that came after it.
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

        return _claimed < capacity;
    }

    private readonly record struct Entry(long Token, long ExpiresAt, bool IsCompleted);
}
