using HelpCrunch.Webhooks.Sdk.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Wolverine;
using Wolverine.Postgresql;

namespace HelpCrunch.Webhooks.Sdk.Wolverine.Tests;

/// <summary>An app that stores deliveries in Wolverine's inbox, and handles them from there.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Receiver(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()), Timeout = TimeSpan.FromMinutes(2) };
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<Receiver> StartAsync(
        string connectionString,
        string schema,
        Action<IHelpCrunchWebhooksBuilder> handlers,
        Action<HelpCrunchWolverineOptions>? configure = null,
        Action<HelpCrunchWebhooksEndpointOptions>? endpoint = null,
        ILoggerProvider? logs = null,
        Action<WolverineOptions>? engine = null,
        NpgsqlDataSource? dataSource = null)
    {
        var app = Create(
            wolverine =>
            {
                engine?.Invoke(wolverine);
                if (dataSource is not null)
                {
                    wolverine.PersistMessagesWithPostgresql(dataSource, schema);
                }
                else
                {
                    wolverine.PersistMessagesWithPostgresql(connectionString, schema);
                }

                wolverine.Durability.ScheduledJobPollingTime = TimeSpan.FromMilliseconds(500);
                wolverine.UseHelpCrunchWebhooks(configure);
            },
            webhooks =>
            {
                webhooks.AddEndpoint(options =>
                {
                    options.StoreTimeout = TimeSpan.FromMinutes(5); // A busy machine does not reach it.
                    endpoint?.Invoke(options);
                }).AddWolverineInbox();
                handlers(webhooks);
            },
            logs);
        await app.StartAsync();
        return new Receiver(app);
    }

    public static WebApplication Create(Action<WolverineOptions>? wolverine, Action<IHelpCrunchWebhooksBuilder> webhooks, ILoggerProvider? logs = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.Logging.ClearProviders();
        if (logs is not null)
        {
            builder.Logging.AddProvider(logs);
        }

        builder.WebHost.UseUrls("http://127.0.0.1:0");
        if (wolverine is not null)
        {
            builder.Host.UseWolverine(wolverine);
        }

        webhooks(builder.Services.AddHelpCrunchWebhooks(options => options.SigningKeys.Add(Deliveries.Key)).AddEndpoint());
        var app = builder.Build();
        app.MapHelpCrunchWebhooks(Deliveries.Path);
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
