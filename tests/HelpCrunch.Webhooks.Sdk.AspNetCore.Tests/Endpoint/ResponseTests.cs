using System.Text;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>Every row of the table of responses. The derived classes run them on each server.</summary>
public abstract class ResponseTests(ServerKind server)
{
    private readonly Recorder _recorder = new();

    [Fact]
    public async Task Post_SignedEventWithHandler_IsHandledAndAnswered200()
    {
        await using var app = await StartAsync();

        var answer = await app.PostAsync(Bodies.ChatRated());

        answer.Should().Be(EndpointResponse.Empty(200));
        _recorder.Events.Should().ContainSingle().Which.Should().BeOfType<ChatRatedEvent>().Which.EventData.ChatId.Should().Be(743);
    }

    [Fact]
    public async Task Post_UnknownEvent_IsHandledAndReturns200()
    {
        var unknown = new Recorder();
        await using var app = await StartAsync(webhooks => webhooks.AddHandler<UnknownEvent>(unknown.RecordAsync));

        var answer = await app.PostAsync(Bodies.Unknown());

        answer.Should().Be(EndpointResponse.Empty(200));
        unknown.Events.Should().ContainSingle().Which.EventType.Should().Be("chat.teleported");
    }

    [Fact]
    public async Task Post_EventWithoutHandler_Returns200()
    {
        await using var app = await StartAsync(_ => { });

        (await app.PostAsync(Bodies.ChatRated())).Should().Be(EndpointResponse.Empty(200));
    }

