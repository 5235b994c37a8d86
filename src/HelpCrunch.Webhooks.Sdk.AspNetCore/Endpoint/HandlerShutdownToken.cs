namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Asks handlers to stop before the app is gone. A host that stops waits for the requests under way, for its
/// <c>ShutdownTimeout</c>, and disposes the services then. Handlers may end in most of that time; the last fifth is for rolling
/// back, giving the claim back and answering.
/// </summary>
/// <remarks>The source is never disposed: it has neither a timer nor a handle, and the clock may be asking it.</remarks>
internal sealed class HandlerShutdownToken : IDisposable
{
    private static readonly TimeSpan LongestClaimTimeout = TimeSpan.FromDays(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenRegistration _registration;
    private ITimer? _timer;

    public HandlerShutdownToken(TimeSpan shutdownTimeout, TimeProvider timeProvider, CancellationToken stopping)
    {
        // A host that waits for ever, or nearly so, needs no help: HandlerTimeout stops them before.
        if (shutdownTimeout >= TimeSpan.Zero && shutdownTimeout <= LongestClaimTimeout)
        {
            var handlersHave = new TimeSpan(shutdownTimeout.Ticks / 5 * 4);
            _registration = stopping.Register(() =>
                _timer = timeProvider.CreateTimer(_ => _stop.Cancel(), null, handlersHave, Timeout.InfiniteTimeSpan));
        }
    }

    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        _registration.Dispose();
        _timer?.Dispose();
    }
}
