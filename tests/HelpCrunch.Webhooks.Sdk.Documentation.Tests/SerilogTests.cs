using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>The Serilog rule in docs/observability.md removes personal data from <c>{@Event}</c>.</summary>
public sealed class SerilogTests
{
    private const string Personal = "paul.hunter@example.com";

    /// <summary>An event of each type, with something personal in its data and in its additional properties.</summary>
    public static TheoryData<WebhookEvent> Events =>
    [
        .. from eventType in WebhookEventTypes.All.Append("chat.linked")
           let json = $$"""
               {
                 "event": "{{eventType}}",
                 "eventData": {
                   "id": 1, "chat_id": 1, "email": "{{Personal}}", "customData": { "E-mail": "{{Personal}}" },
                   "customer": { "id": 2, "email": "{{Personal}}" }, "message": { "id": 3, "text": "{{Personal}}" }
                 },
                 "reply_to": "{{Personal}}",
                 "id": "252041ed-62a7-4303-81f9-842ec6e8d18f"
               }
               """
           select WebhookParser.Default.Parse(json).GetEventOrThrow(),
    ];

    [Theory]
    [MemberData(nameof(Events))]
    public void Log_EventWithTheRule_WritesItsToString(WebhookEvent webhookEvent) =>
        Log(webhookEvent, withRule: true).Should().Be($"\"{webhookEvent}\"").And.NotContain(Personal);

    [Theory]
    [MemberData(nameof(Events))]
    public void Log_EventInsideAnObjectWithTheRule_WritesItsToString(WebhookEvent webhookEvent) =>
        Log(new { Event = webhookEvent, webhookEvent.AdditionalProperties }, withRule: true).Should().Contain($"\"{webhookEvent}\"").And.NotContain(Personal);

    [Fact]
    public void Log_CustomEventWithTheRule_WritesItsToString()
    {
        var parser = new WebhookParser(new WebhookParserOptions().AddEvent<Dictionary<string, string>>("chat.linked"));
        var webhookEvent = parser.Parse($$"""{ "event": "chat.linked", "eventData": { "email": "{{Personal}}" }, "id": "1" }""").GetEventOrThrow();

        Log(webhookEvent, withRule: true).Should().Be($"\"{webhookEvent}\"").And.NotContain(Personal);
    }

    [Fact]
    public void Log_EventDataWithTheRule_WritesItsToString()
    {
        var data = new CustomerEventData { Id = 1, Email = Personal };

        Log(data, withRule: true).Should().Be($"\"{data}\"");
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void Log_EventWithoutTheRule_WritesEveryProperty(WebhookEvent webhookEvent)
    {
        if (webhookEvent is not UnknownEvent)
        {
            Log(webhookEvent, withRule: false).Should().Contain(Personal, "the page warns of it");
        }
    }

    private static string Log(object value, bool withRule)
    {
        var sink = new LastProperty();
        var configuration = new LoggerConfiguration().WriteTo.Sink(sink);
        if (withRule)
        {
            configuration.Destructure.ByTransformingWhere<object>(type => type.Assembly == typeof(WebhookEvent).Assembly, value => value.ToString()!);
        }

        using var log = configuration.CreateLogger();
        log.Information("{@Value}", value);
        return sink.Text;
    }

    private sealed class LastProperty : ILogEventSink
    {
        public string Text { get; private set; } = "";

        public void Emit(LogEvent logEvent) => Text = logEvent.Properties["Value"].ToString();
    }
}
