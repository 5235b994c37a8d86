using System.Diagnostics.Metrics;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// The histogram buckets, in seconds. The default buckets of OpenTelemetry are meant for milliseconds. .NET 8 has no API for buckets, so
/// apps configure a view there.
/// </summary>
internal static class DurationBuckets
{
    public static IReadOnlyList<double> Handlers { get; } = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

    public static IReadOnlyList<double> Ages { get; } = [0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 14400, 86400];

    public static Histogram<double> CreateSecondsHistogram(this Meter meter, string name, string description, IReadOnlyList<double> buckets) =>
#if NET9_0_OR_GREATER
        meter.CreateHistogram(name, "s", description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = buckets });
#else
        meter.CreateHistogram<double>(name, "s", description);
#endif
}
