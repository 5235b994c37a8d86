using System.Diagnostics;

namespace HelpCrunch.Webhooks.Sdk.LoadGenerator;

/// <summary>What callers did in a round: how much in a second, and how long it took them.</summary>
/// <param name="PerSecond">How much they did in a second.</param>
/// <param name="Median">The median, in milliseconds.</param>
/// <param name="Percentile99">The 99th percentile, in milliseconds.</param>
internal sealed record Round(double PerSecond, double Median, double Percentile99)
{
    /// <summary>Measures a round.</summary>
    /// <param name="count">How much is done.</param>
    /// <param name="callers">How many callers do it at the same time.</param>
    /// <param name="act">Does one thing, with the number of the caller and that of the thing.</param>
    /// <param name="cancellationToken">Cancels the round.</param>
    public static async Task<Round> MeasureAsync(int count, int callers, Func<int, int, Task> act, CancellationToken cancellationToken)
    {
        var latencies = new double[count];
        var next = -1;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(
            async () =>
            {
                for (var index = Interlocked.Increment(ref next); index < count; index = Interlocked.Increment(ref next))
                {
                    var one = Stopwatch.GetTimestamp();
                    await act(caller, index).WaitAsync(cancellationToken);
                    latencies[index] = Stopwatch.GetElapsedTime(one).TotalMilliseconds;
                }
            },
            cancellationToken)));
        var elapsed = Stopwatch.GetElapsedTime(start);
        Array.Sort(latencies);
        return new Round(count / elapsed.TotalSeconds, latencies[count / 2], latencies[count * 99 / 100]);
    }

    /// <summary>The medians of several rounds, as the columns of a table.</summary>
    public static string Describe(IReadOnlyList<Round> rounds) =>
        $"{rounds.Select(round => round.PerSecond).Median():N0} | {rounds.Select(round => round.Median).Median():N2} ms | {rounds.Select(round => round.Percentile99).Median():N2} ms";

    /// <summary>The median of the ratios of rounds that alternated.</summary>
    public static double Ratio(IReadOnlyList<Round> rounds, IReadOnlyList<Round> baseline) =>
        baseline.Zip(rounds, (one, other) => other.PerSecond / one.PerSecond).Median();
}
