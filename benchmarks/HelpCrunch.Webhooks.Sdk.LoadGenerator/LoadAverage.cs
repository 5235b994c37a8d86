namespace HelpCrunch.Webhooks.Sdk.LoadGenerator;

/// <summary>How busy the machine is with everything that runs on it.</summary>
internal static class LoadAverage
{
    public static async Task<string> ReadAsync(CancellationToken cancellationToken) => File.Exists("/proc/loadavg")
        ? $"load average {(await File.ReadAllTextAsync("/proc/loadavg", cancellationToken)).Split(' ')[0]}"
        : "load average unknown";
}
