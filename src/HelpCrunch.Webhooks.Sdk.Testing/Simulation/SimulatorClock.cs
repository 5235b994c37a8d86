#if !NET8_0_OR_GREATER
using System.Diagnostics;
#endif

namespace HelpCrunch.Webhooks.Sdk.Testing;

/// <summary>The clock of a simulation. netstandard2.0 gets <c>TimeProvider</c> from a package that this one does not depend on.</summary>
internal sealed class SimulatorClock
{
#if NET8_0_OR_GREATER
    private readonly TimeProvider _time;

    public SimulatorClock(WebhookSimulatorOptions options) => _time = options.TimeProvider;

    public long GetTimestamp() => _time.GetTimestamp();

    public TimeSpan GetElapsedTime(long start) => _time.GetElapsedTime(start);

    public Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken) =>
        delay > TimeSpan.Zero ? Task.Delay(delay, _time, cancellationToken) : Task.CompletedTask;
#else
#pragma warning disable CA1822, IDE0060 // The members are those of the other targets.
    public SimulatorClock(WebhookSimulatorOptions options)
    {
    }

    public long GetTimestamp() => Stopwatch.GetTimestamp();

    public TimeSpan GetElapsedTime(long start) => Stopwatch.GetElapsedTime(start);

    public Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken) =>
        delay > TimeSpan.Zero ? Task.Delay(delay, cancellationToken) : Task.CompletedTask;
#pragma warning restore CA1822, IDE0060
#endif
}
