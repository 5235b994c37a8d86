using System.Collections.Concurrent;
using HelpCrunch.Webhooks.Sdk.Testing;
using HelpCrunch.Webhooks.Tool.Sending;
using HelpCrunch.Webhooks.Tool.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace HelpCrunch.Webhooks.Tool.Tests.Commands;

public sealed class SendOverNetworkTests
{
    [Theory]
    [InlineData("/length")]
    [InlineData("/chunked")]
    [InlineData("/close")]
    [InlineData("/no-content")]
    public async Task Send_ManyInParallel_ReadsEachResponse(string path)
    {
        var signatures = new ConcurrentBag<WebhookSignatureStatus>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapPost(path, (RequestDelegate)(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            signatures.Add(WebhookSignature.Verify(body.ToArray(), context.Request.Headers[WebhookSignature.HeaderName], new WebhookSigningKey("k")));
            await RespondAsync(context.Response, path);
        }));
        await app.StartAsync();

        var run = await ToolRun.RunAsync("send", "chat.new", "--key", "k", "--count", "50", "--parallel", "4", "--to", app.Urls.Single() + path);

        run.Error.Should().BeEmpty();
        run.ExitCode.Should().Be(0, run.Output);
        run.Output.Should().Contain(path == "/no-content" ? "│ 204 No Content │       50 │" : "│ 200 OK   │       50 │");
        signatures.Should().HaveCount(50).And.AllBeEquivalentTo(WebhookSignatureStatus.Valid);
    }

    [Fact]
    public async Task Send_NothingListens_SaysSo()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        await app.StartAsync();
        var url = app.Urls.Single() + "/";
        await app.DisposeAsync();

        var run = await ToolRun.RunAsync("send", "chat.new", "--key", "k", "--to", url);

        run.Output.Should().StartWith($"{url}: no response: nothing listens at the address, ");
        run.ExitCode.Should().Be(1);
    }

    [Fact]
    public async Task Send_Timeout_DoesNotReadTheResponseAsTheNextOne()
    {
        var requests = 0;
        var firstIsReceived = new TaskCompletionSource();
        var firstIsOver = new TaskCompletionSource();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapPost("/", (RequestDelegate)(async context =>
        {
            if (Interlocked.Increment(ref requests) == 1)
            {
                firstIsReceived.SetResult();
                await firstIsOver.Task;
                context.Response.StatusCode = StatusCodes.Status418ImATeapot;
            }
        }));
        await app.StartAsync();
        var time = new FakeTimeProvider();
        var environment = ToolRun.CreateEnvironment(TextWriter.Null, TextWriter.Null) with { TimeProvider = time };
        using var sender = new DeliverySender(environment, new Uri(app.Urls.Single()), TimeSpan.FromSeconds(2));

        var sending = sender.SendAsync(3, 1, _ => new SignedWebhook("{}"u8.ToArray(), new WebhookSigningKey("k")), () => firstIsOver.TrySetResult(), CancellationToken.None);
        await firstIsReceived.Task;
        time.Advance(TimeSpan.FromSeconds(2));

        (await sending).Select(response => response.Description).Should().Equal("no response: not within 2 seconds", "200 OK", "200 OK");
    }

    private static async Task RespondAsync(HttpResponse response, string path)
    {
        switch (path)
        {
            case "/no-content":
                response.StatusCode = StatusCodes.Status204NoContent;
                return;
            case "/close":
                response.Headers.Connection = "close";
                break;
            case "/length":
                response.ContentLength = 20_000;
                break;
        }

        for (var part = 0; part < 20; part++)
        {
            await response.WriteAsync(new string('x', 1000));
            await response.Body.FlushAsync();
        }
    }
}
