namespace HelpCrunch.Webhooks.Sdk.PostgreSql;

/// <summary>The table that <c>AddPostgreSqlStore</c> needs.</summary>
public static class PostgreSqlStoreSchema
{
    internal const string DefaultTable = "helpcrunch_deliveries";

    /// <summary>
    /// Gets the SQL that creates the table and its index, for your migrations. It can run again: a table that exists is not changed.
    /// </summary>
    /// <param name="table">The table, as in <see cref="PostgreSqlStoreOptions.Table"/>.</param>
    /// <returns>The SQL statements.</returns>
    /// <exception cref="ArgumentException"><paramref name="table"/> is not a valid table name.</exception>
    public static string Sql(string table = DefaultTable)
    {
        if (!PostgreSqlTableName.IsValid(table))
        {
            throw new ArgumentException($"The table '{table}' is not valid. {PostgreSqlTableName.Rule}", nameof(table));
        }

        // COLLATE "C": ids are compared by their bytes, not by the collation of the database.
        return $"""
            CREATE TABLE IF NOT EXISTS {PostgreSqlTableName.Quote(table)} (
                id text COLLATE "C" PRIMARY KEY,
                token bigint NOT NULL,
                completed boolean NOT NULL,
                expires_at timestamptz NOT NULL,
                handlers text,
                handlers_expire_at timestamptz
            );
            CREATE INDEX IF NOT EXISTS {PostgreSqlTableName.QuoteIndex(table)} ON {PostgreSqlTableName.Quote(table)} (expires_at);
            """;
    }
}
