using System.IO.Pipelines;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>Middlewares read the body before the endpoint, for example to log it.</summary>
public sealed class BodyReadBeforeTests
{
    private static Dictionary<string, Func<HttpRequest, Task>> BufferedReads { get; } = new()
    {
        ["nothing"] = _ => Task.CompletedTask,
        ["all"] = request => request.Body.CopyToAsync(Stream.Null),
        ["all, rewound"] = async request =>
        {
            await request.Body.CopyToAsync(Stream.Null);
            request.Body.Position = 0;
        },
        ["a part"] = async request => await request.Body.ReadExactlyAsync(new byte[10]),
        ["all with a StreamReader"] = async request =>
        {
            using var reader = new StreamReader(request.Body, leaveOpen: true);
            await reader.ReadToEndAsync();
        },
        ["all as a pipe"] = ReadPipeAsync,
        ["all as a pipe, rewound"] = async request =>
        {
            await ReadPipeAsync(request);
            request.Body.Position = 0;
        },
        ["all as JSON"] = async request => await request.ReadFromJsonAsync<System.Text.Json.JsonElement>(),
        ["a form"] = async request => await request.ReadFormAsync(),
    };

    public static TheoryData<ServerKind, string> ReadsOnEachServer
    {
        get
        {
            var data = new TheoryData<ServerKind, string>();
            foreach (var read in BufferedReads.Keys)
            {
                data.Add(ServerKind.TestHost, read);
                data.Add(ServerKind.Kestrel, read);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(ReadsOnEachServer))]
    public async Task Post_BufferedBodyReadBefore_IsHandled(ServerKind server, string read)
    {
        var recorder = new Recorder();
        await using var app = await StartAsync(server, recorder, async request =>
        {
            request.EnableBuffering();
            try
            {
                await BufferedReads[read](request);
            }
            catch (InvalidOperationException)
            {
                // The request is not a form.
            }
        });

        (await app.PostAsync(Bodies.ChatRated())).Should().Be(EndpointResponse.Empty(200));
        (await app.PostAsync(Bodies.OfLength(100_000))).Should().Be(EndpointResponse.Empty(200)); // Buffered in a file.
        (await app.PostAsync(Bodies.ChatRated(), path: "/custom")).Body.Should().Be(Bodies.ChatRated());
        recorder.Events.Should().HaveCount(2);
    }

    [Theory]
    [InlineData(ServerKind.TestHost)]
    [InlineData(ServerKind.Kestrel)]
    public async Task Post_BodyReplacedByACopy_IsHandled(ServerKind server)
    {
        await using var app = await StartAsync(server, new Recorder(), async request =>
        {
            var copy = new MemoryStream();
            await request.Body.CopyToAsync(copy);
            request.Body = copy; // At its end.
        });

        (await app.PostAsync(Bodies.ChatRated())).Should().Be(EndpointResponse.Empty(200));
    }

    [Theory]
    [InlineData(ServerKind.TestHost)]
    [InlineData(ServerKind.Kestrel)]
    public async Task Post_UnbufferedBodyReadBefore_Returns500AndIsSentAgain(ServerKind server)
    {
        await using var app = await StartAsync(server, new Recorder(), request => request.Body.CopyToAsync(Stream.Null));

        (await app.PostAsync(Bodies.ChatRated())).Should().Be(EndpointResponse.Empty(500));
    }

    private static async Task ReadPipeAsync(HttpRequest request)
    {
        ReadResult read;
        do
        {
            read = await request.BodyReader.ReadAsync();
            request.BodyReader.AdvanceTo(read.Buffer.End);
        }
        while (!read.IsCompleted);
    }

    private static Task<ReceiverApp> StartAsync(ServerKind server, Recorder recorder, Func<HttpRequest, Task> read) => ReceiverApp.StartAsync(
        server,
        webhooks => webhooks.AddHandler<ChatRatedEvent>(recorder.RecordAsync),
        map: app =>
        {
            app.Use(async (context, next) =>
            {
                await read(context.Request);
                await next(context);
            });
            app.MapHelpCrunchWebhooks(ReceiverApp.Path);
            app.MapPost("/custom", async (HttpRequest request) => await new StreamReader(request.Body).ReadToEndAsync()).RequireHelpCrunchSignature();
        });
}
