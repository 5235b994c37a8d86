namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

/// <summary>Kills instances in turn and starts them again.</summary>
internal static class InstanceKiller
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>A fast machine has done the work of a short run before the interval is over.</summary>
    private static readonly TimeSpan BeforeTheFirst = TimeSpan.FromMilliseconds(200);

    /// <summary>On a busy machine, an instance is killed before it has done much, so that more kills would only make the run longer.</summary>
    private static readonly int Most = RunSize.Deliveries / 250;

    /// <summary>Kills instances until the work is done, but not more often than its size allows.</summary>
    /// <returns>How many instances were killed.</returns>
    public static async Task<int> KillUntilAsync(Task work, params StoreAppProcess[] instances)
    {
        var count = 0;
        while (count < Most && await Task.WhenAny(work, Task.Delay(count == 0 ? BeforeTheFirst : Interval)) != work)
        {
            var instance = instances[count++ % instances.Length];
            await instance.KillAsync();
            await instance.StartAsync();
        }

        await work;
        return count;
    }
}
