namespace HelpCrunch.Webhooks.Sdk.PostgreSql;

/// <summary>The options of <c>AddPostgreSqlStore</c>.</summary>
public sealed class PostgreSqlStoreOptions
{
    /// <summary>
    /// The table of the deliveries: its name, or its schema and name separated by a dot. The default is <c>helpcrunch_deliveries</c>. A name
    /// consists of ASCII letters, digits, and underscores. It is case-sensitive. The schema must exist.
    /// </summary>
    public string Table { get; set; } = PostgreSqlStoreSchema.DefaultTable;

    /// <summary>
    /// Whether to create the table when it is missing. The default is true. Set it to false if your migrations run
    /// <see cref="PostgreSqlStoreSchema.Sql"/>.
    /// </summary>
    public bool CreateTable { get; set; } = true;

    /// <summary>
    /// How often each process deletes expired rows. The default is one hour. With <see cref="Timeout.InfiniteTimeSpan"/>, this process does not
    /// delete rows. Expired rows do not affect deduplication, they only use disk space.
    /// </summary>
    public TimeSpan CleanEvery { get; set; } = TimeSpan.FromHours(1);
}
