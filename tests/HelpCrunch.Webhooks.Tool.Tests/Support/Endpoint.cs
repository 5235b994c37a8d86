using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Tool.Tests.Support;

/// <summary>An endpoint of the SDK, in memory. It records the events and the requests.</summary>
internal sealed class Endpoint : IAsyncDisposable
{
    public const string Key = "made-up-key";
    public const string Url = "http://localhost/webhooks/helpcrunch";

    private readonly WebApplication _app;

    private Endpoint(WebApplication app) => _app = app;

    public ConcurrentQueue<WebhookEvent> Events { get; } = new();

    public ConcurrentQueue<(byte[] Body, string? Signature, string? ContentType)> Requests { get; } = new();

    public static async Task<Endpoint> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        Endpoint? endpoint = null;
        builder.Configuration["HelpCrunch:SigningKeys:test"] = Key;
        builder.Services.AddHelpCrunchWebhooks(builder.Configuration.GetSection("HelpCrunch"))
            .AddHandler<WebhookEvent>((webhookEvent, _) =>
            {
                endpoint!.Events.Enqueue(webhookEvent);
                return Task.CompletedTask;
            });
        var app = builder.Build();
        endpoint = new Endpoint(app);
        app.Use(endpoint.RecordAsync);
        app.MapHelpCrunchWebhooks("/webhooks/helpcrunch");
        await app.StartAsync();
        return endpoint;
    }

    /// <summary>Runs the tool, whose requests this endpoint receives.</summary>
    public Task<ToolRun> RunAsync(params string[] args) => ToolRun.RunAsync(
        args,
        input: null,
        [("HELPCRUNCH_SIGNING_KEY", Key)],
        environment => environment with { CreateHttpHandler = _app.GetTestServer().CreateHandler, TimeProvider = new SteppingTime() });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task RecordAsync(HttpContext context, RequestDelegate next)
    {
        context.Request.EnableBuffering();
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        context.Request.Body.Position = 0;
        Requests.Enqueue((body.ToArray(), context.Request.Headers[WebhookSignature.HeaderName].FirstOrDefault(), context.Request.ContentType));
        await next(context);
    }
}
