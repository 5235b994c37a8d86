using Microsoft.AspNetCore.Mvc;

#pragma warning disable CA1822 // MVC treats only instance methods as actions.

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>Apps that answer 200 to every path, such as single-page apps. A webhook that is sent to a wrong address looks like a success.</summary>
public sealed class MappedPathsTests
{
    private readonly Recorder _recorder = new();

    [Theory]
    [InlineData(ServerKind.TestHost)]
    [InlineData(ServerKind.Kestrel)]
    public async Task Post_MistypedPathBesideAFallback_IsLostAndTheStartLogHasTheMappedPath(ServerKind server)
    {
        await using var app = await StartAsync(server, app => app.MapHelpCrunchWebhooks(ReceiverApp.Path));

        (await app.PostAsync(Bodies.ChatRated(), path: "/webhooks/helpcrunsh")).Should().Be(new EndpointResponse(200, "text/plain; charset=utf-8", "The page."));
        _recorder.Events.Should().BeEmpty();
        Paths(app).Should().Equal("Information HelpCrunch webhooks are received at /webhooks/helpcrunch. Requests to other paths do not reach the SDK.");
    }

    [Fact]
    public async Task Start_SeveralEndpoints_LogsThePathsOfEach()
    {
        await using var app = await StartAsync(
            ServerKind.TestHost,
            app =>
            {
                app.MapHelpCrunchWebhooks("shop", "shop");
                app.MapHelpCrunchWebhooks("/1");
                app.MapGroup("/group").MapHelpCrunchWebhooks("/{account}");
                app.MapPost("/custom", (VerifiedWebhook webhook) => webhook.KeyName).RequireHelpCrunchSignature("shop");
                app.MapMethods("/methods", ["POST", "PUT"], (VerifiedWebhook webhook) => webhook.KeyName).RequireHelpCrunchSignature();
                app.Map("/any", (VerifiedWebhook webhook) => webhook.KeyName).RequireHelpCrunchSignature();
                app.MapControllers();
                app.MapPost("/other", () => "Not a webhook.");
            },
            builder =>
            {
                builder.AddControllers(typeof(MappedController));
                builder.Services.AddHelpCrunchWebhooks().AddEndpoint("shop", options => options.SigningKeys.Add(ReceiverApp.Key));
            });

        Paths(app).Should().BeEquivalentTo(
            "Information HelpCrunch webhooks are received at /1, /any, /controller, /group/{account}, /methods. Requests to other paths do not reach the SDK.",
            "Information HelpCrunch webhooks 'shop' are received at /custom, /shop. Requests to other paths do not reach the SDK.");
    }

    [Fact]
    public async Task Start_WithoutAMappedEndpoint_LogsNoPath()
    {
        await using var app = await StartAsync(ServerKind.TestHost, _ => { });

        Paths(app).Should().BeEmpty();
    }

    private static IEnumerable<string> Paths(ReceiverApp app) => app.Logs.FromSdk.Where(entry => entry.Id.Id == 35).Select(entry => $"{entry.Level} {entry.Message}");

    private Task<ReceiverApp> StartAsync(ServerKind server, Action<WebApplication> map, Action<WebApplicationBuilder>? configure = null) => ReceiverApp.StartAsync(
        server,
        webhooks => webhooks.AddHandler<ChatRatedEvent>(_recorder.RecordAsync),
        configure: configure,
        map: app =>
        {
            map(app);
            app.MapFallback(() => "The page.");
        });

    private sealed class MappedController : ControllerBase
    {
        [HttpPost("/controller")]
        [RequireHelpCrunchSignature]
        public string? Post(VerifiedWebhook webhook) => webhook.KeyName;
    }
}
