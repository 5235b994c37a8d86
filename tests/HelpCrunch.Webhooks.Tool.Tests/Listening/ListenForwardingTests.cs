using System.Net;
using System.Text;
using HelpCrunch.Webhooks.Tool.Listening;
using HelpCrunch.Webhooks.Tool.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace HelpCrunch.Webhooks.Tool.Tests.Listening;

public class ListenForwardingTests
{
    [Fact]
    public async Task Forward_Delivery_IsTheSameBytesAndHeadersAndTheResponseIsReturned()
    {
        await using var app = await TestApp.StartAsync(response =>
        {
            response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            response.ContentType = "text/plain; charset=utf-8";
            response.Headers.RetryAfter = "120";
            return response.WriteAsync("no such chat");
        });
        await using var listener = await Listener.StartWithoutSignInAsync(new ListenOptions { Keys = [Listener.Key], ForwardTo = app.Url });
        listener.Client.DefaultRequestHeaders.Add("X-Custom", ["one", "two"]);
        listener.Client.DefaultRequestHeaders.UserAgent.ParseAdd("GuzzleHttp/6.5.5");
        listener.Client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip");

        using var response = await listener.SendAsync(Bodies.Message, "/another/path");

        response.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        (await response.Content.ReadAsStringAsync()).Should().Be("no such chat");
        response.Headers.GetValues("Retry-After").Should().Equal("120");
        response.Headers.GetValues("Content-Security-Policy").Should().Equal("sandbox; default-src 'none'");
        response.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        var received = app.Received.Should().ContainSingle().Subject;
        received.Path.Should().Be("/webhooks?from=listen");
        received.Body.Should().Equal(Encoding.UTF8.GetBytes(Bodies.Message));
        received.Headers.Where(header => header.Key != "Host").Select(header => $"{header.Key}: {header.Value}").Should().BeEquivalentTo(
            "Content-Type: application/json",
            "Content-Length: " + Encoding.UTF8.GetByteCount(Bodies.Message),
            "User-Agent: GuzzleHttp/6.5.5",
            "X-Custom: one, two",
            "X-HelpCrunch-Signature: " + WebhookSignature.Compute(Encoding.UTF8.GetBytes(Bodies.Message), Listener.Key));
        listener.Single().Forwarding.Should().BeEquivalentTo(new { Status = ForwardingStatus.Responded, Attempts = 1, StatusCode = 422, Error = (string?)null });
    }

    [Fact]
    public async Task Forward_InvalidSignature_IsForwardedToo()
    {
        await using var app = await TestApp.StartAsync();
        await using var listener = await Listener.StartAsync(new ListenOptions { Keys = [Listener.Key], ForwardTo = app.Url });

        using var response = await listener.SendAsync(Encoding.UTF8.GetBytes(Bodies.Message), null);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        app.Received.Should().ContainSingle();
    }

    [Fact]
    public async Task Forward_AppIsDown_WaitsAndIsSentAgain()
    {
        Uri url;
        await using (var app = await TestApp.StartAsync())
        {
            url = app.Url;
        }

        await using var listener = await Listener.StartAsync(new ListenOptions { Keys = [Listener.Key], ForwardTo = url });

        using (var response = await listener.SendAsync(Bodies.Message))
        {
            response.StatusCode.Should().Be(HttpStatusCode.BadGateway);
        }

        using (await listener.SendAsync(Bodies.CustomerWithDrift))
        {
            listener.Server.List.GetChanges(0).Counts.Waiting.Should().Be(2);
            listener.Server.List.Find(1)!.Forwarding.Error.Should().Be("The app does not accept connections. Start it, then send the delivery again.");
        }

        (await listener.Server.Forwarder.SendWaitingAsync()).Should().Be(0);
        listener.Server.List.Find(2)!.Forwarding.Attempts.Should().Be(1, "the app does not accept connections, so the other deliveries are not tried");

        await using var again = await TestApp.StartAsync(port: url.Port);
        using (var response = await listener.PostAsync("/_listen/resend-waiting", await listener.GetTokenAsync()))
        {
            response.StatusCode.Should().Be(HttpStatusCode.NoContent);
        }

        again.Received.Select(received => Encoding.UTF8.GetString(received.Body)).Should().Equal(Bodies.Message, Bodies.CustomerWithDrift);
        listener.Server.List.GetChanges(0).Counts.Waiting.Should().Be(0);
        listener.Server.List.Find(1)!.Forwarding.Should().BeEquivalentTo(new { Status = ForwardingStatus.Responded, Attempts = 3, StatusCode = 200 });
    }

