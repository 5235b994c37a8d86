using StackExchange.Redis;

namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

/// <summary>A Redis server with an append-only file. It needs the Debian package <c>redis-server</c>.</summary>
public sealed class RedisServer : IAsyncLifetime
{
    private readonly int _port = ServerProcess.FreePort();
    private ServerProcess? _process;

    public static bool IsInstalled { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "redis-server")));

    public string Configuration => $"127.0.0.1:{_port}";

    /// <summary>With timeouts that a busy machine does not reach.</summary>
    public string LongTimeoutConfiguration => $"{Configuration},connectTimeout=120000,syncTimeout=120000,asyncTimeout=120000";

    public async Task InitializeAsync()
    {
        if (IsInstalled) // Otherwise, the tests are skipped.
        {
            _process = await ServerProcess.StartAsync("redis.sh", user: "redis", $"{_port}");
        }
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }

    /// <summary>Starts, stops, kills, freezes, or resumes the server.</summary>
    public Task RunAsync(string command) => _process!.RunAsync(command);

    /// <summary>Connects a client that may also change settings of the server and read its statistics.</summary>
    public async Task<ConnectionMultiplexer> ConnectAsync() => await ConnectionMultiplexer.ConnectAsync($"{LongTimeoutConfiguration},allowAdmin=true");
}
