// Builds the app, posts one webhook to it, and checks what OpenTelemetry exports.
using System.Diagnostics;
using HelpCrunch.Webhooks.Sdk;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

var builder = WebApplication.CreateSlimBuilder();
// The block.
await Export.CheckAsync(builder);

static class Export
{
    public static async Task CheckAsync(WebApplicationBuilder builder)
    {
        var activities = new Names<Activity>(activity => activity.OperationName);
        var metrics = new Names<Metric>(metric => metric.Name);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddProcessor(new SimpleActivityExportProcessor(activities)));
        builder.Services.ConfigureOpenTelemetryMeterProvider(meters => meters.AddReader(new BaseExportingMetricReader(metrics)));
        builder.Configuration["HelpCrunch:SigningKeys:0:Secret"] = "made-up-signing-key";
        builder.Services.AddHelpCrunchWebhooks(builder.Configuration.GetSection("HelpCrunch"));
        await using (var app = builder.Build())
        {
            app.MapHelpCrunchWebhooks("/");
            await app.StartAsync();
            var body = File.ReadAllBytes("docs/payloads/chat.snoozed.json");
            using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
            using var content = new ByteArrayContent(body);
            content.Headers.Add(WebhookSignature.HeaderName, WebhookSignature.Compute(body, new WebhookSigningKey("made-up-signing-key")));
            using var response = await client.PostAsync("/", content);
            app.Services.GetRequiredService<MeterProvider>().ForceFlush();
        }

        if (!activities.Exported.Contains("helpcrunch.webhook receive") || !metrics.Exported.Contains("helpcrunch.webhook.received"))
        {
            throw new InvalidOperationException($"Exported: {string.Join(", ", activities.Exported.Concat(metrics.Exported))}.");
        }
    }

    private sealed class Names<T>(Func<T, string> nameOf) : BaseExporter<T>
        where T : class
    {
        public List<string> Exported { get; } = [];

        public override ExportResult Export(in Batch<T> batch)
        {
            foreach (var item in batch)
            {
                Exported.Add(nameOf(item));
            }

            return ExportResult.Success;
        }
    }
}
