using System.IO.Pipelines;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Text;
using HelpCrunch.Webhooks.Sdk.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace HelpCrunch.Webhooks.Sdk.Fuzz;

/// <summary>An app with the endpoints of the SDK, on <see cref="InMemoryServer"/>. Its clock stands still, so that no timer runs.</summary>
internal sealed class EndpointApp : IDisposable
{
    /// <summary>The endpoint of the SDK with a signing key.</summary>
    public const string Signed = "/signed";

    /// <summary>An endpoint of the app with a signing key, which takes a <see cref="VerifiedWebhook"/>.</summary>
    public const string Verified = "/verified";

    /// <summary>The endpoint of the SDK that accepts unsigned requests and verifies signed ones.</summary>
    public const string Unsigned = "/unsigned";

    /// <summary>The endpoint of the SDK that accepts all requests.</summary>
    public const string Open = "/open";

    /// <summary>In a header, it stands for the signature of the body.</summary>
    public const string Signature = "{signature}";

    public const int MaxBodySize = 2048;

    private const string Secret = "made-up-signing-key";

    private static readonly byte[] SecretBytes = Encoding.UTF8.GetBytes(Secret);

    private readonly InMemoryServer _server = new();
    private readonly LogText _logs = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 8, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly NewStoreForEachInput _store;
    private readonly WebApplication _app;
    private int _handled;
    private bool _isBodyChanged;

    public EndpointApp()
    {
        _store = new NewStoreForEachInput(_clock);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.AddProvider(_logs).AddFilter((category, level) => category == HelpCrunchWebhooksTelemetry.LogCategory && level >= LogLevel.Trace);
        builder.Services.AddRouting();
        builder.Services.AddSingleton<IServer>(_server);
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.Services.AddSingleton<IWebhookDeliveryStore>(_store);
        var webhooks = builder.Services.AddHelpCrunchWebhooks();
        foreach (var path in (string[])[Signed, Verified, Unsigned, Open])
        {
            webhooks.AddEndpoint(path, options =>
            {
                options.MaxRequestBodySize = MaxBodySize;
                options.AllowUnsignedRequests = path is Unsigned or Open;
                if (path != Open)
                {
                    options.SigningKeys.Add(new WebhookSigningKey(Secret, "2026"));
                }
            }).AddHandler<WebhookEvent>(Handle);
        }

        _app = builder.Build();
        _app.UseRouting();
        _app.MapHelpCrunchWebhooks(Signed, Signed);
        _app.MapHelpCrunchWebhooks(Unsigned, Unsigned);
        _app.MapHelpCrunchWebhooks(Open, Open);
        _app.MapPost(Verified, HandleVerifiedAsync).RequireHelpCrunchSignature(Verified);
        _app.Start();
    }

    /// <summary>Forgets the deliveries of the requests before.</summary>
    public void Forget() => _store.Clear();

    public EndpointAnswer Send(RawRequest request, IEnumerable<string> reads)
    {
        _handled = 0;
        _isBodyChanged = false;
        var signature = Convert.ToHexStringLower(HMACSHA1.HashData(SecretBytes, request.Body));
        var httpRequest = new HttpRequestFeature { Method = request.Method, Path = request.Path, Protocol = request.Protocol, Scheme = "https" };
        foreach (var (name, value) in request.Headers)
        {
            httpRequest.Headers.Append(name, value.Replace(Signature, signature, StringComparison.Ordinal));
        }

        var lifetime = new HttpRequestLifetimeFeature();
        var body = new ScriptedBodyReader(request.Body, reads, () => lifetime.RequestAborted = new CancellationToken(canceled: true));
        var response = new HttpResponseFeature();
        using var responseBody = new MemoryStream();
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(httpRequest);
        features.Set<IHttpRequestLifetimeFeature>(lifetime);
        features.Set<IRequestBodyPipeFeature>(new BodyFeature(body));
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(responseBody));

        var processing = _server.ProcessAsync(features);
        if (!processing.IsCompleted)
        {
            throw new InvalidOperationException("The request waits, although its body has arrived and no handler waits.");
        }

        if (processing.Exception is { InnerException: { } exception })
        {
            ExceptionDispatchInfo.Throw(exception);
        }

        body.CheckEnd();
        return new EndpointAnswer(
            response.StatusCode,
            _handled,
            signature.Equals(httpRequest.Headers[WebhookSignature.HeaderName], StringComparison.OrdinalIgnoreCase),
            body.HasFailed,
            body.Misuse ?? (_isBodyChanged ? "The body that the app reads has another event." : null),
            $"{Encoding.UTF8.GetString(responseBody.ToArray())}\n{_logs.Take()}");
    }

    public void Dispose()
    {
        ((IDisposable)_app).Dispose();
        _server.Dispose();
        _logs.Dispose();
    }

    private Task Handle(WebhookEvent webhookEvent)
    {
        _handled++;
        return webhookEvent is ChatRatedEvent ? throw new InvalidOperationException("A handler fails.") : Task.CompletedTask;
    }

    private async Task HandleVerifiedAsync(HttpContext context)
    {
        _handled++;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var verified = await VerifiedWebhook.BindAsync(context, null!);
        _isBodyChanged = !new WebhookParseResult.Success(verified!.Event).Equals(WebhookParser.Default.Parse(body.ToArray()));
    }

    private sealed class BodyFeature(PipeReader reader) : IRequestBodyPipeFeature
    {
        public PipeReader Reader => reader;
    }
}
