using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

#pragma warning disable CA1822 // MVC treats only instance methods as actions.

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>Apps that limit the requests of each client. All webhooks come from the few addresses of HelpCrunch, often many at once.</summary>
public sealed class RateLimiterTests
{
    [Theory]
    [InlineData(ServerKind.TestHost)]
    [InlineData(ServerKind.Kestrel)]
    public async Task Start_EndpointsWithAGlobalRateLimiter_Warns(ServerKind server)
    {
        await using var app = await StartAsync(server, app =>
        {
            app.MapHelpCrunchWebhooks(ReceiverApp.Path);
            app.MapPost("/custom", (VerifiedWebhook webhook) => webhook.KeyName).RequireHelpCrunchSignature();
            app.MapControllers();
            app.MapGet("/page", () => "For users.");
        });

        app.Logs.FromSdk.Where(entry => entry.Level == LogLevel.Warning).Select(entry => $"{entry.Id.Id} {entry.Message}").Should().BeEquivalentTo(
            Warning("HelpCrunch webhooks at /webhooks/helpcrunch"),
            Warning("HTTP: POST /custom"),
            Warning("HelpCrunch.Webhooks.Sdk.AspNetCore.Tests.RateLimiterTests+LimitedController.Post (HelpCrunch.Webhooks.Sdk.AspNetCore.Tests)"));
        (await app.PostAsync(Bodies.ChatRated("1"))).Status.Should().Be(200);
        (await app.PostAsync(Bodies.ChatRated("2"))).Status.Should().Be(503, "this is what the warning is for");
    }

    [Fact]
    public async Task Start_EndpointsWithoutRateLimiting_ReceiveWithoutAWarning()
    {
        await using var app = await StartAsync(ServerKind.TestHost, app => app.MapHelpCrunchWebhooks(ReceiverApp.Path).DisableRateLimiting());

        app.Logs.FromSdk.Should().NotContain(entry => entry.Level == LogLevel.Warning);
        (await app.PostAsync(Bodies.ChatRated("1"))).Status.Should().Be(200);
        (await app.PostAsync(Bodies.ChatRated("2"))).Status.Should().Be(200);
    }

    [Fact]
    public async Task Start_EndpointWithItsRateLimit_LogsNoWarning()
    {
        await using var app = await StartAsync(ServerKind.TestHost, app => app.MapHelpCrunchWebhooks(ReceiverApp.Path).RequireRateLimiting("webhooks"));

        app.Logs.FromSdk.Should().NotContain(entry => entry.Level == LogLevel.Warning);
    }

    private static string Warning(string endpoint) =>
        $"36 The app's global rate limiter applies to the endpoint '{endpoint}'. HelpCrunch can send many webhooks at once, all from a few addresses, so some may be rejected before their signature is verified. "
        + "Call DisableRateLimiting() where the endpoint is mapped, or put [DisableRateLimiting] on the controller action.";

    private static Task<ReceiverApp> StartAsync(ServerKind server, Action<WebApplication> map) => ReceiverApp.StartAsync(
        server,
        configure: builder =>
        {
            builder.Services.AddRateLimiter(options =>
            {
                options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                    RateLimitPartition.GetFixedWindowLimiter($"{context.Connection.RemoteIpAddress}", _ => new() { PermitLimit = 1, Window = TimeSpan.FromDays(1) }));
                options.AddConcurrencyLimiter("webhooks", limiter => limiter.PermitLimit = 10);
            });
            builder.AddControllers(typeof(LimitedController));
        },
        map: app =>
        {
            app.UseRateLimiter();
            map(app);
        });

    private sealed class LimitedController : ControllerBase
    {
        [HttpPost("/limited")]
        [RequireHelpCrunchSignature]
        public string? Post(VerifiedWebhook webhook) => webhook.KeyName;
    }
}
