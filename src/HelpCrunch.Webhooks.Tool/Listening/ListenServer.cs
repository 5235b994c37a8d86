using System.Text;
using HelpCrunch.Webhooks.Tool.Listening.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HelpCrunch.Webhooks.Tool.Listening;

/// <summary>The server of <c>listen</c>: it receives deliveries at every path, and shows its page at <c>/</c>.</summary>
internal sealed class ListenServer : IAsyncDisposable
{
    private const int MaxConnections = 2_048;

    private readonly WebApplication _app;

    private ListenServer(WebApplication app) => _app = app;

    public DeliveryList List => _app.Services.GetRequiredService<DeliveryList>();

    public DeliveryForwarder Forwarder => _app.Services.GetRequiredService<DeliveryForwarder>();

    public DeliveryInspector Inspector => _app.Services.GetRequiredService<DeliveryInspector>();

    /// <summary>The address of the page, with the key of this run.</summary>
    public Uri PageAddress => new(Address, $"?{PageGuard.KeyParameter}={_app.Services.GetRequiredService<PageGuard>().Key}");

    /// <summary>The address to which deliveries are sent.</summary>
    public Uri Address
    {
        get
        {
            var bound = new UriBuilder(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
            bound.Host = bound.Host is "0.0.0.0" or "[::]" ? "localhost" : bound.Host;
            return bound.Uri;
        }
    }

    /// <summary>Starts the server.</summary>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<ListenServer> StartAsync(ListenOptions options, TimeProvider time, CancellationToken cancellationToken = default)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production });
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, "").ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1; // Each byte is one character, so each header can be forwarded as it is.
            kestrel.Limits.MaxRequestBodySize = options.MaxBodySize;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Listen(options.Address, options.Port, endpoint => endpoint.Protocols = HttpProtocols.Http1);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.Services
            .AddSingleton(options)
            .AddSingleton(time)
            .AddSingleton(new DeliveryInspector(options.Keys))
            .AddSingleton<DeliveryList>()
            .AddSingleton<DeliveryForwarder>()
            .AddSingleton<DeliverySaver>()
            .AddSingleton<BodyBudget>()
            .AddSingleton<DeliveryReceiver>()
            .AddSingleton<PageGuard>()
            .AddSingleton<ListenPage>()
            .AddSingleton<DeliveryFeed>();
        var app = builder.Build();
        app.MapListenPage();
        app.MapPost("{**path}", app.Services.GetRequiredService<DeliveryReceiver>().ReceiveAsync);
        await app.StartAsync(cancellationToken);
        return new ListenServer(app);
    }

    /// <summary>Stops the server.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
