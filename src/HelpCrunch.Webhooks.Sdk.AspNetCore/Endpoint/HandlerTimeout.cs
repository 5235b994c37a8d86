namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Asks the handlers of one delivery to stop. What they registered for that is called on a thread of its own. Whatever it throws there
/// ends no process, as it would from a timer, and it keeps no other delivery from hearing of it.
/// </summary>
/// <remarks>The source is never disposed: it has neither a timer nor a handle, and what handlers registered may be about to be called.</remarks>
internal sealed class HandlerTimeout(HandlerTimeouts stops, long lapsesAt) : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private volatile bool _hasLapsed;

    /// <summary>When their time is over, by the clock of <see cref="HandlerTimeouts"/>.</summary>
    public long DueAt => lapsesAt;

    /// <summary>Where <see cref="HandlerTimeouts"/> has it, which alone reads and sets this.</summary>
    public int Index { get; set; }

    public CancellationToken Token => _source.Token;

    /// <summary>Whether their time is over.</summary>
    public bool IsExpired => _hasLapsed;

    public void Dispose() => stops.End(this);

    public void Expire()
    {
        _hasLapsed = true;
        Cancel();
    }

    public void Cancel() => _ = _source.CancelAsync();
}
