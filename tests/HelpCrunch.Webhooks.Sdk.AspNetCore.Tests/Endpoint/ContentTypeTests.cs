using System.Text;
using Microsoft.AspNetCore.Mvc;

#pragma warning disable CA1822 // MVC treats only instance methods as actions.

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>Senders and proxies that send JSON with another Content-Type. The signature decides whether the body is accepted.</summary>
public sealed class ContentTypeTests
{
    private static readonly string[] OtherTypes =
    [
        "text/plain",
        "text/plain; charset=utf-8",
        "application/x-www-form-urlencoded", // The default of curl and of PHP.
        "multipart/form-data; boundary=x",
        "application/octet-stream",
        "garbage", // Another library throws for it.
        ";;;",
        "application/json, text/plain",
        "application/jsonp",
        "*/*",
    ];

    private readonly Recorder _recorder = new();

    public static TheoryData<ServerKind, string> OtherTypesOnEachServer
    {
        get
        {
            var data = new TheoryData<ServerKind, string>();
            foreach (var type in OtherTypes)
            {
                data.Add(ServerKind.TestHost, type);
                data.Add(ServerKind.Kestrel, type);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(OtherTypesOnEachServer))]
    public async Task Post_SignedJsonWithAnotherContentType_IsHandled(ServerKind server, string contentType)
    {
        await using var app = await StartAsync(server);

        (await app.SendAsync(Request(Bodies.ChatRated(), contentType))).Should().Be(EndpointResponse.Empty(200));
        _recorder.Events.Should().ContainSingle();
    }

    [Theory]
    [MemberData(nameof(OtherTypesOnEachServer))]
    public async Task Post_UnsignedWithAnotherContentType_Returns415(ServerKind server, string contentType)
    {
        await using var app = await StartAsync(server);
        var request = Request(Bodies.ChatRated(), contentType);
        request.Headers.Remove(WebhookSignature.HeaderName);

        (await app.SendAsync(request)).Should().Be(EndpointResponse.Empty(415));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Post_UnsignedAllowedWithAnotherContentType_Returns415(bool hasKeys)
    {
        // A page in a browser can send these types to any address, but JSON only with the app's consent (CORS).
        var settings = new Dictionary<string, string?> { ["HelpCrunch:AllowUnsignedRequests"] = "true" };
        if (hasKeys)
        {
            settings["HelpCrunch:SigningKeys:0:Secret"] = "made-up-signing-key";
        }

        await using var app = await StartAsync(ServerKind.TestHost, settings);
        var request = Request(Bodies.ChatRated(), "text/plain");
        request.Headers.Remove(WebhookSignature.HeaderName);

        (await app.SendAsync(request)).Should().Be(EndpointResponse.Empty(415));
        (await app.SendAsync(Request(Bodies.ChatRated(), "text/plain"))).Status.Should().Be(hasKeys ? 200 : 415);
    }

    [Fact]
    public async Task Post_ForgedWithAnotherContentType_Returns401()
    {
        await using var app = await StartAsync(ServerKind.TestHost);
        var request = Request(Bodies.ChatRated(), "text/plain");
        request.Headers.Remove(WebhookSignature.HeaderName);
        request.Headers.Add(WebhookSignature.HeaderName, new string('0', 40));

        (await app.SendAsync(request)).Should().Be(EndpointResponse.Empty(401));
    }

    [Theory]
    [InlineData("event=chat.rated&id=1", 415)] // Signed, but a form.
    [InlineData("", 415)]
    [InlineData("{}", 400)] // JSON, but not a webhook.
    public async Task Post_SignedBodyThatIsNotAWebhookWithAnotherContentType_IsRejected(string body, int status)
    {
        await using var app = await StartAsync(ServerKind.TestHost);

        (await app.SendAsync(Request(body, "application/x-www-form-urlencoded"))).Status.Should().Be(status);
        (await app.SendAsync(Request(body, "application/json"))).Status.Should().Be(400);
    }

    [Theory]
    [InlineData(ServerKind.TestHost)]
    [InlineData(ServerKind.Kestrel)]
    public async Task Post_SignedJsonWithTheContentTypeOfAForm_EndpointsOfTheAppGetTheJsonBody(ServerKind server)
    {
        await using var app = await ReceiverApp.StartAsync(
            server,
            configure: builder => builder.AddControllers(typeof(BodyController)),
            map: app =>
            {
                app.MapPost("/custom", async (VerifiedWebhook webhook, HttpRequest request) => await new StreamReader(request.Body).ReadToEndAsync()).RequireHelpCrunchSignature();
                app.MapControllers();
            });

        var body = Bodies.OfLength(10_000); // Longer than the limit of a key in a form.
        foreach (var path in (string[])["/custom", "/body", "/bound"])
        {
            foreach (var type in (string?[])["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", null])
            {
                (await app.SendAsync(Request(body, type, path))).Should().BeEquivalentTo(new { Status = 200, Body = path == "/bound" ? "chat.rated" : body }, "{0} has the type {1}", path, type);
            }
        }
    }

    private static HttpRequestMessage Request(string body, string? contentType, string path = ReceiverApp.Path)
    {
        var request = ReceiverApp.Request(Encoding.UTF8.GetBytes(body), path: path);
        request.Content!.Headers.Remove("Content-Type");
        if (contentType is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        return request;
    }

    private Task<ReceiverApp> StartAsync(ServerKind server, Dictionary<string, string?>? settings = null) =>
        ReceiverApp.StartAsync(server, webhooks => webhooks.AddHandler<ChatRatedEvent>(_recorder.RecordAsync), settings);

    private sealed class BodyController : ControllerBase
    {
        [HttpPost("/body")]
        [RequireHelpCrunchSignature]
        public async Task<string> ReadAsync(VerifiedWebhook webhook) => await new StreamReader(Request.Body).ReadToEndAsync();

        [HttpPost("/bound")]
        [RequireHelpCrunchSignature]
        public string? Bind([FromBody] Dictionary<string, object> body) => $"{body["event"]}";
    }
}
