using System.Diagnostics;

namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

/// <summary>A process of the app HelpCrunch.Webhooks.Sdk.StoreApp, which can be killed and started again at the same address.</summary>
internal sealed class StoreAppProcess(string store, string connection, TimeSpan clockDifference, TimeSpan handlerTimeout, TimeSpan storeTimeout) : IAsyncDisposable
{
    /// <summary>The published app, for example as native code.</summary>
    private static readonly string? Published = Environment.GetEnvironmentVariable("STORE_TESTS_APP");

    private static readonly TimeSpan LongTimeout = TimeSpan.FromMinutes(1);

    private readonly int _port = ServerProcess.FreePort();
    private Process? _process;

    public Uri Address => new($"http://127.0.0.1:{_port}/");

    /// <param name="clockDifference">By how much the clock of the process differs from that of the machine.</param>
    /// <param name="handlerTimeout">By default, longer than a busy machine needs.</param>
    /// <param name="storeTimeout">By default, longer than a busy machine needs.</param>
    public static async Task<StoreAppProcess> StartAsync(
        string store, string connection, TimeSpan clockDifference = default, TimeSpan? handlerTimeout = null, TimeSpan? storeTimeout = null)
    {
        var app = new StoreAppProcess(store, connection, clockDifference, handlerTimeout ?? LongTimeout, storeTimeout ?? LongTimeout);
        await app.StartAsync();
        return app;
    }

    public async Task StartAsync()
    {
        string[] command = Published is not null ? [Published] : ["dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "HelpCrunch.Webhooks.Sdk.StoreApp.dll")];
        var start = new ProcessStartInfo(command[0], [.. command[1..], store, connection, $"{_port}", $"{handlerTimeout}", $"{storeTimeout}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        OtherClock.ApplyTo(start, clockDifference);
        _process = Process.Start(start)!;
        if (await _process.StandardOutput.ReadLineAsync() != "started")
        {
            throw new InvalidOperationException($"The app did not start: {await _process.StandardError.ReadToEndAsync()}");
        }
    }

    /// <summary>As <c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        if (clockDifference != TimeSpan.Zero)
        {
            OtherClock.CleanUp(_process.Id);
        }

        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
        }
    }
}