    [Fact]
    public async Task Forward_AppIsTooSlow_Waits()
    {
        var release = new TaskCompletionSource();
        var time = new TimeWithTimers();
        await using var app = await TestApp.StartAsync(_ => release.Task);
        await using var listener = await Listener.StartAsync(new ListenOptions { Keys = [Listener.Key], ForwardTo = app.Url }, time);

        var sending = listener.SendAsync(Bodies.Message);
        await time.WaitForTimersAsync(1);
        time.Advance(TimeSpan.FromSeconds(30));
        using var response = await sending;
        release.SetResult();

        response.StatusCode.Should().Be(HttpStatusCode.BadGateway);
        listener.Single().Forwarding.Error.Should().Be("The app did not respond within 30 seconds.");
    }

    [Fact]
    public async Task SendWaiting_AppIsTooSlow_DoesNotSendTheOthers()
    {
        var release = new TaskCompletionSource();
        var time = new TimeWithTimers();
        var isClosing = true;
        await using var app = await TestApp.StartAsync(response =>
        {
            if (!isClosing)
            {
                return release.Task;
            }

            response.HttpContext.Abort();
            return Task.CompletedTask;
        });
        await using var listener = await Listener.StartAsync(new ListenOptions { ForwardTo = app.Url }, time);
        using var first = await listener.SendAsync(Bodies.Message);
        using var second = await listener.SendAsync(Bodies.Unknown);
        using var third = await listener.SendAsync(Bodies.CustomerWithDrift);
        isClosing = false;

        var sending = listener.Server.Forwarder.SendWaitingAsync();
        await time.WaitForTimersAsync(4); // Those of the three deliveries, and the first one that is sent again.
        time.Advance(TimeSpan.FromSeconds(30));
        await time.WaitForTimersAsync(1);
        time.Advance(TimeSpan.FromSeconds(30));

        (await sending.WaitAsync(TimeSpan.FromMinutes(1))).Should().Be(0);
        release.SetResult();
        listener.Server.List.GetChanges(0).Deliveries.OrderBy(delivery => delivery.Number).Select(delivery => delivery.Forwarding.Attempts).Should().Equal(2, 2, 1);
    }

    [Fact]
    public async Task SendWaiting_OneDeliveryIsTooSlow_SendsTheOthers()
    {
        var release = new TaskCompletionSource();
        var isSent = new TaskCompletionSource();
        var time = new FakeTimeProvider();
        var isClosing = true;
        await using var app = await TestApp.StartAsync(response =>
        {
            if (isClosing)
            {
                response.HttpContext.Abort();
                return Task.CompletedTask;
            }

            return isSent.TrySetResult() ? release.Task : Task.CompletedTask;
        });
        await using var listener = await Listener.StartAsync(new ListenOptions { ForwardTo = app.Url }, time);
        using var first = await listener.SendAsync(Bodies.Message);
        using var second = await listener.SendAsync(Bodies.Unknown);
        isClosing = false;

        var sending = listener.Server.Forwarder.SendWaitingAsync();
        await isSent.Task.WaitAsync(TimeSpan.FromMinutes(1));
        time.Advance(TimeSpan.FromSeconds(30));

        (await sending.WaitAsync(TimeSpan.FromMinutes(1))).Should().Be(1);
        release.SetResult();
    }

    [Fact]
    public async Task ResendWaiting_PageIsClosed_StopsSending()
    {
        var isReceived = new TaskCompletionSource();
        var isCanceled = new TaskCompletionSource();
        var isClosing = true;
        await using var app = await TestApp.StartAsync(async response =>
        {
            if (isClosing)
            {
                response.HttpContext.Abort();
                return;
            }

            response.HttpContext.RequestAborted.Register(isCanceled.SetResult);
            isReceived.SetResult();
            await isCanceled.Task;
        });
        await using var listener = await Listener.StartAsync(new ListenOptions { ForwardTo = app.Url, ForwardTimeout = TimeSpan.FromMinutes(10) });
        using var sent = await listener.SendAsync(Bodies.Message);
        var token = await listener.GetTokenAsync();
        isClosing = false;

        var post = listener.PostAsync("/_listen/resend-waiting", token);
        await isReceived.Task;
        listener.Client.CancelPendingRequests();

        await isCanceled.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await post.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Forward_Redirect_IsNotFollowed()
    {
        await using var app = await TestApp.StartAsync(response =>
        {
            response.Redirect("/elsewhere");
            return Task.CompletedTask;
        });
        await using var listener = await Listener.StartAsync(new ListenOptions { ForwardTo = app.Url });

        using var response = await listener.SendAsync(Bodies.Message);

        app.Received.Should().ContainSingle();
        listener.Single().Forwarding.StatusCode.Should().Be(302);
    }

    [Fact]
    public async Task Resend_WhileItIsBeingSent_Is409()
    {
        var release = new TaskCompletionSource();
        var isReceived = new TaskCompletionSource();
        await using var app = await TestApp.StartAsync(_ =>
        {
            isReceived.TrySetResult();
            return release.Task;
        });
        await using var listener = await Listener.StartAsync(new ListenOptions { ForwardTo = app.Url });
        var sending = listener.SendAsync(Bodies.Message);
        await isReceived.Task;

        using var response = await listener.PostAsync("/_listen/deliveries/1/resend", await listener.GetTokenAsync());
        release.SetResult();
        using var first = await sending;

        response.StatusCode.Should().Be(HttpStatusCode.Conflict);
        app.Received.Should().ContainSingle();
    }

    [Fact]
    public async Task Forward_DeliveryIsNotInTheList_IsForwarded()
    {
        await using var app = await TestApp.StartAsync();
        await using var listener = await Listener.StartAsync(new ListenOptions { ForwardTo = app.Url, KeepBytes = 1 });

        using var response = await listener.SendAsync(Bodies.Message);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        app.Received.Should().ContainSingle();
        listener.Server.List.GetChanges(0).Counts.Should().Be(new DeliveryCounts { Received = 1, NotVerified = 1 });
    }

    [Fact]
    public async Task Forward_OtherException_Waits()
    {
        await using var listener = await Listener.StartAsync(new ListenOptions { ForwardTo = new Uri("ftp://127.0.0.1/") });

        using var response = await listener.SendAsync(Bodies.Message);

        response.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        listener.Single().Forwarding.Should().BeEquivalentTo(new { Status = ForwardingStatus.Waiting, Attempts = 1, Error = "The delivery could not be sent to the app." });
    }

    [Theory]
    [InlineData("iso-8859-1", "Z\u00fcrich")]
    [InlineData("utf-8", "Z\u00c3\u00bcrich")]
    public async Task Forward_HeaderThatIsNotAscii_IsTheSameBytes(string encoding, string bytes)
    {
        await using var app = await TestApp.StartAsync();
        await using var listener = await Listener.StartWithoutSignInAsync(new ListenOptions { ForwardTo = app.Url });
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, RequestHeaderEncodingSelector = (_, _) => Encoding.GetEncoding(encoding) });
        client.DefaultRequestHeaders.TryAddWithoutValidation("X-City", "Z\u00fcrich");

