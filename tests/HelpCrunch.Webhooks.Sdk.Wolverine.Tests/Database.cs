using System.Diagnostics;
using Npgsql;

namespace HelpCrunch.Webhooks.Sdk.Wolverine.Tests;

/// <summary>Queries the tables of Wolverine and of the tests.</summary>
internal static class Database
{
    public static async Task<long> CountAsync(this NpgsqlDataSource dataSource, string query)
    {
        await using var command = dataSource.CreateCommand(query);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public static async Task ExecuteAsync(this NpgsqlDataSource dataSource, string sql)
    {
        await using var command = dataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Waits until a query returns a number. Only the database tells when another process has done its work.</summary>
    public static async Task<TimeSpan> WaitForAsync(this NpgsqlDataSource dataSource, string query, long expected, TimeSpan limit)
    {
        var start = Stopwatch.GetTimestamp();
        long count;
        while ((count = await dataSource.CountAsync(query)) != expected && Stopwatch.GetElapsedTime(start) < limit)
        {
            await Task.Delay(100);
        }

        count.Should().Be(expected, "'{0}' was to return it within {1}", query, limit);
        return Stopwatch.GetElapsedTime(start);
    }

    public static string Waiting(string schema) => $"SELECT count(*) FROM {schema}.wolverine_incoming_envelopes WHERE status <> 'Handled'";

    public static string Dead(string schema) => $"SELECT count(*) FROM {schema}.wolverine_dead_letters";
}
