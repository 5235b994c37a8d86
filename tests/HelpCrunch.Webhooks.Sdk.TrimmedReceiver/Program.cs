using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using HelpCrunch.Webhooks.Sdk.AspNetCore;
using HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;
using HelpCrunch.Webhooks.Sdk.TrimmedConsumer;
using HelpCrunch.Webhooks.Sdk.TrimmedReceiver;
using Microsoft.Extensions.Options;

// What a fully trimmed or native receiver does with the packages. It sends webhooks to itself. A check that fails
// is printed and fails the run.
const string Rated = """{"event":"chat.rated","eventData":{"chat_id":743,"rating":"poor"},"id":"rated"}""";
const string Customer = """{"event":"customer.new","eventData":{"id":12},"id":"customer"}""";
const string Unknown = """{"event":"chat.teleported","eventData":{"to":"the moon"},"id":"unknown"}""";
const string Secret = "HelpCrunch:SigningKeys:0:Secret";

var checks = new Checks();
var logs = new CapturedLogs();
var handled = new List<string>();
var customers = 0;
var key = new WebhookSigningKey("made-up-signing-key");
var otherKey = new WebhookSigningKey("another-made-up-key");
using var received = new Received();

await using var unconfigured = Build(secret: null);
checks.That("without a key it does not start", await IsRejectedAsync(unconfigured));

await using var app = Build("made-up-signing-key");
await app.StartAsync();
using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()), Timeout = TimeSpan.FromSeconds(20) };

checks.That("reflection-based JSON is off", !JsonSerializer.IsReflectionEnabledByDefault);

checks.That("a signed webhook is answered with 200", await PostAsync("/webhooks", Rated, key) is (200, ""));
checks.That("its handlers ran", handled is ["chat.rated of 743 by a function", "chat.rated by a class"]);
checks.That("a redelivery is answered with 200", await PostAsync("/webhooks", Rated, key) is (200, ""));
checks.That("a redelivery is not handled again", handled.Count == 2);

checks.That("a wrong signature is answered with 401", await PostAsync("/webhooks", Customer, otherKey) is (401, ""));
checks.That("a signed invalid body is answered with 400 and the path of the error", await PostAsync("/webhooks", """{"event":""", key) is (400, var problem)
    && problem.Contains("$.event", StringComparison.Ordinal));
checks.That("neither of them is handled", handled.Count == 2);

checks.That("a handler that throws is answered with 500", await PostAsync("/webhooks", Customer, key) is (500, _));
checks.That("a failed delivery is handled again", await PostAsync("/webhooks", Customer, key) is (200, "") && customers == 2);
checks.That("an unknown event is handled", await PostAsync("/webhooks", Unknown, key) is (200, "") && handled[^1] == "chat.teleported by a class");

checks.That("another endpoint gets the verified webhook", await PostAsync("/custom", Rated, key) is (200, "rated"));
checks.That("another endpoint does not get an unverified webhook", await PostAsync("/custom", Rated, otherKey) is (401, ""));

checks.That("a named endpoint has a separate key and separate handlers", await PostAsync("/shop", Rated, otherKey) is (200, "")
    && handled[^1] == "chat.rated by a function with services at shop, signed with default");
checks.That("the options pattern configures the parser", app.Services.GetRequiredService<HelpCrunchWebhooksOptions>().Parser.MaxDepth == 32);

app.Configuration[Secret] = "another-made-up-key";
((IConfigurationRoot)app.Configuration).Reload();
checks.That("a new key is used without a restart", await PostAsync("/webhooks", Rated, otherKey) is (200, ""));
checks.That("the old key is no longer used", await PostAsync("/webhooks", Rated, key) is (401, ""));

// The abstractions have the interface by which the endpoint describes itself to OpenAPI.
checks.That("an app without controllers does not load MVC", !RuntimeFeature.IsDynamicCodeSupported || !AppDomain.CurrentDomain.GetAssemblies().Any(assembly =>
    assembly.GetName().Name!.StartsWith("Microsoft.AspNetCore.Mvc", StringComparison.Ordinal) && assembly.GetName().Name != "Microsoft.AspNetCore.Mvc.Abstractions"));

checks.That("the outcomes are counted", received.Outcomes is ["handled", "duplicate", "failed", "handled", "handled", "verified", "handled", "duplicate"]);
checks.That("a rejection is logged", logs.FromSdk.Any(log =>
    log.Id.Id == 20 && log.Message.Contains("rejected with 401 (signature_mismatch)", StringComparison.Ordinal)));
checks.That("a failure is logged with its exception and its scope", logs.FromSdk.Any(log =>
    log is { Id.Id: 12, Exception: IOException } && log.Scopes.Any(scope => scope.Contains("WebhookId=customer", StringComparison.Ordinal))));

await app.StopAsync();
return checks.Report(RuntimeFeature.IsDynamicCodeSupported ? "Trimmed receiver" : "Native receiver");

WebApplication Build(string? secret)
{
    var builder = WebApplication.CreateSlimBuilder();
    builder.WebHost.UseUrls("http://127.0.0.1:0");
    builder.Logging.ClearProviders().AddProvider(logs);
    builder.Configuration.AddInMemoryCollection([new(Secret, secret)]);
    builder.Services.AddSingleton(handled);
    builder.Services.AddHelpCrunchWebhooks(builder.Configuration.GetSection("HelpCrunch"))
        .AddHandler<ChatRatedEvent>((chatRated, _) =>
        {
            handled.Add($"{chatRated.EventType} of {chatRated.EventData.ChatId} by a function");
            return Task.CompletedTask;
        })
        .AddHandler<CustomerEvent>((_, _) => ++customers == 1 ? throw new IOException("The disk is full.") : Task.CompletedTask)
        .AddHandler<WebhookEvent, RecordingHandler>()
        .AddEndpoint("shop", options => options.SigningKeys.Add(otherKey))
        .AddHandler<ChatRatedEvent, List<string>, WebhookDeliveryContext>((chatRated, list, delivery, _) =>
        {
            list.Add($"{chatRated.EventType} by a function with services at {delivery.EndpointName}, signed with {delivery.KeyName}");
            return Task.CompletedTask;
        });
    builder.Services.Configure<HelpCrunchWebhooksOptions>(options => options.Parser.MaxDepth = 32);

    var app = builder.Build();
    app.MapHelpCrunchWebhooks("/webhooks");
    app.MapHelpCrunchWebhooks("/shop", "shop");
    app.MapPost("/custom", (VerifiedWebhook webhook) => webhook.Event.Id).RequireHelpCrunchSignature();
    return app;
}

async Task<(int Status, string Text)> PostAsync(string path, string text, WebhookSigningKey signedWith)
{
    var body = Encoding.UTF8.GetBytes(text);
    using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
    request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
    request.Headers.Add(WebhookSignature.HeaderName, WebhookSignature.Compute(body, signedWith));
    using var response = await client.SendAsync(request);
    return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
}

static async Task<bool> IsRejectedAsync(WebApplication app)
{
    try
    {
        await app.StartAsync();
        return false;
    }
    catch (OptionsValidationException)
    {
        return true;
    }
}
