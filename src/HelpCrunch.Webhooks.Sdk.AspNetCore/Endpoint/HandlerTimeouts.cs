namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Asks the handlers of the deliveries under way to stop: those of one when their time is over, and all of them when the app is about
/// to be gone. One timer serves them all, because nearly every delivery ends long before its time.
/// </summary>
internal sealed class HandlerTimeouts : IDisposable
{
    private readonly object _lock = new();
    private readonly List<HandlerTimeout> _underWay = [];
    private readonly TimeProvider _timeProvider;
    private readonly long _start;
    private readonly CancellationTokenRegistration _registration;
    private readonly ITimer _timer;
    private long? _timerIsDueAt;
    private bool _isOver;

    public HandlerTimeouts(TimeProvider timeProvider, CancellationToken shutdown)
    {
        _timeProvider = timeProvider;
        _start = timeProvider.GetTimestamp();
        _timer = timeProvider.CreateTimer(static stops => ((HandlerTimeouts)stops!).ExpireDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _registration = shutdown.UnsafeRegister(static stops => ((HandlerTimeouts)stops!).CancelAll(), this);
    }

    private long Now => _timeProvider.GetElapsedTime(_start).Ticks;

    /// <summary>A delivery comes to its handlers. It ends with the disposal of what is returned.</summary>
    public HandlerTimeout Begin(TimeSpan timeout)
    {
        lock (_lock)
        {
            var now = Now;
            var stop = new HandlerTimeout(this, now + timeout.Ticks) { Index = _underWay.Count };
            _underWay.Add(stop);
            SetTimer(now, stop.DueAt);
            if (_isOver)
            {
                stop.Cancel(); // All were asked before it came.
            }

            return stop;
        }
    }

    /// <summary>To be called once for each. The last takes its place, so that none has to be searched for.</summary>
    public void End(HandlerTimeout stop)
    {
        lock (_lock)
        {
            var last = _underWay[^1];
            _underWay[stop.Index] = last;
            last.Index = stop.Index;
            _underWay.RemoveAt(_underWay.Count - 1);
        }
    }

    public void Dispose()
    {
        _registration.Dispose();
        _timer.Dispose();
        CancelAll(); // A host that was not stopped first has nobody else to ask handlers that wait for ever.
    }

    private void ExpireDue()
    {
        lock (_lock)
        {
            _timerIsDueAt = null;
            var now = Now;
            foreach (var stop in _underWay)
            {
                if (stop.DueAt <= now)
                {
                    stop.Expire();
                }
                else
                {
                    SetTimer(now, stop.DueAt);
                }
            }
        }
    }

    /// <summary>
    /// A timer that is due before finds nothing to do then, and is set anew for who is left: that costs less than to set it with every
    /// delivery. So it goes with one that comes a little early, as timers that count milliseconds may.
    /// </summary>
    private void SetTimer(long now, long dueAt)
    {
        if (_timerIsDueAt is not { } isDueAt || dueAt < isDueAt)
        {
            _timerIsDueAt = dueAt;
            _timer.Change(TimeSpan.FromTicks(dueAt - now), Timeout.InfiniteTimeSpan);
        }
    }

    private void CancelAll()
    {
        lock (_lock)
        {
            _isOver = true;
            _underWay.ForEach(static stop => stop.Cancel());
        }
    }
}
