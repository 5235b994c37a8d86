using System.Text;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>Requests whose body does not arrive completely.</summary>
public sealed class BrokenRequestTests
{
    /// <summary>A signature of another body.</summary>
    private const string SomeSignature = $"{WebhookSignature.HeaderName}: 5f9a3a63e3d3b9b8e5c5e1e5f9a3a63e3d3b9b8e\r\n";

    private readonly Recorder _recorder = new();

    [Fact]
    public async Task Kestrel_ChunkedBodyOverTheLimit_Returns413Early()
    {
        await using var app = await StartAsync(ServerKind.Kestrel);
        using var connection = await RawConnection.OpenAsync(app);

        await connection.WriteAsync($"POST {ReceiverApp.Path} HTTP/1.1\r\nHost: x\r\n{SomeSignature}Transfer-Encoding: chunked\r\n\r\n");
        await connection.WriteAsync($"40001\r\n{new string('x', 0x40001)}"); // One byte more than the limit, in a body that continues.

        (await connection.ReadStatusLineAsync()).Should().Be("HTTP/1.1 413 Payload Too Large");
    }

    [Fact]
    public async Task Kestrel_DeclaredBodyOverTheLimit_Returns413BeforeItIsSent()
    {
        await using var app = await StartAsync(ServerKind.Kestrel);
        using var connection = await RawConnection.OpenAsync(app);

        await connection.WriteAsync($"POST {ReceiverApp.Path} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n");

        (await connection.ReadStatusLineAsync()).Should().Be("HTTP/1.1 413 Payload Too Large");
    }

    [Theory]
    [InlineData("", "401 Unauthorized")] // Not signed.
    [InlineData("X-HelpCrunch-Signature: sha1=5f9a\r\n", "401 Unauthorized")] // Malformed.
    [InlineData("Content-Type: text/plain\r\n", "415 Unsupported Media Type")]
    public async Task Kestrel_RejectedByItsHeaders_RespondsEarlyAndCloses(string header, string status)
    {
        await using var app = await StartAsync(ServerKind.Kestrel);
        using var connection = await RawConnection.OpenAsync(app);

        await connection.WriteAsync($"POST {ReceiverApp.Path} HTTP/1.1\r\nHost: x\r\n{header}Content-Length: 1000\r\n\r\n");

        (await connection.ReadHeadersAsync()).Should().StartWith($"HTTP/1.1 {status}").And.Contain("Connection: close");
        _recorder.Events.Should().BeEmpty();
    }

    [Theory]
    [InlineData(null)] // Not signed.
    [InlineData("no signature")] // Without keys, the signature is not verified.
    public async Task Kestrel_UnsignedAndAllowed_IsHandled(string? signature)
    {
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.Kestrel,
            webhooks => webhooks.AddHandler<ChatRatedEvent>(_recorder.RecordAsync),
            new() { ["HelpCrunch:AllowUnsignedRequests"] = "true" });

