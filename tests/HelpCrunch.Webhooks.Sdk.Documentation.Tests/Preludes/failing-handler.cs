// An app whose handler cannot save, to which one signed webhook is posted; what it answers is written.
using HelpCrunch.Webhooks.Sdk;
using Microsoft.AspNetCore.TestHost;

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseTestServer();
builder.Configuration["HelpCrunch:SigningKeys:0:Secret"] = "made-up-signing-key";
var services = builder.Services;
var configuration = builder.Configuration.GetSection("HelpCrunch");
// The block.
await using var app = builder.Build();
app.MapHelpCrunchWebhooks("/");
await app.StartAsync();
var body = File.ReadAllBytes("docs/payloads/chat.snoozed.json");
using var content = new ByteArrayContent(body);
content.Headers.Add(WebhookSignature.HeaderName, WebhookSignature.Compute(body, new WebhookSigningKey("made-up-signing-key")));
using var response = await app.GetTestClient().PostAsync("/", content);
Console.WriteLine((int)response.StatusCode);

static Task SaveAsync(ChatEvent chatEvent, CancellationToken cancellationToken) => Task.FromException(new IOException("The disk is full."));
