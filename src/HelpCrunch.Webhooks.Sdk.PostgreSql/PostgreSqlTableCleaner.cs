using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace HelpCrunch.Webhooks.Sdk.PostgreSql;

/// <summary>Deletes expired rows, in batches: when the app starts, and then regularly. It creates the table if it is missing.</summary>
internal sealed class PostgreSqlTableCleaner(
    NpgsqlDataSource dataSource,
    PostgreSqlTable table,
    PostgreSqlStatements statements,
    PostgreSqlStoreOptions options,
    TimeProvider timeProvider,
    ILogger<PostgreSqlTableCleaner> logger) : BackgroundService
{
    private const int BatchSize = 5_000;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.CleanEvery == Timeout.InfiniteTimeSpan)
        {
            return;
        }

        using var timer = new PeriodicTimer(options.CleanEvery, timeProvider);
        try
        {
            do
            {
                await TryCleanAsync(stoppingToken).ConfigureAwait(false);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The app shuts down. A canceled statement can throw another exception than OperationCanceledException.
        }
    }

    private async Task TryCleanAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await CleanBatchAsync(cancellationToken).ConfigureAwait(false) == BatchSize)
            {
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // An exception would stop the host. The endpoint reports a database that is not available.
            logger.CleaningFailed(exception, options.Table, options.CleanEvery);
        }
    }

    private async Task<int> CleanBatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ExecuteAsync().ConfigureAwait(false);
        }
        catch (PostgresException exception) when (table.IsMissing(exception))
        {
            await table.CreateAsync(cancellationToken).ConfigureAwait(false);
            return 0;
        }

        async Task<int> ExecuteAsync()
        {
            var command = dataSource.CreateCommand(statements.Clean);
            await using (command.ConfigureAwait(false))
            {
                command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = BatchSize });
                return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
