namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Asks the handlers of one delivery to stop: when their time is over, or when the app is about to be gone. What they registered for that
/// is called on a thread of its own. Whatever it throws there ends no process, as it would from a timer, and it keeps no other delivery
/// from hearing of it.
/// </summary>
/// <remarks>The source is never disposed: it has neither a timer nor a handle, and the clock may be calling while a delivery ends.</remarks>
internal sealed class HandlerStop : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly ITimer _timer;
    private readonly CancellationTokenRegistration _shutdown;
    private volatile bool _hasLapsed;

    public HandlerStop(TimeSpan timeout, TimeProvider timeProvider, CancellationToken shutdown)
    {
        _timer = timeProvider.CreateTimer(static stop => ((HandlerStop)stop!).Lapse(), this, timeout, Timeout.InfiniteTimeSpan);
        _shutdown = shutdown.UnsafeRegister(static stop => ((HandlerStop)stop!).Cancel(), this);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Whether their time is over.</summary>
    public bool HasLapsed => _hasLapsed;

    public void Dispose()
    {
        _shutdown.Dispose();
        _timer.Dispose();
    }

    private void Lapse()
    {
        _hasLapsed = true;
        Cancel();
    }

    private void Cancel() => _ = _source.CancelAsync();
}
