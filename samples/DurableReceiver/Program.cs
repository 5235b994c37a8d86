using DurableReceiver;
using HelpCrunch.Webhooks.Sdk;
using Wolverine;
using Wolverine.Postgresql;

// An instance receives deliveries and handles them. A worker has no endpoint. It handles the deliveries of instances that ended before they
// handled them.
var builder = WebApplication.CreateSlimBuilder(args);
var isWorker = builder.Configuration["role"] == "worker";
var connectionString = builder.Configuration.GetConnectionString("App")!;

builder.Services.AddNpgsqlDataSource(connectionString);
builder.Services.AddHostedService<RatingsTable>();
var webhooks = isWorker
    ? builder.Services.AddHelpCrunchWebhooks() // A worker verifies no signature, so it needs no key.
    : builder.Services.AddHelpCrunchWebhooks(builder.Configuration.GetSection("HelpCrunch")).AddWolverineInbox();
webhooks.AddHandler<ChatRatedEvent, SaveRating>();

builder.Host.UseWolverine(wolverine =>
{
    wolverine.PersistMessagesWithPostgresql(connectionString, "wolverine");
    wolverine.UseHelpCrunchWebhooks(options => options.MaximumParallelMessages = 4);
});

var app = builder.Build();
if (!isWorker)
{
    app.MapHelpCrunchWebhooks("/webhooks/helpcrunch");
}

app.Run();
