namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Cancels all handlers before the host disposes the services. A stopping host waits for running requests up to its
/// <c>ShutdownTimeout</c>. Handlers get four fifths of that time. The rest is for rolling back, releasing the claim, and responding.
/// </summary>
internal sealed class HandlerShutdownToken : IDisposable
{
    private static readonly TimeSpan LongestHandlerTimeout = TimeSpan.FromDays(1);

    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _stopping;

    public HandlerShutdownToken(TimeSpan shutdownTimeout, TimeProvider timeProvider, CancellationToken stopping)
    {
        _source = new CancellationTokenSource(Timeout.InfiniteTimeSpan, timeProvider);

        // If the host waits longer, or forever, the handlers time out first.
        if (shutdownTimeout >= TimeSpan.Zero && shutdownTimeout <= LongestHandlerTimeout)
        {
            _stopping = stopping.Register(() => _source.CancelAfter(shutdownTimeout / 5 * 4));
        }
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Cancels the handlers of a host that is disposed without being stopped. The token stays usable for late deliveries.</summary>
    public void Dispose()
    {
        _stopping.Dispose();
        _source.Cancel();
    }
}
