using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

#pragma warning disable CA1822 // MVC treats only instance methods as actions.

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>Apps that require antiforgery tokens. HelpCrunch does not send a token.</summary>
public sealed class AntiforgeryTests
{
    [Theory]
    [InlineData(ServerKind.TestHost, "application/json")]
    [InlineData(ServerKind.Kestrel, "application/json")]
    [InlineData(ServerKind.TestHost, "application/x-www-form-urlencoded")]
    [InlineData(ServerKind.Kestrel, "application/x-www-form-urlencoded")]
    public async Task Post_WithUseAntiforgery_NeedsNoToken(ServerKind server, string contentType)
    {
        await using var app = await StartAsync(server, app =>
        {
            app.MapHelpCrunchWebhooks(ReceiverApp.Path);
            app.MapPost("/custom", (VerifiedWebhook webhook) => webhook.KeyName).RequireHelpCrunchSignature();
        });

        foreach (var path in (string[])[ReceiverApp.Path, "/custom"])
        {
            var request = ReceiverApp.Request(Bodies.ChatRated(), path: path);
            request.Content!.Headers.ContentType = new(contentType);
            (await app.SendAsync(request)).Status.Should().Be(200);
        }
    }

    [Theory]
    [InlineData(ServerKind.TestHost)]
    [InlineData(ServerKind.Kestrel)]
    public async Task Post_MappedInAGroupThatRequiresTokens_NeedsNoToken(ServerKind server)
    {
        await using var app = await StartAsync(server, app =>
        {
            var group = app.MapGroup("").WithMetadata(new RequiresToken());
            group.MapHelpCrunchWebhooks(ReceiverApp.Path);
            group.MapPost("/custom", (VerifiedWebhook webhook) => webhook.KeyName).RequireHelpCrunchSignature();
        });

        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(200);
        (await app.PostAsync(Bodies.ChatRated(), path: "/custom")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Start_ActionsThatRequireATokenForAllActions_Warns()
    {
        await using var app = await StartAsync(
            ServerKind.TestHost,
            app => app.MapControllers(),
            mvc => mvc.Filters.Add(new AutoValidateAntiforgeryTokenAttribute()));

        Warnings(app).Should().BeEquivalentTo(Warning(nameof(TokenController.Post)), Warning(nameof(TokenController.PostValidated)), Warning(nameof(TokenController.PostRequired)));
        (await app.PostAsync(Bodies.ChatRated(), path: "/post")).Status.Should().Be(400, "this is what the warning is for");
        (await app.PostAsync(Bodies.ChatRated(), path: "/ignored")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Start_ActionThatRequiresAToken_Warns()
    {
        await using var app = await StartAsync(ServerKind.TestHost, app => app.MapControllers());

        Warnings(app).Should().BeEquivalentTo(Warning(nameof(TokenController.PostValidated)), Warning(nameof(TokenController.PostRequired)));
        (await app.PostAsync(Bodies.ChatRated(), path: "/post")).Status.Should().Be(200);
        (await app.PostAsync(Bodies.ChatRated(), path: "/validated")).Status.Should().Be(400);
        (await app.PostAsync(Bodies.ChatRated(), path: "/required")).Status.Should().Be(400);
    }

    private static IEnumerable<string> Warnings(ReceiverApp app) =>
        app.Logs.FromSdk.Where(entry => entry.Level == LogLevel.Warning).Select(entry => $"{entry.Id.Id} {entry.Message}");

    private static string Warning(string action) =>
        $"37 The action 'HelpCrunch.Webhooks.Sdk.AspNetCore.Tests.AntiforgeryTests+TokenController.{action} (HelpCrunch.Webhooks.Sdk.AspNetCore.Tests)' requires an antiforgery token. "
        + "HelpCrunch does not send one, so its webhooks are rejected before their signature is verified. Put [IgnoreAntiforgeryToken] on the action: the signature authenticates the request.";

    private static Task<ReceiverApp> StartAsync(ServerKind server, Action<WebApplication> map, Action<MvcOptions>? configureMvc = null) => ReceiverApp.StartAsync(
        server,
        configure: builder =>
        {
            builder.Services.AddAntiforgery();
            builder.AddControllers(typeof(TokenController));
            builder.Services.Configure(configureMvc ?? (_ => { }));
        },
        map: app =>
        {
            app.UseAntiforgery();
            map(app);
        });

    private sealed class RequiresToken : IAntiforgeryMetadata
    {
        public bool RequiresValidation => true;
    }

    private sealed class TokenController : ControllerBase
    {
        [HttpPost("/post")]
        [RequireHelpCrunchSignature]
        public string? Post(VerifiedWebhook webhook) => webhook.KeyName;

        [HttpPost("/ignored")]
        [RequireHelpCrunchSignature]
        [IgnoreAntiforgeryToken]
        public string? PostIgnored(VerifiedWebhook webhook) => webhook.KeyName;

        [HttpPost("/validated")]
        [RequireHelpCrunchSignature]
        [ValidateAntiForgeryToken]
        public string? PostValidated(VerifiedWebhook webhook) => webhook.KeyName;

        [HttpPost("/required")]
        [RequireHelpCrunchSignature]
        [RequireAntiforgeryToken]
        public string? PostRequired(VerifiedWebhook webhook) => webhook.KeyName;

        [HttpPost("/form")]
        [ValidateAntiForgeryToken]
        public string PostForm(string name) => name;
    }
}