        (await app.SendAsync(ReceiverApp.RequestWithSignature(Bodies.ChatRated(), signature))).Status.Should().Be(200);
        _recorder.Events.Should().ContainSingle();
    }

    [Theory]
    [InlineData("gzip", ServerKind.TestHost)]
    [InlineData("gzip", ServerKind.Kestrel)]
    [InlineData("deflate", ServerKind.TestHost)]
    [InlineData("deflate", ServerKind.Kestrel)]
    [InlineData("br", ServerKind.TestHost)]
    [InlineData("br", ServerKind.Kestrel)]
    public async Task Post_BrokenCompressedBody_Returns400WithoutAnErrorLog(string encoding, ServerKind server)
    {
        await using var app = await ReceiverApp.StartAsync(
            server,
            webhooks => webhooks.AddHandler<ChatRatedEvent>(_recorder.RecordAsync),
            configure: builder => builder.Services.AddRequestDecompression(),
            map: app =>
            {
                app.UseRequestDecompression();
                app.MapHelpCrunchWebhooks(ReceiverApp.Path);
            });
        var request = ReceiverApp.Request(Bodies.ChatRated());
        request.Content!.Headers.ContentEncoding.Add(encoding);

        (await app.SendAsync(request)).Should().Be(EndpointResponse.Empty(400));
        app.Logs.All.Where(entry => entry.Level >= LogLevel.Warning).Select(entry => entry.Message)
            .Should().ContainSingle().Which.Should().EndWith(" was rejected with 400 (incomplete_body). The body could not be read to its end.");
    }

    [Fact]
    public async Task Post_MiddlewareCannotReadTheBody_Returns400()
    {
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, map: app =>
        {
            app.Use((context, next) =>
            {
                context.Request.Body = new UnreadableStream(new IOException("The disk is full."));
                return next(context);
            });
            app.MapHelpCrunchWebhooks(ReceiverApp.Path);
        });

        (await app.PostAsync(Bodies.ChatRated())).Should().Be(EndpointResponse.Empty(400));
    }

    [Fact]
    public async Task Post_ReadCanceledByADisconnect_LogsNoWarning()
    {
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, map: app =>
        {
            app.Use((context, next) =>
            {
                context.Request.Body = new UnreadableStream(new OperationCanceledException());
                return next(context);
            });
            app.MapHelpCrunchWebhooks(ReceiverApp.Path);
        });

        await FluentActions.Awaiting(() => app.PostAsync(Bodies.ChatRated())).Should().ThrowAsync<Exception>("the client disconnects");
        await app.WaitForLogAsync("disconnected before the whole body arrived");
        app.Logs.All.Where(entry => entry.Level >= LogLevel.Warning).Should().BeEmpty();
    }

    [Fact]
    public async Task Kestrel_BrokenCompressedBody_RespondsEarlyAndCloses()
    {
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.Kestrel,
            configure: builder => builder.Services.AddRequestDecompression(),
            map: app =>
            {
                app.UseRequestDecompression();
                app.MapHelpCrunchWebhooks(ReceiverApp.Path);
            });
        using var connection = await RawConnection.OpenAsync(app);

        await connection.WriteAsync($"POST {ReceiverApp.Path} HTTP/1.1\r\nHost: x\r\n{SomeSignature}Content-Encoding: gzip\r\nContent-Length: 1000\r\n\r\n{new string('x', 100)}");

        (await connection.ReadHeadersAsync()).Should().StartWith("HTTP/1.1 400 Bad Request").And.Contain("Connection: close");
    }

    [Fact]
    public async Task TestHost_ChunkedBodyOverTheLimit_Returns413Early()
    {
        await using var app = await StartAsync(ServerKind.TestHost);
        var answered = new TaskCompletionSource();
        var request = ReceiverApp.Request("");
        request.Content = new UnendingContent((256 * 1024) + 1, answered.Task);

        var answer = await app.SendAsync(request);
        answered.SetResult();

        answer.Status.Should().Be(413);
    }

    [Fact]
    public async Task Kestrel_LowerServerLimit_Returns413()
    {
        await using var app = await ReceiverApp.StartAsync(ServerKind.Kestrel, configure: builder =>
            builder.Services.Configure<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>(options => options.Limits.MaxRequestBodySize = 1000));
        using var connection = await RawConnection.OpenAsync(app);

        // In one write, because the connection can be closed after the response.
        await connection.WriteAsync($"POST {ReceiverApp.Path} HTTP/1.1\r\nHost: x\r\n{SomeSignature}Transfer-Encoding: chunked\r\n\r\n7d0\r\n{new string('x', 2000)}\r\n");

        (await connection.ReadStatusLineAsync()).Should().Be("HTTP/1.1 413 Payload Too Large");
        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Id.Id == 20).Which.Message.Should().Be(
            "A request to HelpCrunch webhooks was rejected with 413 (payload_too_large). The body is larger than the limit of the server, such as MaxRequestBodySize of Kestrel.");
    }

    [Theory]
    [InlineData(true)] // The connection is reset.
    [InlineData(false)] // The client ends its side of the connection.
    public async Task Kestrel_ClientDisconnects_HandlesNothingAndLogsNoError(bool reset)
    {
        await using var app = await StartAsync(ServerKind.Kestrel);
        var body = Bodies.ChatRated();
        using (var connection = await RawConnection.OpenAsync(app))
        {
            await connection.WriteAsync(
                $"POST {ReceiverApp.Path} HTTP/1.1\r\nHost: x\r\nContent-Length: {body.Length}\r\n{WebhookSignature.HeaderName}: {WebhookSignature.Compute(Encoding.UTF8.GetBytes(body), ReceiverApp.Key)}\r\n\r\n{body[..100]}");
            if (reset)
            {
                await app.WaitForLogAsync("Executing endpoint"); // Otherwise the server might not get the request.
                connection.Reset();
            }
            else
            {
                connection.EndWriting();
            }

            await app.WaitForLogAsync("Request finished");
            await app.WaitForLogAsync("stopped."); // Wait until the connection has ended.
        }

        _recorder.Events.Should().BeEmpty();
        app.Logs.All.Where(entry => entry.Level >= LogLevel.Warning).Should().BeEmpty();
        (await app.PostAsync(body)).Status.Should().Be(200);
        _recorder.Events.Should().ContainSingle("the id was not marked as handled");
    }

    [Fact]
    public async Task Kestrel_ManyClientsDisconnect_StopsReading()
    {
        // A read after the disconnect can fail in Kestrel with a warning and a stack trace. It does not do so every time.
        const int Clients = 50;
        await using var app = await StartAsync(ServerKind.Kestrel);
        List<RawConnection> connections = [];
        for (var client = 0; client < Clients; client++)
        {
            connections.Add(await RawConnection.OpenAsync(app));
            await connections[client].WriteAsync($"POST {ReceiverApp.Path} HTTP/1.1\r\nHost: x\r\n{SomeSignature}Content-Length: 200\r\n\r\n{new string('x', 100)}");
        }

        await app.WaitForLogAsync("Executing endpoint", Clients);
        connections.ForEach(connection => connection.Dispose());
        await app.WaitForLogAsync("stopped.", Clients);

        app.Logs.All.Where(entry => entry.Level >= LogLevel.Warning).Should().BeEmpty();
    }

    [Fact]
    public async Task TestHost_ClientDisconnects_HandlesNothingAndLogsNoError()
    {
        await using var app = await StartAsync(ServerKind.TestHost);
        using var gone = new CancellationTokenSource();
        var reading = new TaskCompletionSource();
        var request = ReceiverApp.Request(Bodies.ChatRated());
        request.Content = new UnendingContent(100, Task.Delay(Timeout.Infinite, gone.Token), reading);

        var sending = app.Client.SendAsync(request, gone.Token);
        await reading.Task.WaitAsync(Wait.Long);
        await app.WaitForLogAsync("Executing endpoint");
        await gone.CancelAsync();
        await FluentActions.Awaiting(() => sending).Should().ThrowAsync<OperationCanceledException>();
        await app.WaitForLogAsync("disconnected before the whole body arrived");

        _recorder.Events.Should().BeEmpty();
        app.Logs.All.Where(entry => entry.Level >= LogLevel.Error).Should().BeEmpty();
        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(200);
        _recorder.Events.Should().ContainSingle("the id was not marked as handled");
    }

    [Fact]
    public async Task Kestrel_BrokenChunk_Returns400WithoutAnErrorLog()
    {
        await using var app = await StartAsync(ServerKind.Kestrel);
        using var connection = await RawConnection.OpenAsync(app);

        await connection.WriteAsync($"POST {ReceiverApp.Path} HTTP/1.1\r\nHost: x\r\n{SomeSignature}Transfer-Encoding: chunked\r\n\r\nno number\r\n");

        (await connection.ReadStatusLineAsync()).Should().Be("HTTP/1.1 400 Bad Request");
        await app.WaitForLogAsync("stopped.");
        app.Logs.All.Where(entry => entry.Level >= LogLevel.Warning).Select(entry => entry.Message)
            .Should().Equal("A request to HelpCrunch webhooks was rejected with 400 (incomplete_body). The body could not be read to its end.");
    }

    private Task<ReceiverApp> StartAsync(ServerKind server) =>
        ReceiverApp.StartAsync(server, webhooks => webhooks.AddHandler<ChatRatedEvent>(_recorder.RecordAsync));

    private sealed class UnreadableStream(Exception exception) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw exception;
    }
}
