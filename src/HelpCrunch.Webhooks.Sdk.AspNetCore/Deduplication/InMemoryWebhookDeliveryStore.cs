using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Remembers the deliveries of one process, until it ends: bounded in count and in age. Some 80 bytes a delivery, however long
/// its id is.
/// </summary>
public sealed class InMemoryWebhookDeliveryStore : IWebhookDeliveryStore
{
    private const int SmallCapacity = 1024;

    private readonly object _lock = new();
    private readonly Dictionary<UInt128, Entry> _entries = [];
    private readonly Queue<(UInt128 Key, long Token)> _completed = new();
    private readonly TimeProvider _timeProvider;
    private readonly int _capacity;
    private int _claimed;
    private long _lastToken;

    /// <summary>Initializes a store.</summary>
    /// <param name="timeProvider">The clock. Must not be null.</param>
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

    /// <inheritdoc />
    public ValueTask<WebhookDeliveryClaim> ClaimAsync(WebhookDelivery delivery, TimeSpan expiresAfter, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Claim(KeyOf(delivery), expiresAfter));

    /// <inheritdoc />
    public ValueTask CompleteAsync(WebhookDelivery delivery, long token, TimeSpan rememberFor, CancellationToken cancellationToken)
    {
        Complete(KeyOf(delivery), token, rememberFor);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask AbandonAsync(WebhookDelivery delivery, long token, CancellationToken cancellationToken)
    {
        var key = KeyOf(delivery);
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var entry) && entry.Token == token && !entry.IsCompleted)
            {
                Remove(key, entry);
            }
        }

        return ValueTask.CompletedTask;
    }

    private WebhookDeliveryClaim Claim(UInt128 key, TimeSpan expiresAfter)
    {
        var now = _timeProvider.GetUtcNow().UtcTicks;
        lock (_lock)
        {
            ForgetOld(now);
            if (_entries.TryGetValue(key, out var entry))
            {
                if (entry.ExpiresAt > now)
                {
                    return new WebhookDeliveryClaim(entry.IsCompleted ? WebhookDeliveryClaimStatus.Completed : WebhookDeliveryClaimStatus.InProgress);
                }

                Remove(key, entry);
            }

            if (_claimed >= _capacity && !ForgetLapsed(now))
            {
                return default; // In progress, as far as this store can know: the sender tries again.
            }

            _claimed++;
            _entries.Add(key, new Entry(++_lastToken, now + expiresAfter.Ticks, IsCompleted: false));
            return new WebhookDeliveryClaim(WebhookDeliveryClaimStatus.Claimed, _lastToken);
        }
    }

    private void Complete(UInt128 key, long token, TimeSpan rememberFor)
    {
        var now = _timeProvider.GetUtcNow().UtcTicks;
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var entry))
            {
                Remove(key, entry);
            }

            _entries.Add(key, new Entry(token, now + rememberFor.Ticks, IsCompleted: true));
            _completed.Enqueue((key, token));
            ForgetOld(now);
        }
    }

    /// <summary>Handled deliveries that are too old or too many, the oldest first.</summary>
    private void ForgetOld(long now)
    {
        while (_completed.TryPeek(out var oldest))
        {
            var isThere = _entries.TryGetValue(oldest.Key, out var entry) && entry.IsCompleted && entry.Token == oldest.Token;
            if (isThere && entry.ExpiresAt > now && _completed.Count <= _capacity)
            {
                break;
            }

            _completed.Dequeue();
            if (isThere)
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
                Remove(key, entry);
            }
        }

        return _claimed < _capacity;
    }

    private void Remove(UInt128 key, Entry entry)
    {
        _entries.Remove(key);
        _claimed -= entry.IsCompleted ? 0 : 1;
    }

    /// <summary>
    /// The first half of a SHA-256, so that a sender of long ids cannot fill the memory, nor one of clever ids make them collide.
    /// </summary>
    private static UInt128 KeyOf(WebhookDelivery delivery)
    {
        var name = MemoryMarshal.AsBytes(delivery.EndpointName.AsSpan());
        var id = MemoryMarshal.AsBytes(delivery.EventId.AsSpan());
        var length = sizeof(int) + name.Length + id.Length;
        byte[]? rented = null;
        var text = length <= 256 ? stackalloc byte[256] : rented = ArrayPool<byte>.Shared.Rent(length);
        BinaryPrimitives.WriteInt32LittleEndian(text, name.Length); // Where the name ends: "ab" + "c" is not "a" + "bc".
        name.CopyTo(text[sizeof(int)..]);
        id.CopyTo(text[(sizeof(int) + name.Length)..]);

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..length], hash);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    private readonly record struct Entry(long Token, long ExpiresAt, bool IsCompleted);
}
