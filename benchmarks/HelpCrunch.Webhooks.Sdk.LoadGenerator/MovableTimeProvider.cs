namespace HelpCrunch.Webhooks.Sdk.LoadGenerator;

/// <summary>The system clock, which the program can advance.</summary>
internal sealed class MovableTimeProvider : TimeProvider
{
    private long _aheadTicks;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + new TimeSpan(Interlocked.Read(ref _aheadTicks));

    public override long GetTimestamp() =>
        base.GetTimestamp() + (long)((Int128)Interlocked.Read(ref _aheadTicks) * TimestampFrequency / TimeSpan.TicksPerSecond);

    public void Advance(TimeSpan time) => Interlocked.Add(ref _aheadTicks, time.Ticks);
}
