using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using Perfolizer.Horology;

namespace HelpCrunch.Webhooks.Sdk.Benchmarks;

internal static class BenchmarkConfig
{
    /// <summary>As BenchmarkDotNet sees fit: some ten minutes.</summary>
    public static IConfig Thorough => With(Job.Default);

    /// <summary>Under three minutes for everything: enough for ratios, on a quiet machine.</summary>
    public static IConfig Quick => With(Job.Default
        .WithWarmupCount(6)
        .WithIterationCount(25)
        .WithIterationTime(TimeInterval.FromMilliseconds(150)));

    private static ManualConfig With(Job job) => ManualConfig.Create(DefaultConfig.Instance)
        .AddJob(job)
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddColumn(StatisticColumn.Min, new PerByteColumn()) // The fastest iteration is the one that the machine's other work disturbed least.
        .HideColumns(Column.Error, Column.StdDev, Column.Gen0, Column.Gen1, Column.Gen2, Column.AllocRatio, Column.IterationTime, Column.IterationCount, Column.WarmupCount);
}
