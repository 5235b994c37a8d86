using StackExchange.Redis;

namespace HelpCrunch.Webhooks.Sdk.Redis;

/// <summary>
/// The connection that the store makes from a connection string, at the first operation, so that an app can start while Redis is not
/// available.
/// </summary>
internal sealed class RedisConnection : IDisposable, IAsyncDisposable
{
    private readonly object _lock = new();
    private readonly Func<Task<IConnectionMultiplexer>> _connect;
    private readonly bool _isOwned;
    private Task<IConnectionMultiplexer>? _connection;
    private bool _isDisposed;

    private RedisConnection(Func<Task<IConnectionMultiplexer>> connect, bool isOwned)
    {
        _connect = connect;
        _isOwned = isOwned;
    }

    /// <summary>A connection of the app, which the app disposes.</summary>
    public static RedisConnection From(IConnectionMultiplexer multiplexer)
    {
        var connection = Task.FromResult(multiplexer);
        return new RedisConnection(() => connection, isOwned: false);
    }

    public static RedisConnection From(string configuration)
    {
        var options = ConfigurationOptions.Parse(configuration);
        options.AbortOnConnectFail = false; // Connects later if Redis is not available now.
        options.BacklogPolicy = BacklogPolicy.FailFast; // The default waits for the connection. The endpoint responds with 503 instead.
        return new RedisConnection(async () => await ConnectionMultiplexer.ConnectAsync(options).ConfigureAwait(false), isOwned: true);
    }

    public async ValueTask<IDatabase> GetDatabaseAsync(CancellationToken cancellationToken)
    {
        var multiplexer = await ConnectAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        return multiplexer.GetDatabase();
    }

    public void Dispose()
    {
        // A connection that is not made yet is disposed as soon as it is made. Otherwise, it would try to connect forever.
        Take()?.ContinueWith(
            static connection => connection.Result.Dispose(),
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    public async ValueTask DisposeAsync()
    {
        if (Take() is { } connection)
        {
            await ((Task)connection).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (connection.IsCompletedSuccessfully)
            {
                await connection.Result.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private Task<IConnectionMultiplexer> ConnectAsync()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_connection is null or { IsFaulted: true } or { IsCanceled: true })
            {
                _connection = _connect();
            }

            return _connection;
        }
    }

    private Task<IConnectionMultiplexer>? Take()
    {
        lock (_lock)
        {
            _isDisposed = true;
            return _isOwned ? _connection : null;
        }
    }
}
