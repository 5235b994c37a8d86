using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>
/// Apps replace error responses by pages. HelpCrunch's sender follows redirects, and a page with status 200 looks like a success: the
/// delivery would be lost.
/// </summary>
public sealed class StatusCodePagesTests
{
    private const string CustomEndpoint = "/custom";

    public static TheoryData<ServerKind, string> PagesOfEachServer
    {
        get
        {
            var data = new TheoryData<ServerKind, string>();
            foreach (var server in new[] { ServerKind.TestHost, ServerKind.Kestrel })
            {
                foreach (var pages in Pages.Keys)
                {
                    data.Add(server, pages);
                }
            }

            return data;
        }
    }

    private static Dictionary<string, Action<WebApplication>> Pages { get; } = new()
    {
        ["redirect"] = app => app.UseStatusCodePagesWithRedirects("/errors/{0}"),
        ["execute again"] = app => app.UseStatusCodePagesWithReExecute("/not-found"),
#if NET10_0_OR_GREATER
        ["execute again in a scope"] = app => app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true),
#endif
        ["text"] = app => app.UseStatusCodePages("text/plain", "Status {0}"),
        ["two"] = app => app.UseStatusCodePagesWithRedirects("/errors/{0}").UseStatusCodePagesWithReExecute("/not-found"),
        ["before routing"] = app => app.UseStatusCodePagesWithRedirects("/errors/{0}").UseRouting(),
        ["exceptions as well"] = app => app.UseExceptionHandler("/not-found").UseStatusCodePagesWithReExecute("/not-found"),
    };

    [Theory]
    [MemberData(nameof(PagesOfEachServer))]
    public async Task Post_HandlerFailsBehindStatusCodePages_Returns500(ServerKind server, string pages)
    {
        await using var app = await StartAsync(server, pages, webhooks => webhooks.AddHandler<ChatRatedEvent>(_ => throw new InvalidOperationException("It fails.")));

        (await app.PostAsync(Bodies.ChatRated())).Should().Be(EndpointResponse.Empty(500));
    }

    [Theory]
    [MemberData(nameof(PagesOfEachServer))]
    public async Task Post_AnotherKeyBehindStatusCodePages_Returns401(ServerKind server, string pages)
    {
        await using var app = await StartAsync(server, pages);

        (await app.PostAsync(Bodies.ChatRated(), new WebhookSigningKey("another key"))).Should().Be(EndpointResponse.Empty(401));
        (await app.PostAsync(Bodies.ChatRated(), new WebhookSigningKey("another key"), CustomEndpoint)).Should().Be(EndpointResponse.Empty(401));
        (await app.PostAsync(Bodies.ChatRated(), new WebhookSigningKey("another key"), "/action")).Should().Be(EndpointResponse.Empty(401));
    }

    [Theory]
    [MemberData(nameof(PagesOfEachServer))]
    public async Task Post_CustomEndpointFailsBehindStatusCodePages_ReturnsItsStatus(ServerKind server, string pages)
    {
        await using var app = await StartAsync(server, pages);

        (await app.PostAsync(Bodies.ChatRated(), path: CustomEndpoint)).Should().Be(EndpointResponse.Empty(422));
        (await app.PostAsync(Bodies.ChatRated(), path: "/action")).Should().Be(EndpointResponse.Empty(422));
    }

    [Theory]
    [MemberData(nameof(PagesOfEachServer))]
    public async Task Post_AnotherKeyToAPathThatIsRewrittenBehindStatusCodePages_Returns401(ServerKind server, string pages)
    {
        // The status code pages see the endpoint of the old path, and look for the metadata of a later endpoint only if they saw none.
        await using var app = await ReceiverApp.StartAsync(server, map: app =>
        {
            Pages[pages](app);
            app.Use((context, next) =>
            {
                if (context.Request.Path == "/old")
                {
                    context.Request.Path = ReceiverApp.Path;
                    context.SetEndpoint(null);
                }

                return next(context);
            });
            app.UseRouting();
            app.MapHelpCrunchWebhooks(ReceiverApp.Path);
            app.Map("/old", () => "Moved");
            app.Map("/errors/{status}", (int status) => $"Page {status}");
            app.MapFallback("/not-found", () => "Not found");
        });

        (await app.PostAsync(Bodies.ChatRated(), new WebhookSigningKey("another key"), "/old")).Should().Be(EndpointResponse.Empty(401));
    }

    private static Task<ReceiverApp> StartAsync(ServerKind server, string pages, Action<IHelpCrunchWebhooksBuilder>? handlers = null) => ReceiverApp.StartAsync(
        server,
        handlers,
        configure: builder => builder.AddControllers(typeof(ActionController)),
        map: app =>
        {
            Pages[pages](app);
            app.MapHelpCrunchWebhooks(ReceiverApp.Path);
            app.MapPost(CustomEndpoint, (VerifiedWebhook webhook) => Results.StatusCode(422)).RequireHelpCrunchSignature();
            app.MapControllers();
            app.Map("/errors/{status}", (int status) => $"Page {status}");
            app.MapFallback("/not-found", () => "Not found");
        });

    [Route("/action")]
    public sealed class ActionController : ControllerBase
    {
        [HttpPost]
        [RequireHelpCrunchSignature]
        public IActionResult Post(VerifiedWebhook webhook) => StatusCode(422);
    }
}
