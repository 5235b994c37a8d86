using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

/// <summary>
/// A server for these tests: on a free port of the loopback interface, with its data in a temporary folder. A shell script runs it, gets
/// commands on standard input, and stops it when standard input ends. So the server ends with the tests, even if they are killed.
/// </summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process) => _process = process;

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts a script with a new folder and the arguments. The folder is owned by the user, who runs the script if the tests run as root.</summary>
    public static async Task<ServerProcess> StartAsync(string script, string user, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("helpcrunch-server-").FullName;
        var text = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Servers", script));
        string[] command = ["sh", "-c", text, script, folder, .. arguments];
        if (Environment.IsPrivilegedProcess)
        {
            using var chown = Process.Start("chown", [$"{user}:", folder]);
            await chown.WaitForExitAsync();
            command = ["setpriv", $"--reuid={user}", $"--regid={user}", "--init-groups", "--", .. command];
        }

        var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        })!;
        var server = new ServerProcess(process);
        await server.ReadDoneAsync();
        return server;
    }

    /// <summary>Runs a command of the script.</summary>
    public async Task RunAsync(string command)
    {
        await _process.StandardInput.WriteLineAsync(command);
        await _process.StandardInput.FlushAsync();
        await ReadDoneAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task ReadDoneAsync()
    {
        if (await _process.StandardOutput.ReadLineAsync() != "done")
        {
            throw new InvalidOperationException($"The server failed: {await _process.StandardError.ReadToEndAsync()}");
        }
    }
}
