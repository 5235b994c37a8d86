using System.Globalization;
using HelpCrunch.Webhooks.Sdk.StoreApp;

// STORE CONNECTION PORT HANDLER-TIMEOUT STORE-TIMEOUT: receives webhooks at http://127.0.0.1:PORT/webhooks, and saves the id of each handled event. It writes
// a line when it has started, and ends when standard input ends. The stores are "postgresql", "postgresql-transaction", which completes a
// delivery in the transaction of the handler, and "redis".
var (store, connection, port) = (args[0], args[1], args[2]);
var (handlerTimeout, storeTimeout) = (TimeSpan.Parse(args[3], CultureInfo.InvariantCulture), TimeSpan.Parse(args[4], CultureInfo.InvariantCulture));

var builder = WebApplication.CreateSlimBuilder();
builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
builder.Logging.ClearProviders();
builder.Services.AddHealthChecks().AddHelpCrunchWebhooks();
var webhooks = builder.Services.AddHelpCrunchWebhooks().AddEndpoint(options =>
{
    options.SigningKeys.Add(new WebhookSigningKey("made-up-signing-key"));
    options.HandlerTimeout = handlerTimeout;
    options.StoreTimeout = storeTimeout;
    options.InProgressTimeout = TimeSpan.Zero;
});
if (store == "redis")
{
    builder.Services.AddSingleton(ConnectionMultiplexer.ConnectAsync($"{connection},abortConnect=false")); // A handler must not block a thread to connect.
    webhooks.AddRedisStore(options => options.Configuration = connection);
    webhooks.AddHandler<ChatRatedEvent, RedisHandler>();
}
else
{
    builder.Services.AddSingleton(_ => CreateDataSource(connection));
    webhooks.AddPostgreSqlStore(options => options.CleanEvery = TimeSpan.FromSeconds(1));
    if (store == "postgresql")
    {
        webhooks.AddHandler<ChatRatedEvent, PostgreSqlHandler>();
    }
    else
    {
        webhooks.AddHandler<ChatRatedEvent, TransactionHandler>();
    }
}

await using var app = builder.Build();
app.MapHelpCrunchWebhooks("/webhooks");
app.MapHealthChecks("/health");
await app.StartAsync();
await Console.Out.WriteLineAsync("started");
await Console.In.ReadToEndAsync();
await app.StopAsync();

// With several hosts, connections are to the primary.
static NpgsqlDataSource CreateDataSource(string connection)
{
    var builder = new NpgsqlSlimDataSourceBuilder(connection);
    return connection.Contains(',') ? builder.BuildMultiHost().WithTargetSession(TargetSessionAttributes.Primary) : builder.Build();
}
