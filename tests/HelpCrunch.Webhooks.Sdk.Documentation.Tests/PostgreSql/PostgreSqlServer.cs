using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>
/// A PostgreSQL server for these tests: on a free port of the loopback interface, with its data in a temporary folder. It needs the Debian
/// package <c>postgresql</c>, and it ends with the tests.
/// </summary>
public sealed class PostgreSqlServer : IAsyncLifetime
{
    private static readonly string? Programs = FindPrograms();

    private Process? _process;
    private NpgsqlDataSource? _dataSource;

    public static bool IsInstalled => Programs is not null;

    public NpgsqlDataSource DataSource => _dataSource ?? throw new InvalidOperationException("The server has not started.");

    public async Task InitializeAsync()
    {
        if (Programs is null)
        {
            return; // The tests are skipped.
        }

        var folder = Directory.CreateTempSubdirectory("helpcrunch-postgresql-").FullName;
        var port = FreePort();
        var script = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "PostgreSql", "postgresql.sh"));
        string[] command = ["sh", "-c", script, "postgresql.sh", Programs, folder, $"{port}"];
        if (Environment.IsPrivilegedProcess)
        {
            // PostgreSQL does not run as root. The package has added this user, which perhaps cannot read the folder of the tests.
            using var chown = Process.Start("chown", ["postgres:", folder]);
            await chown.WaitForExitAsync();
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--", .. command];
        }

        _process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        })!;
        if (await _process.StandardOutput.ReadLineAsync() != "started")
        {
            throw new InvalidOperationException($"PostgreSQL did not start: {await _process.StandardError.ReadToEndAsync()}");
        }

        _dataSource = NpgsqlDataSource.Create($"Host=127.0.0.1;Port={port};Username=postgres;Maximum Pool Size=32");
    }

    public async Task DisposeAsync()
    {
        if (_dataSource is not null)
        {
            await _dataSource.DisposeAsync();
        }

        if (_process is not null)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
    }

    /// <summary>Debian does not put the programs of a server into the path. The newest version is used.</summary>
    private static string? FindPrograms()
    {
        const string Versions = "/usr/lib/postgresql";
        return !Directory.Exists(Versions)
            ? null
            : Directory.EnumerateDirectories(Versions)
                .Where(version => File.Exists(Path.Combine(version, "bin", "initdb")))
                .MaxBy(version => int.TryParse(Path.GetFileName(version), out var number) ? number : 0) is { } newest
                ? Path.Combine(newest, "bin")
                : null;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
