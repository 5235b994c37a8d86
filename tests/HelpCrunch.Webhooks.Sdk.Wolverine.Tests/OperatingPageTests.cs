using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using HelpCrunch.Webhooks.Sdk.PostgreSql;
using HelpCrunch.Webhooks.Sdk.Stores.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.Wolverine.Tests;

/// <summary>The SQL of docs/operating.md runs on the tables of Wolverine and of the store, and shows what the page says.</summary>
public sealed partial class OperatingPageTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly string Page = File.ReadAllText(Path.Combine(
        typeof(OperatingPageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ProjectDirectory").Value!,
        "../../docs/operating.md"));

    [PostgreSqlFact]
    public async Task Sql_OfThePage_RunsAndShowsWhatWaits()
    {
        var attempts = new ConcurrentDictionary<string, int>();
        await using var receiver = await Receiver.StartAsync(
            server.ConnectionString,
            "wolverine",
            webhooks => webhooks.AddHandler<ChatRatedEvent>((rated, _) => attempts.AddOrUpdate(rated.Id, 1, (_, count) => count + 1) == 1 || rated.Id == "waits"
                ? throw new FormatException()
                : Task.CompletedTask),
            options =>
            {
                options.RetryDelays.Clear();
                options.RetryDelays.Add(TimeSpan.FromMilliseconds(50));
                options.RetryDelays.Add(TimeSpan.FromHours(1));
            });
        (await receiver.Client.PostAsync(Deliveries.Rated("handled"))).Should().Be(200);
        (await receiver.Client.PostAsync(Deliveries.Rated("waits"))).Should().Be(200);
        await server.DataSource.WaitForAsync("SELECT count(*) FROM wolverine.wolverine_incoming_envelopes WHERE status = 'Handled'", 1, Limit);
        await server.DataSource.WaitForAsync("SELECT count(*) FROM wolverine.wolverine_incoming_envelopes WHERE execution_time > now() + interval '30 minutes'", 1, Limit);
        await server.DataSource.WaitForAsync("SELECT count(*) FROM wolverine.wolverine_node_assignments WHERE id ~ '^(wolverinedb://|wolverine://leader/)'", 2, Limit);
        string[] blocks = [.. Blocks().Matches(Page).Select(match => match.Groups[1].Value)];
        string[] queries = [.. Queries().Matches(Page).Select(match => match.Groups[1].Value)];
        blocks.Should().HaveCount(13);
        queries.Should().HaveCount(4);

        var assignments = await ReadIdsAsync(blocks.Single(sql => sql.Contains("wolverine_node_assignments", StringComparison.Ordinal)));
        assignments.Should().ContainSingle(id => id.StartsWith("wolverinedb://", StringComparison.Ordinal))
            .And.ContainSingle(id => id.StartsWith("wolverine://leader/", StringComparison.Ordinal));
        (await ReadAsync(blocks.Single(sql => sql.Contains("next_attempt", StringComparison.Ordinal)))).Should().BeEquivalentTo<(string, long, bool)>([("Handled", 1, false), ("Scheduled", 1, true)]);

        var deleteClaim = blocks.Single(sql => sql.Contains("wolverine_deduplication_hashed", StringComparison.Ordinal));
        await server.DataSource.ExecuteAsync(deleteClaim.Replace("252041ed-62a7-4303-81f9-842ec6e8d18f", "handled", StringComparison.Ordinal));
        (await receiver.Client.PostAsync(Deliveries.Rated("handled", attempts: 1))).Should().Be(200);
        await server.DataSource.WaitForAsync("SELECT count(*) FROM wolverine.wolverine_incoming_envelopes WHERE status = 'Handled'", 2, Limit);
        attempts["handled"].Should().Be(3);

        (await receiver.Client.PostAsync("""{"event":"chat.rated","id":"unreadable","eventData":"a text"}""")).Should().Be(200);
        await server.DataSource.WaitForAsync(Database.Dead("wolverine"), 1, Limit);
        await using (var replay = server.DataSource.CreateCommand(blocks.First(sql => sql.Contains("replayable = true", StringComparison.Ordinal))))
        {
            (await replay.ExecuteNonQueryAsync()).Should().Be(1);
        }

        await server.DataSource.ExecuteAsync(PostgreSqlStoreSchema.Sql());
        foreach (var sql in blocks.Concat(queries))
        {
            await server.DataSource.ExecuteAsync(sql);
        }
    }

    private async Task<List<(string Status, long Count, bool HasNextAttempt)>> ReadAsync(string sql)
    {
        List<(string, long, bool)> rows = [];
        await using var command = server.DataSource.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add((reader.GetString(0), reader.GetInt64(1), !await reader.IsDBNullAsync(2)));
        }

        return rows;
    }

    private async Task<List<string>> ReadIdsAsync(string sql)
    {
        List<string> ids = [];
        await using var command = server.DataSource.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            ids.Add(reader.GetString(0));
        }

        return ids;
    }

    [GeneratedRegex("^```sql\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"^\| `(SELECT [^`]*)` \|", RegexOptions.Multiline)]
    private static partial Regex Queries();
}
