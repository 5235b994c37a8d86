using HelpCrunch.Webhooks.Sdk.PostgreSql;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NpgsqlTypes;

namespace HelpCrunch.Webhooks.Sdk.LoadGenerator;

/// <summary>PostgreSQL. The SQL is read from the store, so that it is always the same.</summary>
internal sealed class PostgreSqlTarget(ServiceProvider services, NpgsqlDataSource dataSource, string claim, string complete) : StoreTarget("PostgreSQL", services)
{
    public static async Task<StoreTarget> CreateAsync(string connection)
    {
        var dataSource = NpgsqlDataSource.Create(connection);
        await using (var schema = dataSource.CreateCommand(PostgreSqlStoreSchema.Sql()))
        {
            await schema.ExecuteNonQueryAsync();
        }

        var collection = new ServiceCollection();
        collection.AddSingleton(dataSource).AddHelpCrunchWebhooks().AddPostgreSqlStore();
        var services = collection.BuildServiceProvider();
        var statements = services.GetRequiredService(collection.Single(service => service.ServiceType.Name == "PostgreSqlStatements").ServiceType);
        return new PostgreSqlTarget(services, dataSource, Read("Claim"), Read("Complete"));

        string Read(string property) => (string)statements.GetType().GetProperty(property)!.GetValue(statements)!;
    }

    public override async Task ClaimAndCompleteAsync(string id, long token)
    {
        await using (var command = Command(claim, id, token, ExpiresAfter))
        {
            await using var reader = await command.ExecuteReaderAsync();
            if (!await reader.ReadAsync() || !reader.GetBoolean(0))
            {
                throw new InvalidOperationException("The delivery is not claimed.");
            }
        }

        await using var completion = Command(complete, id, token, RememberFor);
        await completion.ExecuteNonQueryAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await dataSource.DisposeAsync();
    }

    private NpgsqlCommand Command(string sql, string id, long token, TimeSpan time)
    {
        var command = dataSource.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"/{id}", NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = token });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = time, NpgsqlDbType = NpgsqlDbType.Interval });
        return command;
    }
}
