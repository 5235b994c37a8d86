using System.Net;
using System.Text;
using HelpCrunch.Webhooks.Tool.Listening;
using HelpCrunch.Webhooks.Tool.Tests.Support;

namespace HelpCrunch.Webhooks.Tool.Tests.Listening;

public class ListenReceiverTests
{
    [Fact]
    public async Task Receive_SignedWebhook_Is200AndInTheList()
    {
        await using var listener = await Listener.StartAsync();

        using var response = await listener.SendAsync(Bodies.Message, "/any/path?a=1");

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        var delivery = listener.Single();
        delivery.Should().BeEquivalentTo(new { Number = 1L, Path = "/any/path?a=1", Forwarding = Forwarding.Off });
        delivery.Body.ToArray().Should().Equal(Encoding.UTF8.GetBytes(Bodies.Message));
        delivery.Inspection.Should().BeEquivalentTo(new
        {
            Signature = SignatureStatus.Valid,
            KeyName = "test",
            Family = EventFamily.Message,
            EventType = "message.chat.customer",
            EventId = "252041ed-62a7-4303-81f9-842ec6e8d18f",
            Attempts = 0,
            Error = (WebhookParseError?)null,
            Drift = Array.Empty<WebhookDrift>(),
        });
    }

    [Theory]
    [InlineData(null, "Missing")]
    [InlineData("att73h99zvs9ipdmaj2rmr4oi5jhtwubs6q6tfwr", "Malformed")]
    [InlineData("0123456789012345678901234567890123456789", "Mismatch")]
    public async Task Receive_InvalidSignature_Is401AndStillParsed(string? signature, string status)
    {
        await using var listener = await Listener.StartAsync();

        using var response = await listener.SendAsync(Encoding.UTF8.GetBytes(Bodies.Message), signature);

        response.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        var inspection = listener.Single().Inspection;
        inspection.Signature.ToString().Should().Be(status);
        inspection.EventType.Should().Be("message.chat.customer");
        (await listener.GetDetailsAsync(1)).GetProperty("explanation").GetString().Should().NotBeNullOrEmpty();
    }

    [Fact]
    public async Task Receive_ReformattedBody_IsExplained()
    {
        await using var listener = await Listener.StartAsync();
        var body = Encoding.UTF8.GetBytes(Bodies.Message);

        using var response = await listener.SendAsync([.. body, (byte)'\n'], WebhookSignature.Compute(body, Listener.Key));

        var expected = WebhookSignatureDiagnostics.Diagnose([.. body, (byte)'\n'], WebhookSignature.Compute(body, Listener.Key), Listener.Key).Advice;
        (await listener.GetDetailsAsync(1)).GetProperty("explanation").GetString().Should().Be(expected);
    }

    [Fact]
    public async Task Receive_WithoutKey_IsNotVerified()
    {
        await using var listener = await Listener.StartAsync(new ListenOptions());

        using var response = await listener.SendAsync(Encoding.UTF8.GetBytes(Bodies.Message), null);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        listener.Single().Inspection.Signature.Should().Be(SignatureStatus.NotVerified);
    }

    [Fact]
    public async Task Receive_NotJson_Is400()
    {
        await using var listener = await Listener.StartAsync();

        using var response = await listener.SendAsync("<html>");

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        listener.Single().Inspection.Error!.Code.Should().Be(WebhookParseErrorCode.InvalidJson);
    }

    [Fact]
    public async Task Receive_Drift_IsInTheList()
    {
        await using var listener = await Listener.StartAsync();

        using var response = await listener.SendAsync(Bodies.CustomerWithDrift);

        listener.Single().Inspection.Drift.Select(drift => drift.ToString()).Should().Equal(
            "UnreadableValue at $.eventData.unsubscribed", "UnknownProperty at $.eventData.phone");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Receive_BodyOverTheLimit_Is413AndOnlyCounted(bool isChunked)
    {
        await using var listener = await Listener.StartAsync(new ListenOptions { MaxBodySize = 10 });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent("{ \"event\": 1 }") };
        request.Headers.TransferEncodingChunked = isChunked;

        using var response = await listener.Client.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        listener.Server.List.GetChanges(0).Should().BeEquivalentTo(new { Counts = new DeliveryCounts { TooLarge = 1 }, Deliveries = Array.Empty<object>() });
    }

