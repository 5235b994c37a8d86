using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HelpCrunch.Webhooks.Sdk;
using HelpCrunch.Webhooks.Sdk.Serialization;
using HelpCrunch.Webhooks.Sdk.TrimmedConsumer;
using Microsoft.Extensions.DependencyInjection;

// What an app that is trimmed to the bone does with the package. Every line that is not true is printed and fails the run.
var checks = new Checks();

checks.That("reflection-based JSON is off", !JsonSerializer.IsReflectionEnabledByDefault);

var json = new JsonSerializerOptions(JsonSerializerDefaults.Web)
{
    TypeInfoResolverChain = { OwnJson.Default, WebhookJson.TypeInfoResolver },
};
var anyEvent = (JsonTypeInfo<WebhookEvent>)json.GetTypeInfo(typeof(WebhookEvent));

foreach (var (name, body) in Payloads.All)
{
    checks.That($"{name} parses", WebhookParser.Default.Parse(body).TryGetEvent(out var parsed, out _));
    checks.That($"{name} is wholly understood", parsed!.GetDrift() is []);

    var written = JsonSerializer.SerializeToUtf8Bytes(parsed, anyEvent);
    checks.That($"{name} reads back equal from the parser", WebhookParser.Default.Parse(written).GetEventOrThrow() == parsed);
    checks.That($"{name} reads back equal from JsonSerializer", JsonSerializer.Deserialize(written, anyEvent) == parsed);
}

var snoozed = Payloads.Read("chat.snoozed.json");
checks.That("the leaf is typed", WebhookParser.Default.Parse(snoozed).GetEventOrThrow() is ChatSnoozedEvent
{
    EventData: { ChatId: 5224081, Status: { } status, Assignee.Role: { } role, Applications: [743, 42], LastMessage.Text: "set_rating" },
} && status == ChatStatus.Closed && role == AgentRole.Admin);

var customer = (CustomerEvent)WebhookParser.Default.Parse(Payloads.Read("customer.email_updated.json")).GetEventOrThrow();
checks.That("custom data has typed getters", customer.EventData.CustomData.GetText("Currency") == "USD");
checks.That("custom data reads into a type of the app's own", customer.EventData.CustomData.Deserialize(OwnJson.Default.OwnPlan) is { Role: "admin", Currency: "USD" });

checks.That("an unknown event is kept", WebhookParser.Default.Parse("""{"event":"chat.cloned","id":"1","eventData":{"a":1}}""") is
    WebhookParseResult.Success { Event: UnknownEvent { EventType: "chat.cloned", EventData: { ValueKind: JsonValueKind.Object } } });
checks.That("a bad body is an error", WebhookParser.Default.Parse("""{"event":""") is
    WebhookParseResult.Failure { Error.Code: WebhookParseErrorCode.InvalidJson });

var key = new WebhookSigningKey("an old key", "2025");
var receiver = new WebhookReceiver(new WebhookSignatureVerifier(new WebhookSigningKey("a key", "2026"), key));
checks.That("a signed body is accepted", receiver.Receive(snoozed, WebhookSignature.Compute(snoozed, key)) is WebhookReceiveResult.Accepted { KeyName: "2025" });
checks.That("a changed body is rejected", receiver.Receive([.. snoozed, (byte)' '], WebhookSignature.Compute(snoozed, key)) is
    WebhookReceiveResult.Rejected { Status: WebhookSignatureStatus.Mismatch });

using var services = new ServiceCollection()
    .AddHelpCrunchWebhooks(options =>
    {
        options.SigningKeys.Add(key);
        options.Parser.Converters.Add(new ShoutingStatusConverter());
        options.Parser.AddEvent("chat.cloned", OwnJson.Default.OwnClone);
    })
    .Services.BuildServiceProvider();
var own = services.GetRequiredService<WebhookParser>();
checks.That("the app's own event is typed", own.Parse("""{"event":"chat.cloned","id":"1","eventData":{"copyOf":7}}""") is
    WebhookParseResult.Success { Event: CustomEvent<OwnClone> { EventData.CopyOf: 7 } });
checks.That("the app's own converter comes first", own.Parse(snoozed) is
    WebhookParseResult.Success { Event: ChatEvent { EventData.Status: { Value: "CLOSED!" } } });

return checks.Report();
