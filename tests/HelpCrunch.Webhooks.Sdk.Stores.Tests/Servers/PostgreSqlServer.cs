using System.Diagnostics;
using Npgsql;

namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

/// <summary>A PostgreSQL server. It needs the Debian package <c>postgresql</c>.</summary>
public sealed class PostgreSqlServer : IAsyncLifetime
{
    private const string LongTimeouts = ";Timeout=300;Command Timeout=300";

    private static readonly string? Programs = FindPrograms();

    private int _port = ServerProcess.FreePort();
    private int _replicaPort;
    private ServerProcess? _process;
    private NpgsqlDataSource? _dataSource;

    public static bool IsInstalled => Programs is not null;

    /// <summary>Without statements that Npgsql prepares, as in an app that does not set <c>Max Auto Prepare</c>.</summary>
    public string ConnectionString => $"Host=127.0.0.1;Port={_port};Username=postgres;Maximum Pool Size=32";

    /// <summary>With timeouts that a busy machine does not reach.</summary>
    public NpgsqlDataSource DataSource => _dataSource ?? throw new InvalidOperationException("The server has not started.");

    public async Task InitializeAsync()
    {
        if (Programs is not null) // Otherwise, the tests are skipped.
        {
            _process = await ServerProcess.StartAsync("postgresql.sh", user: "postgres", Programs, $"{_port}"); // PostgreSQL does not run as root.
            _dataSource = NpgsqlDataSource.Create(ConnectionString + LongTimeouts);
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

    /// <summary>Starts a replica, to which each commit is sent.</summary>
    /// <param name="isSynchronous">Whether a commit waits until the replica has it.</param>
    /// <returns>A connection string with both hosts.</returns>
    public async Task<string> ReplicateAsync(bool isSynchronous)
    {
        _replicaPort = ServerProcess.FreePort();
        await RunAsync($"replicate {_replicaPort}");
        if (isSynchronous)
        {
            await ExecuteAsync("ALTER SYSTEM SET synchronous_standby_names = '*'");
            await ExecuteAsync("SELECT pg_reload_conf()");
        }

        await WaitForAsync($"SELECT EXISTS (SELECT FROM pg_stat_replication WHERE state = 'streaming' AND sync_state = '{(isSynchronous ? "sync" : "async")}')", "the replica follows");
        return $"Host=127.0.0.1:{_port},127.0.0.1:{_replicaPort};Username=postgres;Maximum Pool Size=32";
    }

    /// <summary>Ends the replication when the replica has all commits so far. It does not get later ones.</summary>
    public async Task DisconnectReplicaAsync()
    {
        await WaitForAsync("SELECT coalesce(bool_and(replay_lsn >= pg_current_wal_lsn()), false) FROM pg_stat_replication", "the replica catches up");
        foreach (var sql in (string[])["ALTER SYSTEM SET primary_conninfo = ''", "SELECT pg_reload_conf()"])
        {
            await using var replica = NpgsqlDataSource.Create($"Host=127.0.0.1;Port={_replicaPort};Username=postgres;Pooling=false");
            await using var command = replica.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }

        await WaitForAsync("SELECT NOT EXISTS (SELECT FROM pg_stat_replication)", "the replica ends the replication");
    }

    /// <summary>Makes the replica the primary. The old one must have ended.</summary>
    public async Task PromoteAsync()
    {
        await RunAsync("promote");
        _port = _replicaPort;
        await DataSource.DisposeAsync();
        _dataSource = NpgsqlDataSource.Create(ConnectionString + LongTimeouts);
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var dataSource = NpgsqlDataSource.Create(ConnectionString + ";Pooling=false" + LongTimeouts); // Pooled connections can be those of a killed server.
        await using var command = dataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> QueryAsync<T>(string sql)
    {
        await using var dataSource = NpgsqlDataSource.Create(ConnectionString + ";Pooling=false" + LongTimeouts);
        await using var command = dataSource.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Waits until a statement waits for a lock of another transaction.</summary>
    public Task WaitForBlockedStatementAsync() => WaitForAsync("SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock')", "a statement waits for a lock");

    /// <summary>Waits until a query returns true.</summary>
    public async Task WaitForAsync(string sql, string because)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await QueryAsync<bool>(sql))
        {
            Stopwatch.GetElapsedTime(start).Should().BeLessThan(TimeSpan.FromMinutes(3), because);
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
