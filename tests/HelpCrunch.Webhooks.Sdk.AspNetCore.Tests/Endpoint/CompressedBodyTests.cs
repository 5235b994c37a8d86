using System.IO.Compression;
using System.Text;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>A proxy compresses the bodies that HelpCrunch signed.</summary>
public sealed class CompressedBodyTests
{
    private const string Mismatch = "A request to HelpCrunch webhooks was rejected with 401 (signature_mismatch). No signing key matches the signature. "
        + "To find the cause, use WebhookSignatureDiagnostics; see docs/verifying-signatures.md.";

    private const string Advice = " The body is compressed, and no middleware decompressed it. Call app.UseRequestDecompression() before the endpoint, or let the proxy not compress requests.";

    private readonly Recorder _recorder = new();

    public static TheoryData<ServerKind, string> EncodingsOnEachServer { get; } = new()
    {
        { ServerKind.TestHost, "gzip" }, { ServerKind.Kestrel, "gzip" },
        { ServerKind.TestHost, "deflate" }, { ServerKind.Kestrel, "deflate" },
        { ServerKind.TestHost, "br" }, { ServerKind.Kestrel, "br" },
    };

    [Theory]
    [MemberData(nameof(EncodingsOnEachServer))]
    public async Task Post_CompressedBodyThatNothingDecompresses_TheLogNamesTheCompression(ServerKind server, string encoding)
    {
        await using var app = await StartAsync(server);

        (await app.SendAsync(Request(Compress(Bodies.ChatRated(), encoding), Bodies.ChatRated(), encoding))).Should().Be(EndpointResponse.Empty(401));
        Warnings(app).Should().Equal(Mismatch + Advice);
    }

    [Theory]
    [MemberData(nameof(EncodingsOnEachServer))]
    public async Task Post_CompressedBodyWithRequestDecompression_IsHandled(ServerKind server, string encoding)
    {
        await using var app = await StartAsync(server, decompress: true);

        (await app.SendAsync(Request(Compress(Bodies.ChatRated(), encoding), Bodies.ChatRated(), encoding))).Should().Be(EndpointResponse.Empty(200));
        _recorder.Events.Should().ContainSingle();
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Post_CompressedBodyWithoutContentEncoding_TheLogNamesTheCompression(string encoding)
    {
        await using var app = await StartAsync(ServerKind.TestHost);

        (await app.SendAsync(Request(Compress(Bodies.ChatRated(), encoding), Bodies.ChatRated()))).Should().Be(EndpointResponse.Empty(401));
        Warnings(app).Should().Equal(Mismatch + Advice);
    }

    [Fact]
    public async Task Post_SignatureOfTheCompressedBody_TheLogNamesTheCompression()
    {
        await using var app = await StartAsync(ServerKind.TestHost);
        var request = ReceiverApp.Request(Compress(Bodies.ChatRated(), "gzip"));
        request.Content!.Headers.ContentEncoding.Add("gzip");

        (await app.SendAsync(request)).Status.Should().Be(400);
        Warnings(app).Should().ContainSingle().Which.Should().EndWith(Advice);
    }

    [Fact]
    public async Task Post_ContentEncodingOfABodyThatWasDecompressed_IsHandled()
    {
        await using var app = await StartAsync(ServerKind.TestHost);

        (await app.SendAsync(Request(Encoding.UTF8.GetBytes(Bodies.ChatRated()), Bodies.ChatRated(), "gzip"))).Should().Be(EndpointResponse.Empty(200));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("identity")]
    [InlineData("gzip")] // The body is JSON, so it is not compressed.
    public async Task Post_AnotherBody_TheLogDoesNotNameACompression(string? encoding)
    {
        await using var app = await StartAsync(ServerKind.TestHost);

        (await app.SendAsync(Request(Encoding.UTF8.GetBytes(Bodies.ChatRated("2")), Bodies.ChatRated(), encoding))).Status.Should().Be(401);
        Warnings(app).Should().Equal(Mismatch);
    }

    private static IEnumerable<string> Warnings(ReceiverApp app) => app.Logs.FromSdk.Where(entry => entry.Level == LogLevel.Warning).Select(entry => entry.Message);

    private static HttpRequestMessage Request(byte[] body, string signed, string? encoding = null)
    {
        var request = ReceiverApp.RequestWithSignature(body, WebhookSignature.Compute(Encoding.UTF8.GetBytes(signed), ReceiverApp.Key));
        if (encoding is not null)
        {
            request.Content!.Headers.ContentEncoding.Add(encoding);
        }

        return request;
    }

    private static byte[] Compress(string text, string encoding)
    {
        var compressed = new MemoryStream();
        using (Stream compressor = encoding switch
        {
            "gzip" => new GZipStream(compressed, CompressionLevel.Optimal),
            "deflate" => new ZLibStream(compressed, CompressionLevel.Optimal),
            _ => new BrotliStream(compressed, CompressionLevel.Optimal),
        })
        {
            compressor.Write(Encoding.UTF8.GetBytes(text));
        }

        return compressed.ToArray();
    }

    private Task<ReceiverApp> StartAsync(ServerKind server, bool decompress = false) => ReceiverApp.StartAsync(
        server,
        webhooks => webhooks.AddHandler<ChatRatedEvent>(_recorder.RecordAsync),
        configure: builder => builder.Services.AddRequestDecompression(),
        map: app =>
        {
            if (decompress)
            {
                app.UseRequestDecompression();
            }

            app.MapHelpCrunchWebhooks(ReceiverApp.Path);
        });
}