    [Fact]
    public async Task Receive_Get_Is405()
    {
        await using var listener = await Listener.StartAsync();

        using var response = await listener.Client.GetAsync(new Uri("/webhooks", UriKind.Relative));

        response.StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task Receive_Save_WritesTheExactBody()
    {
        var folder = Directory.CreateTempSubdirectory("listen-");
        try
        {
            await using (var listener = await Listener.StartAsync(new ListenOptions { Keys = [Listener.Key], SaveTo = folder.FullName }))
            {
                using var response = await listener.SendAsync(Bodies.Message);
            }

            var saved = Deliveries.SavedDelivery.ReadAll(folder.FullName).Should().ContainSingle().Subject;
            saved.Body.ToArray().Should().Equal(Encoding.UTF8.GetBytes(Bodies.Message));
            saved.Signature.Should().Be(WebhookSignature.Compute(Encoding.UTF8.GetBytes(Bodies.Message), Listener.Key));
            saved.Path.Should().Be("/webhooks/helpcrunch");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Receive_FromABrowser_Is403(string header, string value)
    {
        await using var listener = await Listener.StartAsync();
        listener.Client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);

        using var response = await listener.SendAsync(Bodies.Message);

        response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        listener.Server.List.GetChanges(0).Counts.Received.Should().Be(0);
    }

    [Fact]
    public async Task Receive_MoreBytesThanTheBudget_Is503UntilTheyAreReleased()
    {
        var release = new TaskCompletionSource();
        var isReceived = new TaskCompletionSource();
        await using var app = await TestApp.StartAsync(_ =>
        {
            isReceived.TrySetResult();
            return release.Task;
        });
        await using var listener = await Listener.StartAsync(new ListenOptions { ForwardTo = app.Url, MaxActiveBytes = 1000, MaxBodySize = 1000 });
        var body = new byte[600];
        var first = listener.SendAsync(body, null);
        await isReceived.Task;

        using (var second = await listener.SendAsync(body, null))
        {
            second.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        }

        listener.Server.List.GetChanges(0).Counts.Overloaded.Should().Be(1);
        release.SetResult();
        using var response = await first;
        using var third = await listener.SendAsync(body, null);
        third.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Receive_FolderIsGone_Is500AndLaterDeliveriesAreSaved()
    {
        using var folder = new TemporaryFolder();
        await using var listener = await Listener.StartAsync(new ListenOptions { SaveTo = folder.Path });
        Directory.Delete(folder.Path);

        using var first = await listener.SendAsync(Bodies.Message);
        var one = listener.Server.List.GetChanges(0);
        using var second = await listener.SendAsync(Bodies.Message);
        var two = listener.Server.List.GetChanges(0);
        Directory.CreateDirectory(folder.Path);
        using var third = await listener.SendAsync(Bodies.Unknown);

        new[] { first, second, third }.Select(response => response.StatusCode).Should()
            .Equal(HttpStatusCode.InternalServerError, HttpStatusCode.InternalServerError, HttpStatusCode.OK);
        (one.Counts.NotSaved, two.Counts.NotSaved).Should().Be((1, 2));
        one.SaveError.Should().StartWith("A delivery was not saved: ");
        two.SaveError.Should().StartWith("2 deliveries were not saved. The last one: ");
        Deliveries.SavedDelivery.ReadAll(folder.Path).Should().ContainSingle().Which.Body.ToArray().Should().Equal(Encoding.UTF8.GetBytes(Bodies.Unknown));
    }

    [Fact]
    public async Task Receive_FolderIsGoneAndForwarded_IsTheResponseOfTheApp()
    {
        using var folder = new TemporaryFolder();
        await using var app = await TestApp.StartAsync();
        await using var listener = await Listener.StartAsync(new ListenOptions { ForwardTo = app.Url, SaveTo = folder.Path });
        Directory.Delete(folder.Path);

        using var response = await listener.SendAsync(Bodies.Message);
        Directory.CreateDirectory(folder.Path);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        listener.Server.List.GetChanges(0).Counts.NotSaved.Should().Be(1);
    }
}
