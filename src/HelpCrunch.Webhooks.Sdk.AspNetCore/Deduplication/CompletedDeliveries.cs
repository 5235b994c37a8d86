namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// The deliveries that were handled last, found by their key. They stand in a ring, in their order, and each has the position of the
/// one that its bucket had before. So the oldest is forgotten without a search for those that lead to it, in memory that no cache holds.
/// </summary>
/// <param name="capacity">How many are remembered.</param>
internal sealed class CompletedDeliveries(int capacity)
{
    private const int LeastLength = 256; // A power of two, like every length here.
    private const int MostLength = 1 << 28; // Twice as much for the buckets is an array still.
    private const int BucketsForEach = 2; // Of new ones two in three find theirs empty, and read nobody's memory in vain.

    private readonly int _capacity = Math.Min(capacity, MostLength);
    private Handled[] _ring = new Handled[LeastLength];
    private uint[] _newestOfBucket = new uint[LeastLength * BucketsForEach];
    private uint _next = uint.MaxValue - (LeastLength / 2); // It goes round soon, so that no day in production is the first.

    public int Count { get; private set; }

    public bool Contains(DeliveryKey key, long now)
    {
        // By the distance from the next position. In a bucket it grows from one to the one before. Where it does not, or is more than the
        // remembered ones, the position is older than those, or nobody's; and one that only looks like a remembered one, because the
        // positions went round, has another key.
        var (last, distance) = (0u, _next - BucketHead(key));
        while (distance > last && distance <= Count)
        {
            ref var handled = ref At(_next - distance);
            if (handled.Key == key)
            {
                return handled.ExpiresAt > now;
            }

            (last, distance) = (distance, _next - handled.Next);
        }

        return false;
    }

    /// <summary>A delivery was handled. One that stands there already stands there twice then, and the later one counts.</summary>
    public void Add(DeliveryKey key, long expiresAt)
    {
        if (Count == _capacity)
        {
            Count--;
        }

        if (Count == _ring.Length)
        {
            Resize(_ring.Length * 2);
        }

        Append(key, expiresAt);
    }

    /// <summary>Forgets the oldest, as far as their time is over, and gives back the memory of many.</summary>
    public void EvictExpired(long now)
    {
        while (Count > 0 && At(_next - (uint)Count).ExpiresAt <= now)
        {
            Count--;
        }

        if (_ring.Length > LeastLength && Count < _ring.Length / 8)
        {
            Resize(Math.Max(_ring.Length / 4, LeastLength));
        }
    }

    private ref Handled At(uint position) => ref _ring[position & (uint)(_ring.Length - 1)];

    private ref uint BucketHead(DeliveryKey key) =>
        ref _newestOfBucket[HashCode.Combine(key.First, key.Second) & (_newestOfBucket.Length - 1)];

    private void Append(DeliveryKey key, long expiresAt)
    {
        ref var newest = ref BucketHead(key);
        At(_next) = new Handled(key, expiresAt, newest);
        newest = _next++;
        Count++;
    }

    private void Resize(int length)
    {
        var (ring, count) = (_ring, Count);
        (_ring, _newestOfBucket, Count) = (new Handled[length], new uint[length * BucketsForEach], 0);
        for (_next -= (uint)count; Count < count;)
        {
            ref var handled = ref ring[_next & (uint)(ring.Length - 1)];
            Append(handled.Key, handled.ExpiresAt);
        }
    }

    /// <param name="Key">The delivery.</param>
    /// <param name="ExpiresAt">When its time is over.</param>
    /// <param name="Next">The position of the one that its bucket had before; of nobody when it had none.</param>
    private readonly record struct Handled(DeliveryKey Key, long ExpiresAt, uint Next);
}
