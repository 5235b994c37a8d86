using System.Diagnostics;
using HelpCrunch.Webhooks.Sdk.Stores.Tests;

namespace HelpCrunch.Webhooks.Sdk.Wolverine.Tests;

/// <summary>A receiver in another process: see Program.cs.</summary>
internal sealed class ReceiverProcess : IDisposable
{
    public const string Inserting = "insert";
    public const string InTransaction = "transaction";
    public const string Waiting = "wait";
    public const string Failing = "fail";
    public const string Ending = "end";
    public const string RunHandlers = "run-handlers";

    private readonly Process _process;
    private readonly bool _hasOtherClock;

    private ReceiverProcess(Process process, bool hasOtherClock, Uri address)
    {
        _process = process;
        _hasOtherClock = hasOtherClock;
        Client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
    }

    public HttpClient Client { get; }

    /// <param name="clockDifference">By how much the clock of the process differs from that of the machine.</param>
    public static async Task<ReceiverProcess> StartAsync(string connectionString, string schema, string mode, TimeSpan clockDifference = default)
    {
        var start = CreateStart(connectionString, schema, mode);
        OtherClock.ApplyTo(start, clockDifference);
        var process = Process.Start(start)!;
        return await process.StandardOutput.ReadLineAsync() is { } address
            ? new ReceiverProcess(process, clockDifference != TimeSpan.Zero, new Uri(address))
            : throw new InvalidOperationException("The receiver did not start.");
    }

    /// <summary>Runs a receiver until it ends by itself. It can end before it writes its address.</summary>
    public static async Task RunUntilExitAsync(string connectionString, string schema, string mode, TimeSpan limit)
    {
        using var process = Process.Start(CreateStart(connectionString, schema, mode))!;
        try
        {
            await process.StandardOutput.ReadToEndAsync().WaitAsync(limit);
            await process.WaitForExitAsync().WaitAsync(limit);
        }
        finally
        {
            process.Kill();
        }
    }

    /// <summary>The time in a response of the receiver, which is that of its clock.</summary>
    public async Task<DateTimeOffset> ReadClockAsync()
    {
        using var response = await Client.GetAsync(Client.BaseAddress);
        return response.Headers.Date!.Value;
    }

    public Task<ReceiverMemory> GetMemoryAsync() => SendAsync("memory");

    /// <summary>Lets the handlers run that have waited so far.</summary>
    public Task RunHandlersAsync() => SendAsync(RunHandlers);

    public Task WaitForExitAsync() => _process.WaitForExitAsync();

    /// <summary>Ends the process at once, as kill -9 does.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            Kill();
        }

        if (_hasOtherClock)
        {
            OtherClock.CleanUp(_process.Id);
        }

        _process.Dispose();
    }

    private static ProcessStartInfo CreateStart(string connectionString, string schema, string mode) =>
        new("dotnet", [typeof(ReceiverProcess).Assembly.Location, connectionString, schema, mode])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };

    private async Task<ReceiverMemory> SendAsync(string command)
    {
        await _process.StandardInput.WriteLineAsync(command);
        await _process.StandardInput.FlushAsync();
        return ReceiverMemory.Parse(await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The receiver has ended."));
    }
}
