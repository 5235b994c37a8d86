using System.Diagnostics;
using HelpCrunch.Webhooks.Sdk;
using HelpCrunch.Webhooks.Sdk.Wolverine.Tests;
using JasperFx;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Wolverine;
using Wolverine.Postgresql;

// CONNECTION SCHEMA MODE: a receiver in a separate process. It writes its address. Its handler inserts the id of each event into the table
// effects: by itself (insert), with a DbContext in the transaction of the delivery (transaction), or when the test lets it run (wait). Or it
// fails (fail), or it ends the process after the effect (end). CONNECTION SCHEMA codegen …: the command of Wolverine that generates code.
var (connectionString, schema, mode) = (args[0], args[1], args[2]);
if (mode == CodeGenerationTests.Command)
{
    await using var app = Receiver.Create(
        wolverine => wolverine.UseHelpCrunchWebhooks().PersistMessagesWithPostgresql(connectionString, schema),
        webhooks => webhooks.AddWolverineInbox().AddHandler<ChatRatedEvent>((_, _) => Task.CompletedTask));
    Environment.ExitCode = await app.RunJasperFxCommands(args[2..]);
    return;
}

await using var dataSource = NpgsqlDataSource.Create(connectionString);
var handlersRun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
await using var receiver = mode == ReceiverProcess.InTransaction
    ? await Receiver.StartAsync(
        connectionString,
        schema,
        webhooks => webhooks.AddHandler<ChatRatedEvent, EffectsContext>(SaveAsync),
        options => options.UseDbContext<EffectsContext>(),
        engine: wolverine => wolverine.UseEffectsContext(connectionString, schema))
    : await Receiver.StartAsync(connectionString, schema, webhooks => webhooks.AddHandler<ChatRatedEvent>(mode switch
    {
        ReceiverProcess.Waiting => InsertLaterAsync,
        ReceiverProcess.Ending => InsertAndEndAsync,
        ReceiverProcess.Failing => (_, _) => throw new FormatException(),
        _ => InsertAsync,
    }));
Console.WriteLine(receiver.Client.BaseAddress);
while (await Console.In.ReadLineAsync() is { } command)
{
    if (command == ReceiverProcess.RunHandlers)
    {
        handlersRun.SetResult();
    }

    Console.WriteLine(ReceiverMemory.Measure());
}

async Task InsertLaterAsync(ChatRatedEvent rated, CancellationToken cancellationToken)
{
    await handlersRun.Task;
    await InsertAsync(rated, cancellationToken);
}

async Task InsertAndEndAsync(ChatRatedEvent rated, CancellationToken cancellationToken)
{
    await InsertAsync(rated, cancellationToken);
    Process.GetCurrentProcess().Kill(); // As a stack overflow does.
}

async Task InsertAsync(ChatRatedEvent rated, CancellationToken cancellationToken)
{
    await Task.Delay(TimeSpan.FromMilliseconds(mode == ReceiverProcess.Waiting ? 0 : 30), cancellationToken);
    await using var insert = dataSource.CreateCommand($"INSERT INTO {schema}.effects (id) VALUES ($1)");
    insert.Parameters.Add(new() { Value = rated.Id });
    await insert.ExecuteNonQueryAsync(cancellationToken);
}

// The delay is after the effect, so that most kills are between the effect and the mark that the delivery is handled.
static async Task SaveAsync(ChatRatedEvent rated, EffectsContext context, CancellationToken cancellationToken)
{
    await EffectsContext.SaveAsync(rated, context, cancellationToken);
    await Task.Delay(TimeSpan.FromMilliseconds(30), cancellationToken);
}
