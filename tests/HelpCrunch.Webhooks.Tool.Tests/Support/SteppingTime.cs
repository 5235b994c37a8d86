namespace HelpCrunch.Webhooks.Tool.Tests.Support;

/// <summary>A clock on which 5 ms pass between two looks at its timestamp, so that outputs with latencies can be compared.</summary>
internal sealed class SteppingTime : TimeProvider
{
    private long _milliseconds;

    public override long TimestampFrequency => 1000;

    public override long GetTimestamp() => _milliseconds += 5;

    public override DateTimeOffset GetUtcNow() => new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);
}
