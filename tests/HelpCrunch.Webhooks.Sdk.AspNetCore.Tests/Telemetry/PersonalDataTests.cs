using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>
/// Personal data in these bodies contains the text MARKED, as do keys and signatures. Every log, scope,
/// measurement, activity and response is searched for it.
/// </summary>
public sealed class PersonalDataTests : IDisposable
{
    private const string Customer = """{"id":12,"name":"MARKED name","email":"MARKED@example.com","userId":"MARKED-user","MARKED property":"MARKED"}""";
    private static readonly WebhookSigningKey Key = new("MARKED-secret", "2026");
    private readonly Activity _trace = new Activity("test").SetParentId(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom()).Start(); // Other tests must not be in this trace.

    public static TheoryData<string> Deliveries { get; } =
    [
        $$$"""{"event":"chat.new","eventData":{"chat_id":1,"status":"MARKED status","rating":"MARKED","closedBy":"MARKED","customer":{{{Customer}}},"assignee":{"id":2,"name":"MARKED","email":"MARKED@example.com","role":"MARKED"},"department":{"id":3,"name":"MARKED"},"lastMessage":{"id":4,"text":"MARKED text","createdAt":"MARKED"}},"attempts":0,"createdAt":"MARKED","id":"1"}""",
        """{"event":"customer.new","eventData":{"id":5,"name":"MARKED","email":"MARKED@example.com","userId":"MARKED","unsubscribed":"MARKED","customData":{"MARKED attribute":"MARKED"},"phone":"MARKED"},"attempts":1,"id":"2"}""",
        $$$"""{"event":"message.chat.customer","eventData":{"chat_id":6,"agent":{"id":7,"name":"MARKED","email":"MARKED@example.com","role":"admin"},"customer":{{{Customer}}},"message":{"id":8,"text":"MARKED","broadcastType":"MARKED"}},"id":"3"}""",
        """{"event":"chat.teleported","eventData":{"MARKED":"MARKED"},"id":"4","MARKED":"MARKED"}""",
        """{"event":"chat.new","eventData":{"chat_id":"MARKED","customer":"MARKED"},"id":"5"}""", // Unreadable.
        """{"event":"customer.new","eventData":{"id":5,"customData":{"MARKED attribute":MARKED}},"id":"6"}""", // Not JSON, below a personal name.
        """{"MARKED":"MARKED","id":"7"}""", // No event.
        """["MARKED"]""",
        "MARKED",
    ];

    [Theory]
    [MemberData(nameof(Deliveries))]
    public async Task Post_PersonalData_IsNotLoggedMeasuredTracedOrReturned(string body)
    {
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.Kestrel,
            webhooks => webhooks
                .AddHandler<ChatEvent>((_, _) => throw new InvalidOperationException("A message of the app."))
                .AddHandler<WebhookEvent>((_, _) => Task.CompletedTask),
            new() { ["HelpCrunch:SigningKeys:0:Secret"] = "MARKED-secret", ["HelpCrunch:SigningKeys:0:Name"] = "2026" });
        using var telemetry = new CapturedTelemetry(app.Services.GetRequiredService<IMeterFactory>(), _trace.TraceId);
        List<EndpointResponse> answers = [];

        foreach (var signature in new[] { null, "MARKED", WebhookSignature.Compute(System.Text.Encoding.UTF8.GetBytes(body), new WebhookSigningKey("MARKED")) })
        {
            var request = ReceiverApp.RequestWithSignature(body, signature);
            request.Headers.Add("traceparent", $"00-{_trace.TraceId}-{_trace.SpanId}-01");
            answers.Add(await app.SendAsync(request));
        }

        for (var delivery = 0; delivery < 2; delivery++)
        {
            var request = ReceiverApp.Request(body, Key);
            request.Headers.Add("traceparent", $"00-{_trace.TraceId}-{_trace.SpanId}-01");
            answers.Add(await app.SendAsync(request));
        }

        telemetry.Measurements.Should().NotBeEmpty().And.NotContain(measurement => measurement.Contains("MARKED"));
        telemetry.Activities.Should().HaveCount(5).And.NotContain(activity => activity.Contains("MARKED"));
        answers.Should().NotContain(answer => answer.ToString().Contains("MARKED"));
        app.Logs.FromSdk.Should().NotBeEmpty();
        app.Logs.All.Select(entry => entry.ToString()).Should().NotContain(entry => entry.Contains("MARKED"));
    }

    public void Dispose() => _trace.Dispose();
}
