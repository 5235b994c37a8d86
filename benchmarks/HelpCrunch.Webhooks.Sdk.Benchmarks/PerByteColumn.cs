using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace HelpCrunch.Webhooks.Sdk.Benchmarks;

/// <summary>The mean time for each byte of the body, for benchmarks with bodies of several sizes.</summary>
internal sealed class PerByteColumn : IColumn
{
    public string Id => nameof(PerByteColumn);

    public string ColumnName => "ns/byte";

    public string Legend => "Mean time for each byte of the body";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public bool IsAvailable(Summary summary) => summary.BenchmarksCases.Any(benchmark => Body(benchmark) is not null);

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) =>
        Body(benchmarkCase) is { } body && summary[benchmarkCase]?.ResultStatistics is { } statistics
            ? (statistics.Mean / body.Bytes.Length).ToString("0.000", CultureInfo.InvariantCulture)
            : "-";

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    private static Body? Body(BenchmarkCase benchmarkCase) => benchmarkCase.Parameters.Items.Select(item => item.Value).OfType<Body>().FirstOrDefault();
}
