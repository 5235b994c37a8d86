using System.Globalization;
using HelpCrunch.Webhooks.Sdk.Stores.Tests;
using Xunit.Abstractions;

namespace HelpCrunch.Webhooks.Sdk.Wolverine.Tests;

/// <summary>Two receivers over one database, which are killed in turn and started again.</summary>
public sealed class KilledProcessTests(PostgreSqlServer server, ITestOutputHelper output) : IClassFixture<PostgreSqlServer>
{
    private const int Kills = 8;
    private const int Batch = 250;
    private const int Count = Kills * Batch;
    private const string Handled = "SELECT count(DISTINCT id) FROM killed_handled";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [PostgreSqlFact]
    public async Task Kill_InTurn_EachAcceptedDeliveryIsHandled()
    {
        await server.DataSource.ExecuteAsync("CREATE TABLE killed_handled (id text NOT NULL)");

        var interrupted = await PostAndKillAsync();

        await server.DataSource.WaitForAsync(Handled, Count, Limit);
        await server.DataSource.WaitForAsync(Database.Waiting("killed"), 0, Limit);
        var again = await server.DataSource.CountAsync("SELECT count(*) FROM killed_handled") - Count;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{interrupted} of {Kills} kills interrupted the handling of {Count} deliveries; {again} were handled again."));
        interrupted.Should().BeGreaterThan(Kills / 2);

        // Only a delivery that was handled, but not yet marked, when its process was killed is handled again.
        again.Should().BeLessThanOrEqualTo(Kills * 16);
    }

    /// <summary>Posts the deliveries, again where they are not accepted, and kills a receiver during each batch. Returns how many kills interrupted the handling.</summary>
    private async Task<int> PostAndKillAsync()
    {
        ReceiverProcess[] receivers = [await StartAsync(), await StartAsync()];
        try
        {
            var interrupted = 0;
            for (var kill = 0; kill < Kills; kill++)
            {
                var before = await server.DataSource.CountAsync(Handled);
                var posting = PostAsync(receivers, first: kill * Batch);
                await server.DataSource.WaitForAsync($"SELECT LEAST(count(DISTINCT id), {before + 20}) FROM killed_handled", before + 20, Limit);
                receivers[kill % 2].Dispose();
                interrupted += await server.DataSource.CountAsync(Handled) < (kill + 1) * Batch ? 1 : 0;
                receivers[kill % 2] = await StartAsync();
                await posting;
            }

            await server.DataSource.WaitForAsync(Database.Waiting("killed"), 0, Limit);
            return interrupted;
        }
        finally
        {
            receivers[0].Dispose();
            receivers[1].Dispose();
        }
    }

    private static Task PostAsync(ReceiverProcess[] receivers, int first) =>
        Parallel.ForEachAsync(Enumerable.Range(first, Batch), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, cancellationToken) =>
        {
            for (var attempt = 0; !await TryPostAsync(receivers[(i + attempt) % 2], Deliveries.Rated($"d{i}", attempts: attempt)); attempt++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
            }
        });

    private Task<ReceiverProcess> StartAsync() => ReceiverProcess.StartAsync(server.DataSource.ConnectionString, "killed");

    private static async Task<bool> TryPostAsync(ReceiverProcess receiver, string body)
    {
        try
        {
            return await receiver.Client.PostAsync(body) == 200;
        }
        catch (Exception exception) when (exception is HttpRequestException or InvalidOperationException or OperationCanceledException)
        {
            return false; // The receiver was killed.
        }
    }
}
