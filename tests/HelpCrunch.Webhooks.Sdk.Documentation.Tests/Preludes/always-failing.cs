// Posts a signed webhook three times to an app whose handler throws, and writes the status of each response.
using HelpCrunch.Webhooks.Sdk;

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Configuration["HelpCrunch:SigningKeys:0:Secret"] = "made-up-signing-key";
var services = builder.Services;
var configuration = builder.Configuration.GetSection("HelpCrunch");
// The block.
await using var app = builder.Build();
app.MapHelpCrunchWebhooks("/");
await app.StartAsync();
for (var attempt = 0; attempt < 3; attempt++)
{
    Console.WriteLine(await SignedPost.ToAsync(app));
}

static Task SaveAsync(HelpCrunch.Webhooks.Sdk.ChatEvent chatEvent, CancellationToken cancellationToken) => Task.FromException(new IOException("The disk is full."));

static class SignedPost
{
    public static async Task<int> ToAsync(WebApplication app)
    {
        var body = File.ReadAllBytes("docs/payloads/chat.snoozed.json");
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var content = new ByteArrayContent(body);
        content.Headers.Add(WebhookSignature.HeaderName, WebhookSignature.Compute(body, new WebhookSigningKey("made-up-signing-key")));
        using var response = await client.PostAsync("/", content);
        return (int)response.StatusCode;
    }
}
