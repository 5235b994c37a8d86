using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using Perfolizer.Horology;

namespace HelpCrunch.Webhooks.Sdk.Benchmarks;

internal static class BenchmarkConfig
{
    /// <summary>The defaults of BenchmarkDotNet: about ten minutes.</summary>
    public static IConfig Thorough => With(Job.Default);

    /// <summary>Less than three minutes in total. Enough for ratios on a machine that does nothing else.</summary>
    public static IConfig Quick => With(Job.Default
        .WithWarmupCount(6)
        .WithIterationCount(25)
        .WithIterationTime(TimeInterval.FromMilliseconds(150)));

    private static ManualConfig With(Job job) => ManualConfig.Create(DefaultConfig.Instance)
        .AddJob(job)
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddColumn(StatisticColumn.Min, new PerByteColumn()) // Other work on the machine affects the fastest iteration least.
        .HideColumns(Column.Error, Column.StdDev, Column.Gen0, Column.Gen1, Column.Gen2, Column.AllocRatio, Column.IterationTime, Column.IterationCount, Column.WarmupCount);
}