        using var response = await client.PostAsync(listener.Server.Address, new StringContent(Bodies.Message));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        app.Received.Should().ContainSingle().Subject.Headers["X-City"].ToString().Should().Be(bytes);
    }

    [Fact]
    public async Task SendWaiting_AppClosesOneConnection_SendsTheOthers()
    {
        var isClosing = true;
        await using var app = await TestApp.StartAsync(response =>
        {
            if (isClosing)
            {
                response.HttpContext.Abort();
            }

            return Task.CompletedTask;
        });
        await using var listener = await Listener.StartAsync(new ListenOptions { ForwardTo = app.Url });
        using var first = await listener.SendAsync(Bodies.Message);
        using var second = await listener.SendAsync(Bodies.Unknown);
        app.Received.Clear();
        listener.Server.List.GetChanges(0).Counts.Waiting.Should().Be(2);

        var responses = await listener.Server.Forwarder.SendWaitingAsync();
        isClosing = false;

        responses.Should().Be(0);
        app.Received.Select(received => Encoding.UTF8.GetString(received.Body)).Should().Equal(Bodies.Message, Bodies.Unknown);
        (await listener.Server.Forwarder.SendWaitingAsync()).Should().Be(2);
    }

    [Fact]
    public async Task Forward_BodyDoesNotEnd_IsTheResponse()
    {
        var release = new TaskCompletionSource();
        await using var app = await TestApp.StartAsync(async response =>
        {
            await response.WriteAsync("start");
            await response.Body.FlushAsync();
            await release.Task;
        });

        // The test cannot see when the first bytes are read, so the timeout takes real time, and is long enough for a busy machine.
        await using var listener = await Listener.StartAsync(new ListenOptions { ForwardTo = app.Url, ForwardTimeout = TimeSpan.FromSeconds(10) });

        using var response = await listener.SendAsync(Bodies.Message);
        release.SetResult();

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).Should().Be("start");
        listener.Single().Forwarding.Should().BeEquivalentTo(new { Status = ForwardingStatus.Responded, StatusCode = 200, Error = (string?)null });
    }

    [Fact]
    public async Task SendWaiting_Canceled_WaitsAgain()
    {
        var release = new TaskCompletionSource();
        using var cancellation = new CancellationTokenSource();
        var isReceived = false;
        await using var app = await TestApp.StartAsync(async response =>
        {
            if (isReceived)
            {
                await cancellation.CancelAsync();
                await release.Task;
            }

            isReceived = true;
            response.HttpContext.Abort();
        });
        await using var listener = await Listener.StartAsync(new ListenOptions { ForwardTo = app.Url, ForwardTimeout = TimeSpan.FromMinutes(10) });
        using var sent = await listener.SendAsync(Bodies.Message);

        var send = () => listener.Server.Forwarder.SendWaitingAsync(cancellation.Token).WaitAsync(TimeSpan.FromMinutes(1));

        await send.Should().ThrowAsync<OperationCanceledException>();
        release.SetResult();
        listener.Server.List.GetChanges(0).Counts.Waiting.Should().Be(1);
    }
}
