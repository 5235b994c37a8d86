using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Primitives;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>Endpoints of the app that use RequireHelpCrunchSignature.</summary>
public sealed class VerifiedWebhookTests
{
    private readonly List<string> _reached = [];

    [Theory]
    [InlineData(ServerKind.TestHost)]
    [InlineData(ServerKind.Kestrel)]
    public async Task Post_Signed_ReachesTheEndpointWithTheEventAndTheKey(ServerKind server)
    {
        await using var app = await StartAsync(server, app => app
            .MapPost("/custom", (VerifiedWebhook webhook) => $"{webhook.Event.EventType} by {webhook.KeyName}")
            .RequireHelpCrunchSignature());

        (await app.PostAsync(Bodies.ChatRated(), path: "/custom")).Should().Be(new EndpointResponse(200, "text/plain; charset=utf-8", "chat.rated by 2026"));
    }

    [Theory]
    [InlineData(ServerKind.TestHost)]
    [InlineData(ServerKind.Kestrel)]
    public async Task Post_Rejected_DoesNotReachTheEndpoint(ServerKind server)
    {
        await using var app = await StartAsync(server, app => app
            .MapPost("/custom", (VerifiedWebhook webhook) => _reached.Add(webhook.Event.Id))
            .RequireHelpCrunchSignature());

        (await app.PostAsync(Bodies.ChatRated(), new WebhookSigningKey("another key"), "/custom")).Should().Be(EndpointResponse.Empty(401));
        (await app.PostAsync("[]", path: "/custom")).Should().Be(new EndpointResponse(
            400,
            "application/problem+json",
            """{"title":"The body is not a HelpCrunch webhook.","status":400,"code":"NotAnObject","path":"$","lineNumber":0,"bytePositionInLine":0}"""));
        (await app.PostAsync(Bodies.OfLength(300_000), path: "/custom")).Should().Be(EndpointResponse.Empty(413));
        _reached.Should().BeEmpty();
    }

    [Fact]
    public async Task Post_RejectedWithANullableParameter_DoesNotReachTheEndpoint()
    {
        await using var app = await StartAsync(ServerKind.TestHost, app => app
            .MapPost("/custom", (VerifiedWebhook? webhook) => _reached.Add($"{webhook}"))
            .RequireHelpCrunchSignature());

        (await app.PostAsync(Bodies.ChatRated(), new WebhookSigningKey("another key"), "/custom")).Should().Be(EndpointResponse.Empty(401));
        _reached.Should().BeEmpty();
    }

    [Fact]
    public async Task Post_FilterWithoutTheParameter_EndpointReadsTheBody()
    {
        await using var app = await StartAsync(ServerKind.TestHost, app => app
            .MapPost("/custom", async (HttpRequest request) => await new StreamReader(request.Body).ReadToEndAsync())
            .RequireHelpCrunchSignature());

        (await app.PostAsync(Bodies.ChatRated(), path: "/custom")).Body.Should().Be(Bodies.ChatRated());
        (await app.PostAsync(Bodies.ChatRated(), new WebhookSigningKey("another key"), "/custom")).Should().Be(EndpointResponse.Empty(401));
    }

    [Fact]
    public async Task Post_BodyIsBoundToAParameter_IsTheVerifiedBody()
    {
        await using var app = await StartAsync(ServerKind.TestHost, app => app
            .MapPost("/custom", (VerifiedWebhook webhook, Dictionary<string, object> body) => $"{webhook.Event.Id} {body["id"]}")
            .RequireHelpCrunchSignature());

        (await app.PostAsync(Bodies.ChatRated(id: "1"), path: "/custom")).Body.Should().Be("1 1");
        (await app.PostAsync(Bodies.ChatRated(id: "1"), new WebhookSigningKey("another key"), "/custom")).Should().Be(EndpointResponse.Empty(401));
    }

