using System.Text;
using HelpCrunch.Webhooks.Sdk.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Time.Testing;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>An app that receives webhooks at <c>/webhooks/helpcrunch</c>, on the given server.</summary>
internal sealed class ReceiverApp : IAsyncDisposable
{
    public const string Path = "/webhooks/helpcrunch";

    private readonly WebApplication _app;

    private ReceiverApp(WebApplication app, ServerKind server, CapturedLogs logs, FakeTimeProvider clock)
    {
        _app = app;
        Server = server;
        Logs = logs;
        Clock = clock;
        Client = server == ServerKind.TestHost
            ? app.GetTestClient()
            : new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        Client.Timeout = Wait.Long;
    }

    public static WebhookSigningKey Key { get; } = new("made-up-signing-key", "2026");

    public ServerKind Server { get; }

    public CapturedLogs Logs { get; }

    public FakeTimeProvider Clock { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public TestServer TestServer => _app.GetTestServer();

    /// <param name="server">The server.</param>
    /// <param name="handlers">Adds handlers.</param>
    /// <param name="settings">The configuration in <c>HelpCrunch</c>. When null, it has one key.</param>
    /// <param name="configure">Changes the app before it is built.</param>
    /// <param name="map">Maps the endpoints. When null, the endpoint of the SDK is mapped.</param>
    public static async Task<ReceiverApp> StartAsync(
        ServerKind server,
        Action<IHelpCrunchWebhooksBuilder>? handlers = null,
        Dictionary<string, string?>? settings = null,
        Action<WebApplicationBuilder>? configure = null,
        Action<WebApplication>? map = null)
    {
        var app = Create(server, out var logs, out var clock, handlers, settings, configure, map);
        await app.StartAsync();
        return new ReceiverApp(app, server, logs, clock);
    }

    public static WebApplication Create(
        ServerKind server,
        out CapturedLogs logs,
        out FakeTimeProvider clock,
        Action<IHelpCrunchWebhooksBuilder>? handlers = null,
        Dictionary<string, string?>? settings = null,
        Action<WebApplicationBuilder>? configure = null,
        Action<WebApplication>? map = null)
    {
        logs = new CapturedLogs();
        clock = new FakeTimeProvider(new DateTimeOffset(2026, 8, 1, 12, 0, 0, TimeSpan.Zero));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.Logging.AddProvider(logs).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddRouting();
        builder.Services.AddSingleton<TimeProvider>(clock);
        if (server == ServerKind.TestHost)
        {
            builder.WebHost.UseTestServer();
        }
        else
        {
            // A test that is paused sends its body too slowly for the default.
            builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Limits.MinRequestBodyDataRate = null).UseUrls("http://127.0.0.1:0");
        }

        builder.Configuration.AddInMemoryCollection(settings ?? new()
        {
            ["HelpCrunch:SigningKeys:0:Name"] = "2026",
            ["HelpCrunch:SigningKeys:0:Secret"] = "made-up-signing-key",
        });
        configure?.Invoke(builder);
        var webhooks = builder.Services.AddHelpCrunchWebhooks(builder.Configuration.GetSection("HelpCrunch"));
        handlers?.Invoke(webhooks);
        var app = builder.Build();
        app.UseRouting();
        (map ?? (static app => app.MapHelpCrunchWebhooks(Path)))(app);
        return app;
    }

    public static HttpRequestMessage Request(string body, WebhookSigningKey? key = null, string path = Path) =>
        Request(Encoding.UTF8.GetBytes(body), key, path);

    public static HttpRequestMessage Request(byte[] body, WebhookSigningKey? key = null, string path = Path) =>
        new SignedWebhook(body, key ?? Key).ToHttpRequestMessage(path);

    public static HttpRequestMessage RequestWithSignature(string body, string? signature, string path = Path) =>
        RequestWithSignature(Encoding.UTF8.GetBytes(body), signature, path);

    /// <summary>A request with a given signature. Null for an unsigned one.</summary>
    public static HttpRequestMessage RequestWithSignature(byte[] body, string? signature, string path = Path) =>
        (signature is null ? SignedWebhook.CreateUnsigned(body) : new SignedWebhook(body, signature)).ToHttpRequestMessage(path);

    public async Task<EndpointResponse> SendAsync(HttpRequestMessage request)
    {
        using (request)
        using (var response = await Client.SendAsync(request))
        {
            return new EndpointResponse((int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), await response.Content.ReadAsStringAsync());
        }
    }

    public Task<EndpointResponse> PostAsync(string body, WebhookSigningKey? key = null, string path = Path) => SendAsync(Request(body, key, path));

    /// <summary>Advances the clock until a task has completed, because it waits for the clock at times that a test cannot know.</summary>
    public async Task AdvanceUntilAsync(Task task)
    {
        var limit = Task.Delay(Wait.Long);
        while (!task.IsCompleted && !limit.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        task.IsCompleted.Should().BeTrue("the clock was advanced");
    }

    /// <summary>Waits for a log of any category. The logs of the server show its progress.</summary>
    public async Task WaitForLogAsync(string text, int times = 1)
    {
        var found = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            if (Logs.All.Count(entry => entry.Message.Contains(text, StringComparison.Ordinal)) >= times)
            {
                found.TrySetResult();
            }
        }

        Logs.Logged += Look;
        Look();
        var first = await Task.WhenAny(found.Task, Task.Delay(Wait.Long));
        Logs.Logged -= Look;
        first.Should().BeSameAs(found.Task, "'{0}' was to be logged, among {1}", text, string.Join("\n", Logs.All));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
