using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

#pragma warning disable CA1822 // MVC treats only instance methods as actions.

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>Apps whose fallback policy requires authenticated users.</summary>
public sealed class FallbackPolicyTests
{
    [Fact]
    public async Task Start_EndpointsWithTheFallbackPolicy_Warns()
    {
        await using var app = await StartAsync(app =>
        {
            app.MapHelpCrunchWebhooks(ReceiverApp.Path);
            app.MapPost("/custom", (VerifiedWebhook webhook) => webhook.KeyName).RequireHelpCrunchSignature();
            app.MapControllers();
        });

        app.Logs.FromSdk.Where(entry => entry.Level == LogLevel.Warning).Select(entry => $"{entry.Id.Id} {entry.Message}").Should().BeEquivalentTo(
            Warning("HelpCrunch webhooks at /webhooks/helpcrunch"),
            Warning("HTTP: POST /custom"),
            Warning("HelpCrunch.Webhooks.Sdk.AspNetCore.Tests.FallbackPolicyTests+GuardedController.Post (HelpCrunch.Webhooks.Sdk.AspNetCore.Tests)"));
        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(302, "this is what the warning is for");
    }

    [Fact]
    public async Task Start_EndpointsThatAllowAnonymous_ReceiveWithoutAWarning()
    {
        await using var app = await StartAsync(app =>
        {
            app.MapHelpCrunchWebhooks(ReceiverApp.Path).AllowAnonymous();
            app.MapPost("/custom", (VerifiedWebhook webhook) => webhook.KeyName).RequireHelpCrunchSignature().AllowAnonymous();
            app.MapControllers().AllowAnonymous();
        });

        app.Logs.FromSdk.Should().NotContain(entry => entry.Level == LogLevel.Warning);
        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(200);
        (await app.PostAsync(Bodies.ChatRated(), path: "/custom")).Status.Should().Be(200);
        (await app.PostAsync(Bodies.ChatRated(), path: "/guarded")).Status.Should().Be(200);
        (await app.PostAsync(Bodies.ChatRated(), new WebhookSigningKey("another key"))).Status.Should().Be(401);
    }

    [Fact]
    public async Task Start_EndpointsWithAPolicyAndOthers_LogsNoWarning()
    {
        await using var app = await StartAsync(app =>
        {
            app.MapHelpCrunchWebhooks("/1").RequireAuthorization("custom");
            app.MapHelpCrunchWebhooks("/2").RequireAuthorization(policy => policy.RequireClaim("sender"));
            app.MapHelpCrunchWebhooks("/3").WithMetadata(new CustomRequirementAttribute());
            app.MapGet("/page", () => "For users.");
        });

        app.Logs.FromSdk.Should().NotContain(entry => entry.Level == LogLevel.Warning);
    }

    private static string Warning(string endpoint) =>
        $"19 The app's FallbackPolicy applies to the endpoint '{endpoint}'. HelpCrunch cannot sign in, so its webhooks may be rejected before their signature is verified. "
        + "Call AllowAnonymous() where the endpoint is mapped, or put [AllowAnonymous] on the controller action: the signature authenticates the request.";

    private static Task<ReceiverApp> StartAsync(Action<WebApplication> map) => ReceiverApp.StartAsync(
        ServerKind.TestHost,
        configure: builder =>
        {
            builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
            builder.Services.AddAuthorizationBuilder()
                .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
                .AddPolicy("custom", policy => policy.RequireClaim("sender"));
            builder.AddControllers(typeof(GuardedController));
        },
        map: app =>
        {
            app.UseAuthentication();
            app.UseAuthorization();
            map(app);
        });

    private sealed class GuardedController : ControllerBase
    {
        [HttpPost("/guarded")]
        [RequireHelpCrunchSignature]
        public string? Post(VerifiedWebhook webhook) => webhook.KeyName;
    }

    [AttributeUsage(AttributeTargets.Class)]
    private sealed class CustomRequirementAttribute : Attribute, IAuthorizationRequirementData
    {
        public IEnumerable<IAuthorizationRequirement> GetRequirements() => [];
    }
}
