using Microsoft.Extensions.Logging;

namespace HelpCrunch.Webhooks.Sdk.PostgreSql;

/// <summary>The log messages of the PostgreSQL store. The event ids are stable.</summary>
internal static partial class PostgreSqlStoreLog
{
    [LoggerMessage(1, LogLevel.Warning, "The expired rows of the table {Table} were not deleted. They only use disk space. The next attempt is in {CleanEvery}.")]
    public static partial void CleaningFailed(this ILogger logger, Exception exception, string table, TimeSpan cleanEvery);
}
