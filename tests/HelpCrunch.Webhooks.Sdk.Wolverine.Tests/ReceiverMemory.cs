using System.Globalization;

namespace HelpCrunch.Webhooks.Sdk.Wolverine.Tests;

/// <summary>The memory of a receiver, in bytes, after a collection.</summary>
/// <param name="Heap">The managed heap.</param>
/// <param name="Process">The working set of the process.</param>
internal sealed record ReceiverMemory(long Heap, long Process)
{
    public static ReceiverMemory Measure()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return new(GC.GetTotalMemory(forceFullCollection: false), Environment.WorkingSet);
    }

    public static ReceiverMemory Parse(string line) => line.Split(' ') is [var heap, var process]
        ? new(long.Parse(heap, CultureInfo.InvariantCulture), long.Parse(process, CultureInfo.InvariantCulture))
        : throw new FormatException(line);

    public string Describe() => string.Create(CultureInfo.InvariantCulture, $"{Heap / 1048576.0:N1} MiB heap, {Process / 1048576.0:N0} MiB working set");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Heap} {Process}");
}
