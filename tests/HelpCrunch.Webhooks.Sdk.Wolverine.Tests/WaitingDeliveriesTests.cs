using System.Globalization;
using HelpCrunch.Webhooks.Sdk.Stores.Tests;
using Xunit.Abstractions;

namespace HelpCrunch.Webhooks.Sdk.Wolverine.Tests;

/// <summary>A receiver whose handlers wait, while far more deliveries arrive than it keeps in memory.</summary>
public sealed class WaitingDeliveriesTests(PostgreSqlServer server, ITestOutputHelper output) : IClassFixture<PostgreSqlServer>
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>The memory of this number of deliveries is several times as large: each has a body, an envelope, and its serialized message.</summary>
    private const long LargestGrowth = 8 * 1024 * 1024;

    [PostgreSqlFact]
    public async Task Post_HandlersWait_MemoryIsBounded()
    {
        var (first, all) = (Math.Max(6_000, RunSize.Waiting / 10), RunSize.Waiting);
        await server.DataSource.ExecuteAsync($"CREATE SCHEMA waiting; {EffectsContext.CreateTable("waiting")}");
        using var receiver = await ReceiverProcess.StartAsync(server.DataSource.ConnectionString, "waiting", ReceiverProcess.Waiting);
        var before = await receiver.GetMemoryAsync();

        await PostAsync(receiver, 0, first);
        var memoryOfFirst = await receiver.GetMemoryAsync();
        await PostAsync(receiver, first, all);
        var memoryOfAll = await receiver.GetMemoryAsync();

        output.WriteLine($"0 deliveries wait: {before.Describe()}; {first} deliveries: {memoryOfFirst.Describe()}; {all} deliveries: {memoryOfAll.Describe()}.");
        (await server.DataSource.CountAsync(Database.Waiting("waiting"))).Should().Be(all);
        memoryOfAll.Heap.Should().BeLessThan(memoryOfFirst.Heap + LargestGrowth);

        await receiver.RunHandlersAsync();
        await server.DataSource.WaitForAsync(Database.Waiting("waiting"), 0, Limit);
        (await server.DataSource.CountAsync("SELECT count(DISTINCT id) FROM waiting.effects")).Should().Be(all);
        output.WriteLine($"All are handled: {(await receiver.GetMemoryAsync()).Describe()}.");
    }

    private static Task PostAsync(ReceiverProcess receiver, int start, int end) =>
        Parallel.ForEachAsync(Enumerable.Range(start, end - start), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
            (await receiver.Client.PostAsync(Deliveries.Rated(string.Create(CultureInfo.InvariantCulture, $"d{i}")))).Should().Be(200));
}
