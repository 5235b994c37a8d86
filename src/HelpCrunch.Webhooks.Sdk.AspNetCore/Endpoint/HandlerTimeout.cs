namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Cancels the handlers of one delivery when their timeout expires or the app shuts down.</summary>
/// <remarks>
/// A <see cref="CancellationTokenSource"/> with a delay would call the registered callbacks on the thread of the timer, where an
/// exception crashes the process. <see cref="CancellationTokenSource.CancelAsync"/> calls them on the thread pool and catches
/// exceptions. The source is not disposed, because the callbacks may still run. Without a timer, it holds no resources.
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

    /// <summary>Whether the timeout has expired, even if the shutdown canceled the handlers first.</summary>
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
