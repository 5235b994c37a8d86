using System.Diagnostics;
using System.Globalization;
using HelpCrunch.Webhooks.Sdk.Documentation.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.Wolverine.Tests;

/// <summary>A server that does not answer, as in a failover. It is a server of this test, so that no other test waits for it.</summary>
public sealed class FrozenServerTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    [PostgreSqlFact]
    public async Task Post_ServerIsFrozen_Returns503WithinStoreTimeoutAndRecovers()
    {
        var handled = 0;
        await using var receiver = await Receiver.StartAsync(
            server.DataSource.ConnectionString,
            "frozen",
            webhooks => webhooks.AddHandler<ChatRatedEvent>((_, _) =>
            {
                Interlocked.Increment(ref handled);
                return Task.CompletedTask;
            }),
            endpoint: options => options.StoreTimeout = TimeSpan.FromSeconds(2));
        (await receiver.Client.PostAsync(Deliveries.Rated("before"))).Should().Be(200);
        await server.DataSource.WaitForAsync(Database.Waiting("frozen"), 0, TimeSpan.FromMinutes(1));

        var processes = await GetProcessesAsync();
        TimeSpan elapsed;
        int status;
        await SignalAsync("STOP", processes);
        try
        {
            var start = Stopwatch.GetTimestamp();
            status = await receiver.Client.PostAsync(Deliveries.Rated("frozen"));
            elapsed = Stopwatch.GetElapsedTime(start);
        }
        finally
        {
            await SignalAsync("CONT", processes);
        }

        status.Should().Be(503);
        elapsed.Should().BeCloseTo(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1.5));
        (await receiver.Client.PostAsync(Deliveries.Rated("frozen", attempts: 1))).Should().Be(200);
        await server.DataSource.WaitForAsync(Database.Waiting("frozen"), 0, TimeSpan.FromMinutes(1));
        handled.Should().Be(2);
    }

    /// <summary>The server and its children, each of which serves a connection.</summary>
    private async Task<string[]> GetProcessesAsync()
    {
        await using var command = server.DataSource.CreateCommand("SELECT split_part(pg_read_file('postmaster.pid'), E'\n', 1)");
        var id = (string)(await command.ExecuteScalarAsync())!;
        var children = Directory.EnumerateDirectories("/proc")
            .Where(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out _) && IsChild(folder, id))
            .Select(Path.GetFileName);
        return [id, .. children!];
    }

    private static bool IsChild(string folder, string id)
    {
        try
        {
            return File.ReadLines(Path.Combine(folder, "status")).Contains($"PPid:\t{id}");
        }
        catch (IOException)
        {
            return false; // The process has ended.
        }
    }

    private static async Task SignalAsync(string signal, string[] processes)
    {
        using var kill = Process.Start("kill", [$"-{signal}", .. processes]);
        await kill.WaitForExitAsync();
    }
}
