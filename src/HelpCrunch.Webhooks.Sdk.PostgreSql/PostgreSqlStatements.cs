namespace HelpCrunch.Webhooks.Sdk.PostgreSql;

/// <summary>
/// The SQL of the store. A row is a claim until it is completed. All times are those of the database, because the clocks of the processes
/// can differ. Parameters have positions, because Npgsql would have to rewrite names for each command.
/// </summary>
internal sealed class PostgreSqlStatements(string table)
{
    private readonly string _table = PostgreSqlTableName.Quote(table);

    /// <summary>
    /// Claims the delivery $1 with the token $2 for the time $3. Returns true and the completed handlers, or false if the delivery is
    /// completed, or no row if another caller has the claim. One statement, so one caller wins, in one round trip. The second SELECT sees
    /// the table as it was when the statement started. If another caller changes the row meanwhile, the result is empty, and the endpoint
    /// tries again.
    /// </summary>
    public string Claim => $"""
        WITH claim AS (
            INSERT INTO {_table} AS delivery (id, token, completed, expires_at) VALUES ($1, $2, false, now() + $3)
            ON CONFLICT (id) DO UPDATE SET token = excluded.token, completed = false, expires_at = excluded.expires_at
            WHERE delivery.expires_at <= now() OR (delivery.token = excluded.token AND NOT delivery.completed)
            RETURNING CASE WHEN handlers_expire_at > now() THEN handlers END AS handlers
        )
        SELECT true, handlers FROM claim
        UNION ALL
        SELECT false, NULL FROM {_table} WHERE id = $1 AND completed AND expires_at > now()
        """;

    /// <summary>Completes the delivery $1 for the time $3, even if another caller has the claim, because its handlers have succeeded.</summary>
    public string Complete => $"""
        INSERT INTO {_table} (id, token, completed, expires_at) VALUES ($1, $2, true, now() + $3)
        ON CONFLICT (id) DO UPDATE SET completed = true, expires_at = excluded.expires_at, handlers = NULL, handlers_expire_at = NULL
        """;

    /// <summary>Completes the delivery $1 for the time $3 only if the claim of the token $2 has not been replaced, completed, or deleted.</summary>
    public string CompleteClaim => $"""
        UPDATE {_table} SET completed = true, expires_at = now() + $3, handlers = NULL, handlers_expire_at = NULL
        WHERE id = $1 AND token = $2 AND NOT completed
        """;

    /// <summary>Releases the claim of the delivery $1 with the token $2, and remembers the handlers $4 for the time $3. Null keeps those of earlier attempts.</summary>
    public string Abandon => $"""
        UPDATE {_table} SET expires_at = '-infinity', handlers = coalesce($4, handlers),
            handlers_expire_at = CASE WHEN $4 IS NULL THEN handlers_expire_at ELSE now() + $3 END
        WHERE id = $1 AND token = $2 AND NOT completed
        """;

    /// <summary>
    /// Deletes at most $1 expired rows. Several processes can run it at the same time: locked rows are skipped, and a claim waits only for
    /// the batch that deletes its row.
    /// </summary>
    public string Clean => $"""
        DELETE FROM {_table} WHERE ctid = ANY (ARRAY(
            SELECT ctid FROM {_table} WHERE expires_at <= now() AND (handlers_expire_at IS NULL OR handlers_expire_at <= now())
            ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED))
        """;
}
