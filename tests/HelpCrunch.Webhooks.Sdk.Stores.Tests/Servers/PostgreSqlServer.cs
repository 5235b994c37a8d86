using System.Diagnostics;
using Npgsql;

namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

/// <summary>A PostgreSQL server. It needs the Debian package <c>postgresql</c>.</summary>
public sealed class PostgreSqlServer : IAsyncLifetime
{
    private static readonly string? Programs = FindPrograms();

    private readonly int _port = ServerProcess.FreePort();
    private ServerProcess? _process;
    private NpgsqlDataSource? _dataSource;

    public static bool IsInstalled => Programs is not null;

    /// <summary>Without statements that Npgsql prepares, as in an app that does not set <c>Max Auto Prepare</c>.</summary>
    public string ConnectionString => $"Host=127.0.0.1;Port={_port};Username=postgres;Maximum Pool Size=32";

    public NpgsqlDataSource DataSource => _dataSource ?? throw new InvalidOperationException("The server has not started.");

    public async Task InitializeAsync()
    {
        if (Programs is not null) // Otherwise, the tests are skipped.
        {
            _process = await ServerProcess.StartAsync("postgresql.sh", user: "postgres", Programs, $"{_port}"); // PostgreSQL does not run as root.
            _dataSource = NpgsqlDataSource.Create(ConnectionString);
        }
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            await DataSource.DisposeAsync();
            await _process.DisposeAsync();
        }
    }

    /// <summary>Starts, stops, kills, freezes, or resumes the server.</summary>
    public Task RunAsync(string command) => _process!.RunAsync(command);

    public async Task ExecuteAsync(string sql)
    {
        await using var dataSource = NpgsqlDataSource.Create(ConnectionString + ";Pooling=false;Command Timeout=300"); // Pooled connections can be those of a killed server.
        await using var command = dataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> QueryAsync<T>(string sql)
    {
        await using var dataSource = NpgsqlDataSource.Create(ConnectionString + ";Pooling=false;Command Timeout=300");
        await using var command = dataSource.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Waits until a statement waits for a lock of another transaction.</summary>
    public async Task WaitForBlockedStatementAsync()
    {
        var start = Stopwatch.GetTimestamp();
        while (!await QueryAsync<bool>("SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock')"))
        {
            Stopwatch.GetElapsedTime(start).Should().BeLessThan(TimeSpan.FromSeconds(60), "a statement waits for a lock");
            await Task.Delay(TimeSpan.FromMilliseconds(20));
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
}