    [Fact]
    public async Task Post_RejectedWithThrowOnBadRequest_RespondsTheSame()
    {
        await using var app = await StartAsync(
            ServerKind.TestHost,
            app => app.MapPost("/custom", (VerifiedWebhook webhook) => _reached.Add(webhook.Event.Id)).RequireHelpCrunchSignature(),
            builder => builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true)); // The default in the Development environment.

        (await app.PostAsync(Bodies.ChatRated(), new WebhookSigningKey("another key"), "/custom")).Should().Be(EndpointResponse.Empty(401));
        _reached.Should().BeEmpty();
    }

    [Fact]
    public async Task Post_EndpointThatIgnoresFilters_IsVerified()
    {
        var endpoints = new CustomEndpoints(_reached);
        await using var app = await StartAsync(ServerKind.TestHost, app =>
        {
            ((IEndpointRouteBuilder)app).DataSources.Add(endpoints);
            endpoints.RequireHelpCrunchSignature();
        });

        (await app.PostAsync(Bodies.ChatRated(), new WebhookSigningKey("another key"), "/custom")).Should().Be(EndpointResponse.Empty(401));
        _reached.Should().BeEmpty();
        (await app.PostAsync(Bodies.ChatRated(), path: "/custom")).Status.Should().Be(200);
        _reached.Should().ContainSingle();
    }

    [Fact]
    public void RequireHelpCrunchSignature_EndpointWithoutARequestDelegate_Throws()
    {
        var endpoints = new CustomEndpoints(_reached);
        endpoints.Add(endpoint => endpoint.RequestDelegate = null);
        endpoints.RequireHelpCrunchSignature();

        endpoints.Invoking(source => source.Endpoints).Should().Throw<InvalidOperationException>().WithMessage(
            "The requests to the endpoint 'custom endpoint' cannot be verified, because it has no request delegate. Use MapPost.");
    }

    [Fact]
    public async Task Start_ParameterOfAnUnverifiedEndpoint_Throws()
    {
        await using var app = Create(app => app.MapPost("/custom", (VerifiedWebhook? webhook) => _reached.Add($"{webhook}")));

        (await FluentActions.Awaiting(() => app.StartAsync()).Should().ThrowAsync<InvalidOperationException>()).WithMessage(
            "The endpoint 'HTTP: POST /custom' takes a VerifiedWebhook, but its requests are not verified. Call RequireHelpCrunchSignature() where it is mapped, or put [RequireHelpCrunchSignature] on the controller action.");
    }

    [Fact]
    public async Task Start_ParameterWithinAParameterOfAnUnverifiedEndpoint_Throws()
    {
        await using var app = Create(app => app.MapPost("/custom", ([AsParameters] Parameters parameters) => _reached.Add($"{parameters.Webhook}")));

        (await FluentActions.Awaiting(() => app.StartAsync()).Should().ThrowAsync<InvalidOperationException>()).WithMessage(
            "The endpoint 'HTTP: POST /custom' takes a VerifiedWebhook, but its requests are not verified. Call RequireHelpCrunchSignature() where it is mapped, or put [RequireHelpCrunchSignature] on the controller action.");
    }

    [Fact]
    public async Task Start_AttributeOnAMinimalApiHandler_Fails()
    {
        await using var app = Create(app => app.MapPost("/custom", [RequireHelpCrunchSignature] (HttpRequest request) => _reached.Add(request.Path)));

        (await FluentActions.Awaiting(() => app.StartAsync()).Should().ThrowAsync<InvalidOperationException>()).WithMessage(
            "The endpoint 'HTTP: POST /custom' has the attribute [RequireHelpCrunchSignature], which applies only to controllers and actions. Call RequireHelpCrunchSignature() where the endpoint is mapped.");
    }

    [Fact]
    public async Task BindAsync_RequestThatWasNotVerified_Throws()
    {
        await using var app = await StartAsync(ServerKind.TestHost, app => app.MapPost("/custom", async context =>
            _reached.Add($"{await VerifiedWebhook.BindAsync(context, null!)}")));

        (await FluentActions.Awaiting(() => app.PostAsync(Bodies.ChatRated(), path: "/custom")).Should().ThrowAsync<InvalidOperationException>()).WithMessage(
            "The endpoint 'HTTP: POST /custom' takes a VerifiedWebhook, but its requests are not verified. Call RequireHelpCrunchSignature() where it is mapped, or put [RequireHelpCrunchSignature] on the controller action.");
        _reached.Should().BeEmpty();
    }

    [Fact]
    public async Task Start_UnknownName_FailsWithTheMissingCall()
    {
        await using var app = Create(app => app.MapPost("/custom", () => { }).RequireHelpCrunchSignature("nope"));

        (await FluentActions.Awaiting(() => app.StartAsync()).Should().ThrowAsync<InvalidOperationException>()).WithMessage(
            "The endpoint 'nope' was not added. Call AddEndpoint(\"nope\", configuration.GetSection(…)) on the builder that AddHelpCrunchWebhooks() returns.");
    }

    [Fact]
    public async Task Start_ParameterInAVerifiedGroup_Succeeds()
    {
        await using var app = await StartAsync(ServerKind.TestHost, app => app
            .MapGroup("/group").RequireHelpCrunchSignature().MapPost("/custom", (VerifiedWebhook webhook) => webhook.KeyName));

        (await app.PostAsync(Bodies.ChatRated(), path: "/group/custom")).Body.Should().Be("2026");
    }

    [Fact]
    public async Task Post_NamedEndpoint_UsesItsOptions()
    {
        var shopKey = new WebhookSigningKey("the shop's key", "shop-2026");
        await using var app = await StartAsync(
            ServerKind.TestHost,
            app => app.MapPost("/custom", (VerifiedWebhook webhook) => webhook.KeyName).RequireHelpCrunchSignature("shop"),
            builder => builder.Services.AddHelpCrunchWebhooks().AddEndpoint("shop", options => options.SigningKeys.Add(shopKey)));

        (await app.PostAsync(Bodies.ChatRated(), shopKey, "/custom")).Body.Should().Be("shop-2026");
        (await app.PostAsync(Bodies.ChatRated(), path: "/custom")).Status.Should().Be(401);
    }

    [Fact]
    public void VerifiedWebhook_Constructors_AreNotPublic() =>
        typeof(VerifiedWebhook).GetConstructors().Should().BeEmpty();

    private static WebApplication Create(Action<WebApplication> map) => ReceiverApp.Create(ServerKind.TestHost, out _, out _, map: map);

    private static Task<ReceiverApp> StartAsync(ServerKind server, Action<WebApplication> map, Action<WebApplicationBuilder>? configure = null) =>
        ReceiverApp.StartAsync(server, configure: configure, map: map);

    private sealed record Parameters(VerifiedWebhook? Webhook);

    /// <summary>An endpoint data source like those of Razor Pages, Blazor and reverse proxies.</summary>
    private sealed class CustomEndpoints(List<string> reached) : EndpointDataSource, IEndpointConventionBuilder
    {
        private readonly List<Action<EndpointBuilder>> _conventions = [];

        public override IReadOnlyList<Endpoint> Endpoints
        {
            get
            {
                var endpoint = new RouteEndpointBuilder(Handle, RoutePatternFactory.Parse("/custom"), order: 0) { DisplayName = "custom endpoint" };
                _conventions.ForEach(convention => convention(endpoint));
                return [endpoint.Build()];
            }
        }

        public override IChangeToken GetChangeToken() => new CancellationChangeToken(CancellationToken.None);

        public void Add(Action<EndpointBuilder> convention) => _conventions.Add(convention);

        private Task Handle(HttpContext context)
        {
            reached.Add(context.Request.Path);
            return Task.CompletedTask;
        }
    }
}
