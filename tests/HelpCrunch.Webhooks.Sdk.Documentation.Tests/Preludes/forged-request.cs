// Posts a webhook with a signature of another key to an app, and writes the status of the response.
using HelpCrunch.Webhooks.Sdk;

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Configuration["HelpCrunch:SigningKeys:0:Secret"] = "made-up-signing-key";
builder.Services.AddHelpCrunchWebhooks(builder.Configuration.GetSection("HelpCrunch"));
await using var app = builder.Build();
// The block.
await app.StartAsync();
Console.WriteLine(await ForgedPost.ToAsync(app));

static class ForgedPost
{
    public static async Task<int> ToAsync(WebApplication app)
    {
        var body = File.ReadAllBytes("docs/payloads/chat.snoozed.json");
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        content.Headers.Add(WebhookSignature.HeaderName, WebhookSignature.Compute(body, new WebhookSigningKey("a-forged-key")));
        using var response = await client.PostAsync("/webhooks/helpcrunch", content);
        return (int)response.StatusCode;
    }
}
