using Npgsql;

namespace HelpCrunch.Webhooks.Sdk.PostgreSql;

/// <summary>The table of the deliveries. It is created when a statement finds that it is missing.</summary>
internal sealed class PostgreSqlTable(NpgsqlDataSource dataSource, PostgreSqlStoreOptions options)
{
    /// <summary>The key of the advisory lock: "HelpCrun" in ASCII.</summary>
    private const long LockKey = 0x48656C704372756E;

    public bool IsMissing(PostgresException exception) => options.CreateTable && exception.SqlState == PostgresErrorCodes.UndefinedTable;

    /// <summary>Creates the table. The lock is for processes that start at the same time: IF NOT EXISTS does not prevent that one of them fails.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                await ExecuteAsync($"SELECT pg_advisory_xact_lock({LockKey})").ConfigureAwait(false);
                await ExecuteAsync(PostgreSqlStoreSchema.Sql(options.Table)).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            }

            async Task ExecuteAsync(string sql)
            {
                var command = new NpgsqlCommand(sql, connection, transaction);
                await using (command.ConfigureAwait(false))
                {
                    await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }
}
