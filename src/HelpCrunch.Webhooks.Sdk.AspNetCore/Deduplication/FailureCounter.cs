using System.Runtime.InteropServices;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Counts the failures of deliveries. At the capacity, the delivery that failed first is evicted.</summary>
internal sealed class FailureCounter
{
    private const int Capacity = 10_000;

    private readonly object _lock = new();
    private readonly Dictionary<DeliveryKey, int> _counts = [];
    private readonly Queue<DeliveryKey> _oldestFirst = [];

    /// <summary>Returns the number of failures, the new one included.</summary>
    public int Increment(WebhookDeliveryId delivery)
    {
        var key = DeliveryKey.From(delivery);
        lock (_lock)
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, key, out var exists);
            var result = ++count;
            if (!exists)
            {
                _oldestFirst.Enqueue(key);
                if (_oldestFirst.Count > Capacity)
                {
                    _counts.Remove(_oldestFirst.Dequeue());
                }
            }

            return result;
        }
    }

    public void Reset(WebhookDeliveryId delivery)
    {
        lock (_lock)
        {
            if (_counts.Count > 0)
            {
                _counts.Remove(DeliveryKey.From(delivery)); // Its place in the queue remains, so it may be evicted early if it fails again.
            }
        }
    }
}
