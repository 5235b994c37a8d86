using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HelpCrunch.Webhooks.Sdk.Testing.Tests.Hosting;

/// <summary>An app that receives webhooks at <c>/webhooks/helpcrunch</c>, in memory or on a loopback port.</summary>
internal sealed class ReceiverApp : IAsyncDisposable
{
    public const string Path = "/webhooks/helpcrunch";

    private readonly WebApplication _app;

    private ReceiverApp(WebApplication app, HttpClient client)
    {
        _app = app;
        Client = client;
    }

    public static WebhookSigningKey Key => RecordingServer.Key;

    public static Uri Uri { get; } = new(Path, UriKind.Relative);

    public HttpClient Client { get; }

    public static async Task<ReceiverApp> StartAsync(
        Action<IHelpCrunchWebhooksBuilder>? handlers = null, Action<WebApplication>? map = null, bool onLoopback = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (onLoopback)
        {
            builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        }
        else
        {
            builder.WebHost.UseTestServer();
        }

        builder.Configuration["HelpCrunch:SigningKeys:2026"] = "made-up-signing-key";
        var webhooks = builder.Services.AddHelpCrunchWebhooks(builder.Configuration.GetSection("HelpCrunch"));
        handlers?.Invoke(webhooks);
        var app = builder.Build();
        (map ?? (static app => app.MapHelpCrunchWebhooks(Path)))(app);
        await app.StartAsync();
        return new ReceiverApp(app, onLoopback ? new HttpClient { BaseAddress = new Uri(app.Urls.Single()) } : app.GetTestClient());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
