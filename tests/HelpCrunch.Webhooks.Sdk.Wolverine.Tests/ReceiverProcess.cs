using System.Diagnostics;

namespace HelpCrunch.Webhooks.Sdk.Wolverine.Tests;

/// <summary>A receiver in another process.</summary>
internal sealed class ReceiverProcess : IDisposable
{
    private readonly Process _process;

    private ReceiverProcess(Process process, Uri address)
    {
        _process = process;
        Client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
    }

    public HttpClient Client { get; }

    public static async Task<ReceiverProcess> StartAsync(string connectionString, string schema)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(ReceiverProcess).Assembly.Location, connectionString, schema])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        return await process.StandardOutput.ReadLineAsync() is { } address
            ? new ReceiverProcess(process, new Uri(address))
            : throw new InvalidOperationException("The receiver did not start.");
    }

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

        _process.Dispose();
    }
}
