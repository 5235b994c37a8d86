namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Cancels the handlers of one delivery when their time is over or the app shuts down.</summary>
/// <remarks>
/// Not a <see cref="CancellationTokenSource"/> with a delay: it calls the registered callbacks on the thread of the timer, where an
/// exception ends the process. <see cref="CancellationTokenSource.CancelAsync"/> calls them on the thread pool and catches it. The
/// source is not disposed, because the callbacks may still run; without a timer it holds no resources.
/// </remarks>
internal sealed class HandlerTimeout : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly ITimer _timer;
    private readonly CancellationTokenRegistration _shutdown;
    private volatile bool _isExpired;

    public HandlerTimeout(TimeSpan timeout, TimeProvider timeProvider, CancellationToken shutdown)
    {
        _timer = timeProvider.CreateTimer(static state => ((HandlerTimeout)state!).Expire(), this, timeout, Timeout.InfiniteTimeSpan);
        _shutdown = shutdown.UnsafeRegister(static state => ((HandlerTimeout)state!).Cancel(), this);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Whether the time is over, even if the handlers were canceled by the shutdown before.</summary>
    public bool IsExpired => _isExpired;

    public void Dispose()
    {
        _timer.Dispose();
        _shutdown.Dispose();
    }

    private void Expire()
    {
        _isExpired = true;
        Cancel();
    }

    private void Cancel() => _ = _source.CancelAsync();
}
