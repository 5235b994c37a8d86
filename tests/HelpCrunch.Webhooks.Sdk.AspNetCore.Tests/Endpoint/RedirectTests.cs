using System.Net;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>
/// Redirects in front of the endpoint, such as from HTTP to HTTPS. After 301, 302, and 303, HelpCrunch's sender and HttpClient send a GET
/// without a body, but with the signature header. After 307 and 308, they send the POST again.
/// </summary>
public sealed class RedirectTests
{
    private readonly Recorder _recorder = new();

    [Theory]
    [InlineData(301, ServerKind.TestHost)]
    [InlineData(301, ServerKind.Kestrel)]
    [InlineData(302, ServerKind.TestHost)]
    [InlineData(302, ServerKind.Kestrel)]
    [InlineData(303, ServerKind.Kestrel)]
    public async Task Post_RedirectThatTurnsIntoAGetBesideAFallback_Returns405AndWarns(int status, ServerKind server)
    {
        await using var app = await StartAsync(server, status);

        (await FollowAsync(app)).Should().Be(EndpointResponse.Empty(405));
        _recorder.Events.Should().BeEmpty();
        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Level == LogLevel.Warning).Which.Message.Should().Be(
            "A request to HelpCrunch webhooks was rejected with 405 (method_not_allowed). The method is not POST, but the header X-HelpCrunch-Signature is present. "
            + "A redirect in front of the app, such as from HTTP to HTTPS, turns a POST into a GET without a body. Enter the final address in HelpCrunch.");
    }

    [Theory]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Post_RedirectThatKeepsTheMethod_IsHandled(int status)
    {
        await using var app = await StartAsync(ServerKind.Kestrel, status);

        (await FollowAsync(app)).Should().Be(EndpointResponse.Empty(200));
        _recorder.Events.Should().ContainSingle();
    }

    [Fact]
    public async Task Post_HttpWithHttpsRedirection_IsRedirected()
    {
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            configure: builder => builder.Services.AddHttpsRedirection(options => options.HttpsPort = 443),
            map: app =>
            {
                app.UseHttpsRedirection();
                app.MapHelpCrunchWebhooks(ReceiverApp.Path);
            });

        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(307, "the redirect is outside the endpoint");
        (await app.PostAsync(Bodies.ChatRated(), path: $"https://localhost{ReceiverApp.Path}")).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("PUT")]
    public async Task Send_AnotherMethodWithoutASignatureBesideAFallback_Returns405WithoutAWarning(string method)
    {
        await using var app = await StartAsync(ServerKind.TestHost, 302);

        using var response = await app.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), ReceiverApp.Path));

        response.StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);
        response.Content.Headers.Allow.Should().Equal("POST");
        app.Logs.FromSdk.Should().NotContain(entry => entry.Level == LogLevel.Warning); // Anyone can send that.
        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Id.Id == 23).Which.Message.Should().Be(
            "A request to HelpCrunch webhooks was rejected with 405 (method_not_allowed). The method is not POST. HelpCrunch did not send the request.");
    }

    [Fact]
    public async Task Get_EndpointOfTheAppAtTheSamePath_Runs()
    {
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, map: app =>
        {
            app.MapHelpCrunchWebhooks(ReceiverApp.Path);
            app.MapGet(ReceiverApp.Path, () => "Send webhooks here.");
        });

        (await app.Client.GetStringAsync(ReceiverApp.Path)).Should().Be("Send webhooks here.");
        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(200);
    }

    private static async Task<EndpointResponse> FollowAsync(ReceiverApp app)
    {
        var request = ReceiverApp.Request(Bodies.ChatRated(), path: "/old");
        if (app.Server == ServerKind.Kestrel)
        {
            return await app.SendAsync(request); // HttpClient follows the redirect.
        }

        (await app.SendAsync(request)).Status.Should().BeInRange(301, 303);
        var redirected = new HttpRequestMessage(HttpMethod.Get, ReceiverApp.Path);
        redirected.Headers.Add(WebhookSignature.HeaderName, WebhookSignature.Compute(System.Text.Encoding.UTF8.GetBytes(Bodies.ChatRated()), ReceiverApp.Key));
        return await app.SendAsync(redirected);
    }

    private Task<ReceiverApp> StartAsync(ServerKind server, int status) => ReceiverApp.StartAsync(
        server,
        webhooks => webhooks.AddHandler<ChatRatedEvent>(_recorder.RecordAsync),
        map: app =>
        {
            app.MapPost("/old", context =>
            {
                context.Response.StatusCode = status;
                context.Response.Headers.Location = ReceiverApp.Path;
                return Task.CompletedTask;
            });
            app.MapHelpCrunchWebhooks(ReceiverApp.Path);
            app.MapFallback(() => "The page.");
        });
}
