using System.Diagnostics;
using System.Net.Sockets;
using HelpCrunch.Webhooks.Sdk.Stores.Tests;
using Npgsql;

namespace HelpCrunch.Webhooks.Sdk.Wolverine.Tests;

/// <summary>
/// Sends deliveries to two receivers over one database, a tenth of them to both, and kills the receivers in turn. When all are handled, sends
/// all of them again. The handlers insert a row for each delivery into a table that does not deduplicate. The clock of the first receiver can
/// differ from that of the machine.
/// </summary>
internal sealed class KilledInstancesRun(NpgsqlDataSource database, string schema, string mode, TimeSpan clockDifference = default)
{
    private const int PerSecond = 100;
    private static readonly TimeSpan KillEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    private readonly ReceiverProcess[] _receivers = new ReceiverProcess[2];

    public int Kills { get; private set; }

    /// <summary>The kills while deliveries were stored and not handled.</summary>
    public int Interruptions { get; private set; }

    /// <returns>How many effects there are beyond the first one of each delivery.</returns>
    public async Task<long> RunAsync(Action<string> write)
    {
        var count = RunSize.Deliveries;
        await database.ExecuteAsync($"CREATE SCHEMA {schema}; {EffectsContext.CreateTable(schema)}");
        using var stop = new CancellationTokenSource();
        try
        {
            _receivers[0] = await StartAsync(0);
            _receivers[1] = await StartAsync(1);
            await CheckClocksAsync();
            var start = Stopwatch.GetTimestamp();
            await KillUntilAsync(SendAsync(count, PerSecond, stop.Token));
            if (clockDifference != TimeSpan.Zero)
            {
                _receivers[0].Dispose(); // As docs/scaling.md says, deliveries can wait until the clock is right.
                _receivers[0] = await StartAsync(0, isClockRight: true);
            }

            await database.WaitForAsync(Database.Waiting(schema), 0, Limit);
            var effects = await CountEffectsAsync();
            write($"{count} deliveries, {Kills} kills, {Interruptions} of them during the handling, {count - await CountHandledAsync()} lost, {effects - count} repeated effects, {Stopwatch.GetElapsedTime(start).TotalSeconds:N0} s.");
            (await CountHandledAsync()).Should().Be(count, "no delivery is lost");
            (await database.CountAsync(Database.Dead(schema))).Should().Be(0);

            await SendAsync(count, perSecond: int.MaxValue, stop.Token);

            await database.WaitForAsync(Database.Waiting(schema), 0, Limit);
            (await CountEffectsAsync()).Should().Be(effects, "a delivery that is completed is not handled again");
            return effects - count;
        }
        finally
        {
            await stop.CancelAsync();
            _receivers[0]?.Dispose();
            _receivers[1]?.Dispose();
        }
    }

    private async Task KillUntilAsync(Task work)
    {
        while (await Task.WhenAny(work, Task.Delay(KillEvery)) != work)
        {
            while (!work.IsCompleted && await database.CountAsync(Database.Waiting(schema)) == 0)
            {
                await Task.Delay(Tick);
            }

            var index = Kills++ % 2;
            _receivers[index].Dispose();
            Interruptions += await database.CountAsync(Database.Waiting(schema)) > 0 ? 1 : 0;
            _receivers[index] = await StartAsync(index);
            await CheckClocksAsync();
        }

        await work;
    }

    private async Task SendAsync(int count, int perSecond, CancellationToken cancellationToken)
    {
        using var concurrency = new SemaphoreSlim(32);
        List<Task> sending = [];
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            while (i > Stopwatch.GetElapsedTime(start).TotalSeconds * perSecond)
            {
                await Task.Delay(Tick, cancellationToken);
            }

            for (var copy = 0; copy < (i % 10 == 0 ? 2 : 1); copy++)
            {
                await concurrency.WaitAsync(cancellationToken);
                sending.Add(SendUntilAcceptedAsync(i, receiver: i + copy, concurrency, cancellationToken));
            }
        }

        await Task.WhenAll(sending);
    }

    private async Task SendUntilAcceptedAsync(int number, int receiver, SemaphoreSlim concurrency, CancellationToken cancellationToken)
    {
        try
        {
            for (var attempt = 0; !await TrySendAsync(_receivers[(receiver + attempt) % 2], Deliveries.Rated($"d{number}", attempts: attempt)); attempt++)
            {
                await Task.Delay(RetryAfter, cancellationToken);
            }
        }
        finally
        {
            concurrency.Release();
        }
    }

    private static async Task<bool> TrySendAsync(ReceiverProcess receiver, string body)
    {
        try
        {
            return await receiver.Client.PostAsync(body) == 200;
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException or InvalidOperationException or OperationCanceledException)
        {
            return false; // The receiver was killed.
        }
    }

    private async Task CheckClocksAsync()
    {
        if (clockDifference != TimeSpan.Zero)
        {
            (await _receivers[0].ReadClockAsync() - await _receivers[1].ReadClockAsync()).Should().BeCloseTo(clockDifference, ClockTolerance);
        }
    }

    private Task<long> CountEffectsAsync() => database.CountAsync($"SELECT count(*) FROM {schema}.effects");

    private Task<long> CountHandledAsync() => database.CountAsync($"SELECT count(DISTINCT id) FROM {schema}.effects");

    private Task<ReceiverProcess> StartAsync(int index, bool isClockRight = false) =>
        ReceiverProcess.StartAsync(database.ConnectionString, schema, mode, index == 0 && !isClockRight ? clockDifference : TimeSpan.Zero);
}
