using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Wolverine;
using Wolverine.Persistence;
using Wolverine.Postgresql;
using Wolverine.Runtime;
using Wolverine.Transports;

namespace HelpCrunch.Webhooks.Sdk.LoadGenerator;

/// <summary>
/// Kestrel on loopback with three endpoints that put a delivery into Wolverine's inbox: the SDK's, and two bare ones that read the same body
/// and compute the same HMAC. All handlers wait at the same gate, and Wolverine deduplicates all messages.
/// </summary>
internal sealed class InboxServer : IAsyncDisposable
{
    public const string Webhooks = "/webhooks/helpcrunch";
    public const string Published = "/published";
    public const string Stored = "/stored";

    private const string Schema = "helpcrunch_load";
    private const string Queue = "plain";

    private readonly WebApplication _app;
    private readonly NpgsqlDataSource _database;

    private InboxServer(WebApplication app, NpgsqlDataSource database)
    {
        _app = app;
        _database = database;
    }

    public int Port => new Uri(_app.Urls.Single()).Port;

    public HandlerGate Gate => _app.Services.GetRequiredService<HandlerGate>();

    public static async Task<InboxServer> StartAsync(string connection)
    {
        var database = NpgsqlDataSource.Create(connection);
        await ExecuteAsync(database, $"DROP SCHEMA IF EXISTS {Schema} CASCADE");
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Critical); // A console would dominate the measurement.
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["HelpCrunch:SigningKeys:0:Name"] = "2026";
        builder.Configuration["HelpCrunch:SigningKeys:0:Secret"] = "made-up-signing-key";
        builder.Services.AddSingleton<HandlerGate>();
        builder.Services.AddHelpCrunchWebhooks(builder.Configuration.GetSection("HelpCrunch"))
            .AddWolverineInbox()
            .AddHandler<ChatSnoozedEvent, HandlerGate>((_, gate, _) => gate.WaitAsync());
        builder.Host.UseWolverine(wolverine =>
        {
            wolverine.PersistMessagesWithPostgresql(connection, Schema);
            wolverine.UseHelpCrunchWebhooks();
            wolverine.LocalQueue(Queue).UseDurableInbox(new BufferingLimits(8_000, 4_000)).MaximumParallelMessages(16);
            wolverine.PublishMessage<PlainDelivery>().ToLocalQueue(Queue);
            wolverine.Policies.RequireDeduplicationId(chain => chain.MessageType == typeof(PlainDelivery), new DeduplicationRequirement());
            wolverine.Discovery.IncludeType<PlainDeliveryHandler>();
        });
        var app = builder.Build();
        app.MapHelpCrunchWebhooks(Webhooks);
        app.MapPost(Published, PublishAsync);
        app.MapPost(Stored, StoreAsync);
        await app.StartAsync();
        return new InboxServer(app, database);
    }

    /// <summary>Waits until all messages are handled, and deletes them, so that each round begins with empty tables.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        Gate.Open();
        await using var command = _database.CreateCommand($"SELECT EXISTS (SELECT FROM {Schema}.wolverine_incoming_envelopes WHERE status <> 'Handled')");
        while ((bool)(await command.ExecuteScalarAsync(cancellationToken))!)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }

        await ExecuteAsync(_database, $"TRUNCATE {Schema}.wolverine_incoming_envelopes, {Schema}.wolverine_deduplication_hashed");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await ExecuteAsync(_database, $"DROP SCHEMA {Schema} CASCADE");
        await _database.DisposeAsync();
    }

    /// <summary>As an app would do it.</summary>
    private static async Task PublishAsync(HttpContext context, IMessageBus bus)
    {
        if (await ReadAsync(context) is var (message, options))
        {
            await bus.PublishAsync(message, options);
        }
    }

    /// <summary>With the calls that the SDK makes, because they fail if the storage fails.</summary>
    private static async Task StoreAsync(HttpContext context, IMessageBus bus, IWolverineRuntime runtime)
    {
        if (await ReadAsync(context) is not var (message, options))
        {
            return;
        }

        foreach (var envelope in bus.PreviewSubscriptions(message, options))
        {
            envelope.OwnerId = runtime.DurabilitySettings.AssignedNodeNumber;
            await runtime.Storage.Inbox.StoreIncomingAsync(envelope);
            await runtime.Endpoints.GetOrBuildSendingAgent(envelope.Destination!).EnqueueOutgoingAsync(envelope);
        }
    }

    private static async ValueTask<(PlainDelivery Message, DeliveryOptions Options)?> ReadAsync(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        var result = await reader.ReadAsync();
        while (!result.IsCompleted)
        {
            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            result = await reader.ReadAsync();
        }

        var signature = context.Request.Headers[WebhookSignature.HeaderName].ToString();
        var body = LoadedServer.IsSigned(result.Buffer, signature) ? System.Buffers.BuffersExtensions.ToArray(result.Buffer) : null;
        reader.AdvanceTo(result.Buffer.End);
        context.Response.StatusCode = body is null ? 401 : 200;

        // The signature identifies the body, so that this endpoint does not have to read the id.
        return body is null ? null : (new PlainDelivery(signature, "chat.snoozed", TimeProvider.System.GetUtcNow(), body), new DeliveryOptions { DeduplicationId = signature });
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
