using System.Diagnostics;

namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

/// <summary>Sends deliveries to two instances of an app, kills the instances in turn, and sends the deliveries again when all are accepted.</summary>
internal static class InstancesRun
{
    private const int Concurrency = 16;

    private static readonly TimeSpan HandlerTimeout = TimeSpan.FromSeconds(2);

    /// <summary>The claims of a killed instance expire after twice this time and the timeout of the handlers.</summary>
    private static readonly TimeSpan StoreTimeout = TimeSpan.FromSeconds(5);

    /// <returns>How many effects there are beyond the first one of each delivery, and the most that are allowed.</returns>
    public static async Task<(int Repeated, int Interrupted)> RunAsync(string store, string connection, Func<Task<int[]>> countEffectsAsync, Action<string> write)
    {
        string[] ids = [.. Enumerable.Range(0, RunSize.Deliveries).Select(_ => Guid.NewGuid().ToString())];
        await using var first = await StoreAppProcess.StartAsync(store, connection, handlerTimeout: HandlerTimeout, storeTimeout: StoreTimeout);
        await using var second = await StoreAppProcess.StartAsync(store, connection, handlerTimeout: HandlerTimeout, storeTimeout: StoreTimeout);
        using var sender = new DeliverySender(first.Address, second.Address);
        var start = Stopwatch.GetTimestamp();

        var kills = await InstanceKiller.KillUntilAsync(sender.SendAllAsync(ids, Concurrency), first, second);

        kills.Should().BePositive();
        var effects = await countEffectsAsync();
        var repeated = effects.Sum() - effects.Length;
        var interrupted = sender.Interrupted;
        write($"{store}: {ids.Length} deliveries, {kills} kills, {interrupted} interrupted attempts, {ids.Length - effects.Length} lost, {repeated} repeated effects, {Stopwatch.GetElapsedTime(start).TotalSeconds:N0} s.");
        effects.Should().HaveCount(ids.Length, "no delivery is lost");

        await sender.SendAllAsync(ids, Concurrency);

        (await countEffectsAsync()).Sum().Should().Be(effects.Sum(), "a completed delivery is not handled again");
        return (repeated, interrupted);
    }
}
