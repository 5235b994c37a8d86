using Npgsql;

namespace DurableReceiver;

/// <summary>Creates the table of the handler before deliveries arrive. An app does this in a migration.</summary>
internal sealed class RatingsTable(NpgsqlDataSource database) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Several processes start at the same time, and CREATE TABLE IF NOT EXISTS alone can fail then.
        await using var command = database.CreateCommand("""
            DO $$ BEGIN
                PERFORM pg_advisory_xact_lock(743);
                CREATE TABLE IF NOT EXISTS ratings (event_id text PRIMARY KEY, chat_id bigint NOT NULL, rating text NOT NULL, process text NOT NULL, runs int NOT NULL);
            END $$
            """);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
