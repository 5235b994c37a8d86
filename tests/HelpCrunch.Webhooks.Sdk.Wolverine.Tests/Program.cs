using HelpCrunch.Webhooks.Sdk.Wolverine.Tests;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

// CONNECTION SCHEMA: a receiver in a separate process, which a test kills. It writes its address, and the id of each handled event to a table.
var (connectionString, schema) = (args[0], args[1]);
await using var dataSource = NpgsqlDataSource.Create(connectionString);
await using var receiver = await Receiver.StartAsync(connectionString, schema, webhooks => webhooks.AddHandler<HelpCrunch.Webhooks.Sdk.ChatRatedEvent>(
    async (rated, cancellationToken) =>
    {
        await Task.Delay(TimeSpan.FromMilliseconds(30), cancellationToken);
        await using var insert = dataSource.CreateCommand($"INSERT INTO {schema}_handled (id) VALUES ($1)");
        insert.Parameters.Add(new() { Value = rated.Id });
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }));
Console.WriteLine(receiver.Client.BaseAddress);
await Console.In.ReadToEndAsync();
