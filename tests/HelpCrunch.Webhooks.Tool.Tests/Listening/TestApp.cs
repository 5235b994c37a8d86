using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace HelpCrunch.Webhooks.Tool.Tests.Listening;

/// <summary>The app that gets the forwarded deliveries. It records them and responds as a test needs.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestApp(WebApplication app) => _app = app;

    public ConcurrentQueue<(string Path, IHeaderDictionary Headers, byte[] Body)> Received { get; } = new();

    public Uri Url => new(new Uri(_app.Urls.First()), "/webhooks?from=listen");

    public static async Task<TestApp> StartAsync(Func<HttpResponse, Task>? respond = null, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}").ConfigureKestrel(kestrel => kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1);
        var app = new TestApp(builder.Build());
        app._app.MapFallback(async context =>
        {
            // The server uses its dictionary again for the next request.
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            app.Received.Enqueue((context.Request.Path + context.Request.QueryString, new HeaderDictionary(context.Request.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase)), body.ToArray()));
            await (respond?.Invoke(context.Response) ?? Task.CompletedTask);
        });
        await app._app.StartAsync();
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