    [Fact]
    public async Task Post_NumberAsIdAndItsRedelivery_IsHandledOnce()
    {
        await using var app = await StartAsync();

        var answer = await app.PostAsync(WithNumber(attempts: 0));
        var answerToRedelivery = await app.PostAsync(WithNumber(attempts: 1));

        answer.Should().Be(EndpointResponse.Empty(200));
        answerToRedelivery.Should().Be(EndpointResponse.Empty(200));
        _recorder.Events.Should().ContainSingle().Which.Id.Should().Be("252041");

        static string WithNumber(int attempts) => Bodies.ChatRated("252041", attempts).Replace("\"252041\"", "252041", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_Redelivery_Returns200AndIsNotHandledAgain()
    {
        await using var app = await StartAsync();

        await app.PostAsync(Bodies.ChatRated());
        var answer = await app.PostAsync(Bodies.ChatRated(attempts: 1));

        answer.Should().Be(EndpointResponse.Empty(200));
        _recorder.Events.Should().ContainSingle();
    }

    [Theory]
    [InlineData(null)] // No header.
    [InlineData("")] // An empty header.
    [InlineData(" ")] // White space.
    [InlineData("att73h99zvs9ipdmaj2rmr4oi5jhtwubs6q6tfwr")] // HelpCrunch's sample: 40 characters, not hexadecimal.
    [InlineData("sha1=5f9a3a63e3d3b9b8e5c5e1e5f9a3a63e3d3b9b8e")] // A prefix, as GitHub sends.
    [InlineData("5f9a3a63e3d3b9b8e5c5e1e5f9a3a63e3d3b9b8e")] // A signature of another body.
    [InlineData("5f9a")] // Too short.
    [InlineData("t=1,v1=,v1=;;==")] // Another library throws for it.
    [InlineData("99999999999999999999999999999999999999999999999999999999999999999999999999999999")] // A number out of range.
    public async Task Post_MissingMalformedOrWrongSignature_Returns401AndIsNotHandled(string? signature)
    {
        await using var app = await StartAsync();

        var answer = await app.SendAsync(ReceiverApp.RequestWithSignature(Bodies.ChatRated(), signature));

        answer.Should().Be(EndpointResponse.Empty(401));
        _recorder.Events.Should().BeEmpty();
    }

    [Fact]
    public async Task Post_TwoSignatures_Returns401()
    {
        await using var app = await StartAsync();
        var request = ReceiverApp.Request(Bodies.ChatRated());
        request.Headers.Add(WebhookSignature.HeaderName, "5f9a3a63e3d3b9b8e5c5e1e5f9a3a63e3d3b9b8e");

        (await app.SendAsync(request)).Should().Be(EndpointResponse.Empty(401));
    }

    [Fact]
    public async Task Post_SignedWithTheEmptyKey_Returns401()
    {
        // A verifier without a key would compute the HMAC with the empty key, which an attacker can do too.
        await using var app = await StartAsync();
        var body = Encoding.UTF8.GetBytes(Bodies.ChatRated());
        var signature = Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA1.HashData(Array.Empty<byte>(), body));

        (await app.SendAsync(ReceiverApp.RequestWithSignature(body, signature))).Should().Be(EndpointResponse.Empty(401));
    }

    [Theory]
    [InlineData("not json")] // Not JSON.
    [InlineData("{\"event\":\"chat.rated\"")] // Truncated.
    [InlineData("[[[[")] // A parser would report another error.
    public async Task Post_UnsignedAndUnreadable_Returns401WithoutDetails(string body)
    {
        await using var app = await StartAsync();

        (await app.PostAsync(body, new WebhookSigningKey("another key"))).Should().Be(EndpointResponse.Empty(401));
    }

    [Theory]
    [InlineData("not json", """{"title":"The body is not a HelpCrunch webhook.","status":400,"code":"InvalidJson","path":"$","lineNumber":0,"bytePositionInLine":1}""")]
    [InlineData("", """{"title":"The body is not a HelpCrunch webhook.","status":400,"code":"InvalidJson","path":"$","lineNumber":0,"bytePositionInLine":0}""")]
    [InlineData("[]", """{"title":"The body is not a HelpCrunch webhook.","status":400,"code":"NotAnObject","path":"$","lineNumber":0,"bytePositionInLine":0}""")]
    [InlineData("""{"event":"chat.rated","eventData":{"chat_id":"secret text"},"id":"1"}""", """{"title":"The body is not a HelpCrunch webhook.","status":400,"code":"InvalidEventData","path":"$.eventData.chat_id","lineNumber":0,"bytePositionInLine":45}""")]
    public async Task Post_SignedButInvalid_Returns400WithCodeAndPath(string body, string problem)
    {
        await using var app = await StartAsync();

        var answer = await app.PostAsync(body);

        answer.Should().Be(new EndpointResponse(400, "application/problem+json", problem));
        _recorder.Events.Should().BeEmpty();
    }

    [Fact]
    public async Task Post_HandlerThrows_Returns500AndTheRetryIsHandled()
    {
        var attempts = new Recorder();
        await using var app = await StartAsync(webhooks => webhooks.AddHandler<ChatRatedEvent>((chatRated, cancellationToken) =>
        {
            attempts.RecordAsync(chatRated, cancellationToken);
            return chatRated.Attempts == 0 ? throw new InvalidOperationException("The mail server is down.") : Task.CompletedTask;
        }));

        var first = await app.PostAsync(Bodies.ChatRated());
        var retry = await app.PostAsync(Bodies.ChatRated(attempts: 1));
        var repetition = await app.PostAsync(Bodies.ChatRated(attempts: 2));

        (first.Status, retry.Status, repetition.Status).Should().Be((500, 200, 200));
        first.Should().Be(EndpointResponse.Empty(500));
        attempts.Events.Select(chatRated => chatRated.Attempts).Should().Equal(0, 1);
    }

    [Fact]
    public async Task Post_DeliveryInProgress_WaitsAndReturns503WithRetryAfter()
    {
        await using var app = await StartAsync();
        var store = app.Services.GetRequiredService<IWebhookDeliveryStore>();
        await store.ClaimAsync(new() { Delivery = new WebhookDeliveryId("", Bodies.Id), ClaimToken = 1, ExpiresAfter = TimeSpan.FromDays(300) }, default);

        var response = app.Client.SendAsync(ReceiverApp.Request(Bodies.ChatRated()));
        response.IsCompleted.Should().BeFalse("the endpoint waits for the first delivery");
        await app.AdvanceUntilAsync(response);

        ((int)(await response).StatusCode, (await response).Headers.RetryAfter?.ToString()).Should().Be((503, "10"));
    }

    [Fact]
    public async Task Post_DeliveryInProgressSucceedsMeanwhile_Returns200AndIsHandledOnce()
    {
        var recorder = new Recorder();
        var started = new TaskCompletionSource();
        var finish = new TaskCompletionSource();
        await using var app = await StartAsync(webhooks => webhooks.AddHandler<ChatRatedEvent>(async chatRated =>
        {
            await recorder.RecordAsync(chatRated, default);
            started.TrySetResult();
            await finish.Task;
        }));

        var first = app.PostAsync(Bodies.ChatRated());
        await started.Task.WaitAsync(Wait.Long);
        var second = app.PostAsync(Bodies.ChatRated(attempts: 1));
        finish.SetResult();
        (await first).Should().Be(EndpointResponse.Empty(200));
        await app.AdvanceUntilAsync(second);

        (await second).Should().Be(EndpointResponse.Empty(200));
        recorder.Events.Should().ContainSingle();
    }

    [Fact]
    public async Task Post_DeliveryInProgressFailsMeanwhile_IsHandledByTheRedelivery()
    {
        var started = new TaskCompletionSource();
        var finish = new TaskCompletionSource();
        await using var app = await StartAsync(webhooks => webhooks.AddHandler<ChatRatedEvent>(chatRated =>
        {
            started.TrySetResult();
            return chatRated.Attempts == 0 ? finish.Task : Task.CompletedTask;
        }));

        var first = app.PostAsync(Bodies.ChatRated());
        await started.Task.WaitAsync(Wait.Long);
        var second = app.PostAsync(Bodies.ChatRated(attempts: 1));
        finish.SetException(new InvalidOperationException("The database is down."));
        (await first).Should().Be(EndpointResponse.Empty(500));
        await app.AdvanceUntilAsync(second);

        (await second).Should().Be(EndpointResponse.Empty(200));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    public async Task Send_AnotherMethod_Returns405(string method)
    {
        await using var app = await StartAsync();
        var request = ReceiverApp.Request(Bodies.ChatRated());
        request.Method = new HttpMethod(method);

        (await app.SendAsync(request)).Status.Should().Be(405);
        _recorder.Events.Should().BeEmpty();
    }

    [Theory]
    [InlineData(null)] // Without a content type, another library returns 200 and handles nothing.
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json;charset=UTF-8")]
    [InlineData("APPLICATION/JSON")]
    [InlineData("application/problem+json")] // Still JSON.
    public async Task Post_JsonOrNoContentType_IsHandled(string? contentType)
    {
        await using var app = await StartAsync();
        var request = ReceiverApp.Request(Bodies.ChatRated());
        request.Content!.Headers.Remove("Content-Type");
        if (contentType is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        (await app.SendAsync(request)).Should().Be(EndpointResponse.Empty(200));
        _recorder.Events.Should().ContainSingle();
    }

    [Fact]
    public async Task Post_BodyOfTheLimit_IsHandled()
    {
        await using var app = await StartAsync();

        (await app.PostAsync(Bodies.OfLength(256 * 1024))).Should().Be(EndpointResponse.Empty(200));
        _recorder.Events.Should().ContainSingle();
    }

    [Fact]
    public async Task Post_BodyOverTheLimit_Returns413()
    {
        await using var app = await StartAsync();

        (await app.PostAsync(Bodies.OfLength((256 * 1024) + 1))).Should().Be(EndpointResponse.Empty(413));
        _recorder.Events.Should().BeEmpty();
    }

    [Fact]
    public async Task Post_BodyOverTheConfiguredLimit_Returns413()
    {
        await using var app = await StartAsync(settings: new()
        {
            ["HelpCrunch:SigningKeys:0:Secret"] = "made-up-signing-key",
            ["HelpCrunch:MaxRequestBodySize"] = "300",
        });

        (await app.PostAsync(Bodies.OfLength(300))).Should().Be(EndpointResponse.Empty(200));
        (await app.PostAsync(Bodies.OfLength(301))).Should().Be(EndpointResponse.Empty(413));
    }

    [Theory]
    [InlineData(1)] // The worst case: a buffer for each byte.
    [InlineData(100)]
    [InlineData(100_000)]
    public async Task Post_ChunkedBody_IsHandled(int pieceLength)
    {
        await using var app = await StartAsync();
        var request = ReceiverApp.Request(Bodies.ChatRated());
        request.Content = new ChunkedContent(Encoding.UTF8.GetBytes(Bodies.ChatRated()), pieceLength);

        (await app.SendAsync(request)).Should().Be(EndpointResponse.Empty(200));
        _recorder.Events.Should().ContainSingle();
    }

    [Fact]
    public async Task Post_ChunkedBodyOfTheLimitAcrossManyBuffers_IsHandled()
    {
        await using var app = await StartAsync();
        var body = Bodies.OfLength(256 * 1024);
        var request = ReceiverApp.Request(body);
        request.Content = new ChunkedContent(Encoding.UTF8.GetBytes(body), 3000);

        (await app.SendAsync(request)).Should().Be(EndpointResponse.Empty(200));
        _recorder.Events.Should().ContainSingle();
    }

    [Fact]
    public async Task Post_ByteOrderMark_IsHandled()
    {
        await using var app = await StartAsync();

        (await app.PostAsync("\uFEFF" + Bodies.ChatRated())).Should().Be(EndpointResponse.Empty(200));
        _recorder.Events.Should().ContainSingle();
    }

    [Theory]
    [InlineData("/webhooks/helpcrunch/")] // A trailing slash in HelpCrunch's settings.
    [InlineData("/WEBHOOKS/HelpCrunch")]
    public async Task Post_PathWithOtherSpelling_IsHandled(string path)
    {
        await using var app = await StartAsync();

        (await app.PostAsync(Bodies.ChatRated(), path: path)).Should().Be(EndpointResponse.Empty(200));
    }

    [Fact]
    public async Task Post_UpperCaseSignatureOfTheLastKey_IsHandled()
    {
        // A port of Standard Webhooks does not compare the last of several signatures.
        await using var app = await StartAsync(settings: new()
        {
            ["HelpCrunch:SigningKeys:0:Secret"] = "newest",
            ["HelpCrunch:SigningKeys:1:Secret"] = "middle",
            ["HelpCrunch:SigningKeys:2:Secret"] = "oldest",
        });
        var body = Encoding.UTF8.GetBytes(Bodies.ChatRated());
        var signature = WebhookSignature.Compute(body, new WebhookSigningKey("oldest")).ToUpperInvariant();

        (await app.SendAsync(ReceiverApp.RequestWithSignature(body, signature))).Should().Be(EndpointResponse.Empty(200));
        _recorder.Events.Should().ContainSingle();
    }

    [Fact]
    public async Task Post_WithAppJsonOptions_ReadsTheWholeEvent()
    {
        await using var app = await StartAsync(configure: builder => builder.Services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.SnakeCaseUpper;
            options.SerializerOptions.NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict;
        }));

        await app.PostAsync(Bodies.ChatRated());

        var chatRated = _recorder.Events.Should().ContainSingle().Which.Should().BeOfType<ChatRatedEvent>().Which;
        chatRated.EventData.Customer!.Name.Should().Be("A. Customer");
        chatRated.CreatedAt.Should().Be(DateTimeOffset.FromUnixTimeSeconds(1785585590));
    }

    [Fact]
    public async Task Post_SecondRequestOnTheConnectionOfARejectedOne_IsHandled()
    {
        await using var app = await StartAsync();

        (await app.PostAsync(Bodies.ChatRated(), new WebhookSigningKey("another key"))).Status.Should().Be(401);
        (await app.PostAsync("[]")).Status.Should().Be(400);
        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(200);
        _recorder.Events.Should().ContainSingle();
    }

    internal Task<ReceiverApp> StartAsync(
        Action<IHelpCrunchWebhooksBuilder>? handlers = null,
        Dictionary<string, string?>? settings = null,
        Action<WebApplicationBuilder>? configure = null) =>
        ReceiverApp.StartAsync(server, handlers ?? (webhooks => webhooks.AddHandler<ChatRatedEvent>(_recorder.RecordAsync)), settings, configure);
}

public sealed class ResponseOverTestHostTests() : ResponseTests(ServerKind.TestHost);

public sealed class ResponseOverKestrelTests() : ResponseTests(ServerKind.Kestrel);
