using System.Buffers;
using System.Security.Cryptography;
using HelpCrunch.Webhooks.Sdk.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HelpCrunch.Webhooks.Sdk.LoadGenerator;

/// <summary>Kestrel on loopback with two endpoints: the SDK's, and a bare one that reads the same body and computes the same HMAC.</summary>
internal sealed class LoadedServer : IAsyncDisposable
{
    public const string Webhooks = "/webhooks/helpcrunch";
    public const string Bare = "/bare";

    private readonly WebApplication _app;

    private LoadedServer(WebApplication app) => _app = app;

    public int Port => new Uri(_app.Urls.Single()).Port;

    public InMemoryWebhookDeliveryStore Store => (InMemoryWebhookDeliveryStore)_app.Services.GetRequiredService<IWebhookDeliveryStore>();

    public static async Task<LoadedServer> StartAsync(Action<IHelpCrunchWebhooksBuilder> addHandlers, TimeProvider? timeProvider = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Critical); // A console would dominate the measurement.
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["HelpCrunch:SigningKeys:0:Name"] = "2026";
        builder.Configuration["HelpCrunch:SigningKeys:0:Secret"] = "made-up-signing-key";
        if (timeProvider is not null)
        {
            builder.Services.AddSingleton(timeProvider);
        }

        addHandlers(builder.Services.AddHelpCrunchWebhooks(builder.Configuration.GetSection("HelpCrunch")));
        var app = builder.Build();
        app.MapHelpCrunchWebhooks(Webhooks);
        app.MapPost(Bare, BareAsync);
        await app.StartAsync();
        return new LoadedServer(app);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static async Task BareAsync(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        var result = await reader.ReadAsync();
        while (!result.IsCompleted)
        {
            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            result = await reader.ReadAsync();
        }

        context.Response.StatusCode = IsSigned(result.Buffer, context.Request.Headers[WebhookSignature.HeaderName]) ? 200 : 401;
        reader.AdvanceTo(result.Buffer.End);
    }

    internal static bool IsSigned(in ReadOnlySequence<byte> body, string? signature)
    {
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData("made-up-signing-key"u8, body.IsSingleSegment ? body.FirstSpan : body.ToArray(), hash);
        Span<byte> sent = stackalloc byte[HMACSHA1.HashSizeInBytes];
        return signature is not null && Convert.FromHexString(signature, sent, out _, out _) == OperationStatus.Done && CryptographicOperations.FixedTimeEquals(hash, sent);
    }
}
