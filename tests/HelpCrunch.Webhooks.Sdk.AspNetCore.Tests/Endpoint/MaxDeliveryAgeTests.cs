namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>A request that was recorded can be sent again. The signed times tell its age. The clock starts at 2026-08-01 12:00, 1785585600.</summary>
public sealed class MaxDeliveryAgeTests
{
    [Theory]
    [InlineData(1785585600 - 3600, 1785585600 - 3600, 401)] // An hour.
    [InlineData(1785585600 - 3599, 1785585600 - 9999, 200)]
    [InlineData(1785585600 - 9999, 1785585600 - 3599, 200)] // A later attempt is signed again.
    [InlineData(1785585600 + 9999, 1785585600 + 9999, 200)] // The clock of HelpCrunch is ahead.
    public async Task Post_MaxDeliveryAge_RejectsOlderDeliveries(long createdAt, long lastAttemptAt, int status)
    {
        await using var app = await StartAsync("01:00:00");

        (await app.PostAsync(Body($$$""" "createdAt":{{{createdAt}}},"lastAttemptAt":{{{lastAttemptAt}}}, """))).Should().Be(EndpointResponse.Empty(status));
    }

    [Theory]
    [InlineData("")]
    [InlineData(""" "createdAt":null,"lastAttemptAt":"yesterday", """)]
    public async Task Post_DeliveryWithoutTimes_IsRejected(string times)
    {
        await using var app = await StartAsync("01:00:00");

        (await app.PostAsync(Body(times))).Should().Be(EndpointResponse.Empty(401));
    }

    [Fact]
    public async Task Post_RecordedRequestAfterTheWindow_IsRejectedAndLogged()
    {
        var recorder = new Recorder();
        await using var app = await StartAsync("3.00:00:00", recorder);

        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(200);
        app.Clock.Advance(TimeSpan.FromDays(3));
        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(401);

        recorder.Events.Should().ContainSingle();
        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Id.Id == 25).Which.Message.Should().Be(
            "A request to HelpCrunch webhooks was rejected with 401 (delivery_too_old). The signature is valid, but the delivery is older than MaxDeliveryAge. "
            + "Either an earlier request was recorded and sent again, or the clocks of HelpCrunch and this server differ.");
    }

    [Fact]
    public async Task Post_RecordedRequestToACustomEndpoint_IsRejected()
    {
        await using var app = await StartAsync("01:00:00");
        app.Clock.Advance(TimeSpan.FromHours(2));

        (await app.PostAsync(Bodies.ChatRated(), path: "/custom")).Status.Should().Be(401);
    }

    [Fact]
    public async Task Post_NoMaxDeliveryAge_EveryAgeIsAccepted()
    {
        await using var app = await StartAsync(maxDeliveryAge: null);
        app.Clock.Advance(TimeSpan.FromDays(3650));

        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(200);
    }

    private static string Body(string times) => $$"""{"event":"chat.rated","eventData":{"chat_id":743},{{times}}"id":"{{Bodies.Id}}"}""";

    private static Task<ReceiverApp> StartAsync(string? maxDeliveryAge, Recorder? recorder = null) => ReceiverApp.StartAsync(
        ServerKind.TestHost,
        webhooks => webhooks.AddHandler<ChatRatedEvent>((recorder ?? new Recorder()).RecordAsync),
        new() { ["HelpCrunch:SigningKeys:0:Secret"] = "made-up-signing-key", ["HelpCrunch:SigningKeys:0:Name"] = "2026", ["HelpCrunch:MaxDeliveryAge"] = maxDeliveryAge },
        map: app =>
        {
            app.MapHelpCrunchWebhooks(ReceiverApp.Path);
            app.MapPost("/custom", (VerifiedWebhook webhook) => webhook.Event.EventType).RequireHelpCrunchSignature();
        });
}
