namespace HelpCrunch.Webhooks.Tool.Listening;

/// <summary>
/// The deliveries that were received last. Their number, age, and size are limited, and the oldest leave first. The counts are exact and
/// include the deliveries that left. Thread-safe.
/// </summary>
internal sealed class DeliveryList(ListenOptions options, TimeProvider time)
{
    private readonly object _lock = new();
    private readonly Queue<long> _numbers = new();
    private readonly Dictionary<long, ReceivedDelivery> _deliveries = [];
    private readonly HashSet<long> _sendingOutsideList = [];
    private readonly DeliveryRate _rate = new();
    private TaskCompletionSource _changed = NewSignal();
    private DeliveryCounts _counts;
    private string? _saveError;
    private long _lastNumber;
    private long _revision;
    private long _size;

    /// <summary>Adds a delivery and gives it the next number.</summary>
    public ReceivedDelivery Add(ReceivedDelivery delivery)
    {
        lock (_lock)
        {
            _counts = _counts.Add(delivery.Inspection);
            _rate.Add(delivery.ReceivedAt, delivery.Inspection.StatusCode != 200);
            delivery = delivery with { Number = ++_lastNumber };
            _numbers.Enqueue(delivery.Number);
            delivery = Set(delivery);
            RemoveOldest();
            return delivery;
        }
    }

    public void AddTooLarge()
    {
        lock (_lock)
        {
            _counts = _counts with { TooLarge = _counts.TooLarge + 1 };
            SignalChange();
        }
    }

    public void AddOverloaded()
    {
        lock (_lock)
        {
            _counts = _counts with { Overloaded = _counts.Overloaded + 1 };
            SignalChange();
        }
    }

    /// <summary>Counts a delivery that could not be saved.</summary>
    public void AddNotSaved(string reason)
    {
        lock (_lock)
        {
            _counts = _counts with { NotSaved = _counts.NotSaved + 1 };
            _saveError = reason;
            SignalChange();
        }
    }

    public ReceivedDelivery? Find(long number)
    {
        lock (_lock)
        {
            return _deliveries.GetValueOrDefault(number);
        }
    }

    /// <summary>
    /// Changes the forwarding state of a delivery. If the delivery left the list while it was being sent, it is only counted as dropped, and
    /// only if the app did not respond.
    /// </summary>
    public void SetForwarding(long number, Forwarding forwarding)
    {
        lock (_lock)
        {
            if (_sendingOutsideList.Remove(number))
            {
                CountDropped(forwarding);
                SignalChange();
            }
            else if (_deliveries.TryGetValue(number, out var delivery))
            {
                Set(delivery with { Forwarding = forwarding });
                RemoveOldest();
            }
        }
    }

    /// <summary>Marks a delivery as being sent, unless it already is. So it is not sent twice at the same time.</summary>
    /// <returns>The delivery. Null if it left the list or is being sent.</returns>
    public ReceivedDelivery? TryStartSending(long number)
    {
        lock (_lock)
        {
            return _deliveries.TryGetValue(number, out var delivery) && delivery.Forwarding.Status != ForwardingStatus.Sending
                ? Set(delivery with { Forwarding = delivery.Forwarding with { Status = ForwardingStatus.Sending } })
                : null;
        }
    }

    /// <summary>Gets the numbers of the deliveries that wait for the app, the oldest first.</summary>
    public IReadOnlyList<long> GetWaiting()
    {
        lock (_lock)
        {
            return [.. _numbers.Where(number => _deliveries[number].Forwarding.Status == ForwardingStatus.Waiting)];
        }
    }

    public ListChanges GetChanges(long sinceRevision)
    {
        lock (_lock)
        {
            RemoveOldest();
            return new ListChanges(
                _revision,
                _numbers.TryPeek(out var first) ? first : _lastNumber + 1,
                _counts with { Listed = _numbers.Count },
                _saveError,
                _rate.GetCounts(time.GetUtcNow()),
                sinceRevision == _revision ? [] : [.. from number in _numbers let delivery = _deliveries[number] where delivery.Revision > sinceRevision select delivery]);
        }
    }

    /// <summary>Completes when the list has another revision.</summary>
    public Task WaitForChangeAsync(long sinceRevision, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return sinceRevision == _revision ? _changed.Task.WaitAsync(cancellationToken) : Task.CompletedTask;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ReceivedDelivery Set(ReceivedDelivery delivery)
    {
        Forget(delivery.Number);
        SignalChange();
        delivery = delivery with { Revision = _revision };
        _deliveries[delivery.Number] = delivery;
        _size += delivery.Size;
        CountWaiting(delivery, 1);
        return delivery;
    }

    private void Forget(long number)
    {
        if (_deliveries.Remove(number, out var delivery))
        {
            _size -= delivery.Size;
            CountWaiting(delivery, -1);
        }
    }

    private void CountWaiting(ReceivedDelivery delivery, int change)
    {
        if (delivery.Forwarding.Status == ForwardingStatus.Waiting)
        {
            _counts = _counts with { Waiting = _counts.Waiting + change };
        }
    }

    private void CountDropped(Forwarding forwarding)
    {
        if (forwarding.Status == ForwardingStatus.Waiting)
        {
            _counts = _counts with { Dropped = _counts.Dropped + 1 };
        }
    }

    private void RemoveOldest()
    {
        var oldest = time.GetUtcNow() - options.KeepFor;
        while (_numbers.TryPeek(out var number) && (_numbers.Count > options.Keep || _size > options.KeepBytes || _deliveries[number].ReceivedAt < oldest))
        {
            CountDropped(_deliveries[number].Forwarding);
            if (_deliveries[number].Forwarding.Status == ForwardingStatus.Sending)
            {
                _sendingOutsideList.Add(number);
            }

            _numbers.Dequeue();
            Forget(number);
            SignalChange();
        }
    }

    private void SignalChange()
    {
        _revision++;
        if (!_changed.Task.IsCompleted)
        {
            _changed.SetResult();
        }

        _changed = NewSignal();
    }
}
