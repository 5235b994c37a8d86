namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>Endpoints of the user's own.</summary>
public sealed class VerifiedWebhookTests
{
    private readonly List<string> _reached = [];

    [Theory]
    [InlineData(ServerKind.TestHost)]
    [InlineData(ServerKind.Kestrel)]
    public async Task Post_Signed_ReachesTheEndpointWithTheEventAndTheKey(ServerKind server)
    {
        await using var app = await StartAsync(server, app => app
            .MapPost("/own", (VerifiedWebhook webhook) => $"{webhook.Event.EventType} by {webhook.KeyName}")
            .VerifyHelpCrunchWebhook());

        (await app.PostAsync(Bodies.ChatRated(), path: "/own")).Should().Be(new Answer(200, "text/plain; charset=utf-8", "chat.rated by 2026"));
    }

    [Theory]
    [InlineData(ServerKind.TestHost)]
    [InlineData(ServerKind.Kestrel)]
    public async Task Post_Refused_DoesNotReachTheEndpoint(ServerKind server)
    {
        await using var app = await StartAsync(server, app => app
            .MapPost("/own", (VerifiedWebhook webhook) => _reached.Add(webhook.Event.Id))
            .VerifyHelpCrunchWebhook());

        (await app.PostAsync(Bodies.ChatRated(), new WebhookSigningKey("another key"), "/own")).Should().Be(Answer.Empty(401));
        (await app.PostAsync("[]", path: "/own")).Should().Be(new Answer(
            400,
            "application/problem+json",
            """{"title":"The body is no HelpCrunch webhook.","status":400,"code":"NotAnObject","path":"$","lineNumber":0,"bytePositionInLine":0}"""));
        (await app.PostAsync(Bodies.OfLength(300_000), path: "/own")).Should().Be(Answer.Empty(413));
        _reached.Should().BeEmpty();
    }

    [Fact]
    public async Task Post_NullableParameter_IsNotReachedEither()
    {
        await using var app = await StartAsync(ServerKind.TestHost, app => app
            .MapPost("/own", (VerifiedWebhook? webhook) => _reached.Add($"{webhook}"))
            .VerifyHelpCrunchWebhook());

        (await app.PostAsync(Bodies.ChatRated(), new WebhookSigningKey("another key"), "/own")).Should().Be(Answer.Empty(401));
        _reached.Should().BeEmpty();
    }

    [Fact]
    public async Task Post_FilterWithoutTheParameter_TheEndpointReadsTheVerifiedBytes()
    {
        await using var app = await StartAsync(ServerKind.TestHost, app => app
            .MapPost("/own", async (HttpRequest request) => await new StreamReader(request.Body).ReadToEndAsync())
            .VerifyHelpCrunchWebhook());

        (await app.PostAsync(Bodies.ChatRated(), path: "/own")).Body.Should().Be(Bodies.ChatRated());
        (await app.PostAsync(Bodies.ChatRated(), new WebhookSigningKey("another key"), "/own")).Should().Be(Answer.Empty(401));
    }

    [Fact]
    public async Task Post_BodyBoundBeforeTheFilter_IsRefusedAndNotTakenForVerified()
    {
        await using var app = await StartAsync(ServerKind.TestHost, app => app
            .MapPost("/own", (Dictionary<string, object> body) => _reached.Add($"{body.Count}"))
            .VerifyHelpCrunchWebhook());

        (await app.PostAsync(Bodies.ChatRated(), path: "/own")).Should().Be(Answer.Empty(401));
        _reached.Should().BeEmpty();
    }

    [Fact]
    public async Task Post_ParameterWithoutTheFilter_IsTheDevelopersErrorAndNotReached()
    {
        await using var app = await StartAsync(ServerKind.TestHost, app => app
            .MapPost("/own", (VerifiedWebhook? webhook) => _reached.Add($"{webhook}")));

        (await FluentActions.Awaiting(() => app.PostAsync(Bodies.ChatRated(), path: "/own")).Should().ThrowAsync<InvalidOperationException>()).WithMessage(
            "The endpoint takes a VerifiedWebhook, but nothing verifies its requests. Add .VerifyHelpCrunchWebhook() to what MapPost returned.");
        _reached.Should().BeEmpty();
    }

    [Fact]
    public async Task Post_NamedOptions_AreThoseOfTheName()
    {
        var shopKey = new WebhookSigningKey("the shop's key", "shop-2026");
        await using var app = await StartAsync(
            ServerKind.TestHost,
            app => app.MapPost("/own", (VerifiedWebhook webhook) => webhook.KeyName).VerifyHelpCrunchWebhook("shop"),
            builder => builder.Services.AddHelpCrunchWebhooks("shop", options => options.SigningKeys.Add(shopKey)));

        (await app.PostAsync(Bodies.ChatRated(), shopKey, "/own")).Body.Should().Be("shop-2026");
        (await app.PostAsync(Bodies.ChatRated(), path: "/own")).Status.Should().Be(401);
    }

    [Fact]
    public void VerifiedWebhook_CanOnlyBeHadFromARequest() =>
        typeof(VerifiedWebhook).GetConstructors().Should().BeEmpty();

    private static Task<ReceiverApp> StartAsync(ServerKind server, Action<WebApplication> map, Action<WebApplicationBuilder>? configure = null) =>
        ReceiverApp.StartAsync(server, configure: configure, map: map);
}
