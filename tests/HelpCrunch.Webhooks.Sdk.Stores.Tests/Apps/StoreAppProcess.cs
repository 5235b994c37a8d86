using System.Diagnostics;

namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

/// <summary>A process of the app HelpCrunch.Webhooks.Sdk.StoreApp, which can be killed and started again at the same address.</summary>
internal sealed class StoreAppProcess(string store, string connection) : IAsyncDisposable
{
    /// <summary>The published app, for example as native code.</summary>
    private static readonly string? Published = Environment.GetEnvironmentVariable("STORE_TESTS_APP");

    private readonly int _port = ServerProcess.FreePort();
    private Process? _process;

    public Uri Address => new($"http://127.0.0.1:{_port}/");

    public static async Task<StoreAppProcess> StartAsync(string store, string connection)
    {
        var app = new StoreAppProcess(store, connection);
        await app.StartAsync();
        return app;
    }

    public async Task StartAsync()
    {
        string[] command = Published is not null ? [Published] : ["dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "HelpCrunch.Webhooks.Sdk.StoreApp.dll")];
        _process = Process.Start(new ProcessStartInfo(command[0], [.. command[1..], store, connection, $"{_port}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
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
        _process.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
        }
    }
}
