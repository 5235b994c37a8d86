using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HelpCrunch.Webhooks.Sdk;
using HelpCrunch.Webhooks.Sdk.Serialization;
using HelpCrunch.Webhooks.Sdk.TrimmedConsumer;
using Microsoft.Extensions.DependencyInjection;

// What a fully trimmed or native app does with the package. A check that fails is printed and fails the run.
var checks = new Checks();

checks.That("reflection-based JSON is off", !JsonSerializer.IsReflectionEnabledByDefault);

var isNative = !RuntimeFeature.IsDynamicCodeSupported;
var json = new JsonSerializerOptions(JsonSerializerDefaults.Web)
{
    TypeInfoResolverChain = { AppJson.Default, WebhookJson.TypeInfoResolver },
};
var anyEvent = (JsonTypeInfo<WebhookEvent>)json.GetTypeInfo(typeof(WebhookEvent));

foreach (var (name, body) in Payloads.All)
{
    checks.That($"{name} parses", WebhookParser.Default.Parse(body).TryGetEvent(out var parsed, out _));
    checks.That($"{name} has no drift", parsed!.GetDrift() is []);

    var written = JsonSerializer.SerializeToUtf8Bytes(parsed, anyEvent);
    checks.That($"{name} reads back equal from the parser", WebhookParser.Default.Parse(written).GetEventOrThrow() == parsed);
    checks.That($"{name} reads back equal from JsonSerializer", JsonSerializer.Deserialize(written, anyEvent) == parsed);
}

var snoozed = Payloads.Read("chat.snoozed.json");
checks.That("the event record is typed", WebhookParser.Default.Parse(snoozed).GetEventOrThrow() is ChatSnoozedEvent
{
    EventData: { ChatId: 5224081, Status: { } status, Assignee.Role: { } role, Applications: [743, 42], LastMessage.Text: "set_rating" },
} && status == ChatStatus.Closed && role == AgentRole.Admin);

var customer = (CustomerEvent)WebhookParser.Default.Parse(Payloads.Read("customer.email_updated.json")).GetEventOrThrow();
checks.That("custom data has typed getters", customer.EventData.CustomData.GetString("Currency") == "USD");
checks.That("custom data is read as a custom type", customer.EventData.CustomData.Deserialize(AppJson.Default.Plan) is { Role: "admin", Currency: "USD" });

checks.That("an unknown event is preserved", WebhookParser.Default.Parse("""{"event":"chat.cloned","id":"1","eventData":{"a":1}}""") is
    WebhookParseResult.Success { Event: UnknownEvent { EventType: "chat.cloned", EventData: { ValueKind: JsonValueKind.Object } } });
checks.That("an invalid body is an error", WebhookParser.Default.Parse("""{"event":""") is
    WebhookParseResult.Failure { Error.Code: WebhookParseErrorCode.InvalidJson });

var key = new WebhookSigningKey("an old key", "2025");
var receiver = new WebhookReceiver(new WebhookSigningKey("a key", "2026"), key);
checks.That("a signed body is accepted", receiver.Receive(snoozed, WebhookSignature.Compute(snoozed, key)) is WebhookReceiveResult.Accepted { KeyName: "2025" });
checks.That("a changed body is rejected", receiver.Receive([.. snoozed, (byte)' '], WebhookSignature.Compute(snoozed, key)) is
    WebhookReceiveResult.Rejected { Status: WebhookSignatureStatus.Mismatch });

var handledEvents = new List<string>();
using var services = new ServiceCollection()
    .AddHelpCrunchWebhooks(options =>
    {
        options.SigningKeys.Add(key);
        options.Parser.Converters.Add(new ShoutingStatusConverter());
        options.Parser.AddEvent("chat.cloned", AppJson.Default.ClonedChat);
    })
    .AddHandler<CustomEvent<ClonedChat>>((webhookEvent, _) =>
    {
        handledEvents.Add($"{webhookEvent.EventType} by a function");
        return Task.CompletedTask;
    })
    .AddHandler<CustomEvent<ClonedChat>, List<string>, WebhookDeliveryContext>((webhookEvent, list, context, _) =>
    {
        list.Add($"{webhookEvent.EventType} by a function with services{context.EndpointName}");
        return Task.CompletedTask;
    })
    .AddHandler<WebhookEvent, RecordingHandler>()
    .Services.AddSingleton(handledEvents).BuildServiceProvider();
var customParser = services.GetRequiredService<WebhookParser>();
checks.That("the custom event is typed", customParser.Parse("""{"event":"chat.cloned","id":"1","eventData":{"copyOf":7}}""") is
    WebhookParseResult.Success { Event: CustomEvent<ClonedChat> { EventData.CopyOf: 7 } });

var customBody = """{"event":"chat.cloned","id":"1","eventData":{"copyOf":7}}"""u8.ToArray();
var customEvent = (CustomEvent<ClonedChat>)customParser.Parse(customBody).GetEventOrThrow();
checks.That("a signed body of the custom event is accepted", services.GetRequiredService<WebhookReceiver>().Receive(customBody, WebhookSignature.Compute(customBody, key)) is
    WebhookReceiveResult.Accepted { Event: CustomEvent<ClonedChat> { EventData.CopyOf: 7 }, KeyName: "2025" });

var customJson = new JsonSerializerOptions(json) { Converters = { new CustomEventJsonConverter<ClonedChat>() } };
var customType = (JsonTypeInfo<CustomEvent<ClonedChat>>)customJson.GetTypeInfo(typeof(CustomEvent<ClonedChat>));
checks.That("the custom event is written and read", JsonSerializer.Deserialize(JsonSerializer.Serialize(customEvent, customType), customType) == customEvent);
checks.That("without its converter, the custom event is rejected only where code cannot be generated at run time", isNative == IsRejected(() =>
    JsonSerializer.Deserialize(customBody, (JsonTypeInfo<CustomEvent<ClonedChat>>)json.GetTypeInfo(typeof(CustomEvent<ClonedChat>)))));

checks.That("an event is read by the type of its data", JsonSerializer.Deserialize(
    snoozed,
    (JsonTypeInfo<WebhookEvent<ChatEventData>>)json.GetTypeInfo(typeof(WebhookEvent<ChatEventData>))) is ChatSnoozedEvent);

checks.That("the custom converter has precedence", customParser.Parse(snoozed) is
    WebhookParseResult.Success { Event: ChatEvent { EventData.Status: { Value: "CLOSED!" } } });

checks.That("the custom converter has precedence in JsonSerializer", JsonSerializer.Deserialize(
    snoozed,
    (JsonTypeInfo<WebhookEvent>)new JsonSerializerOptions(json) { Converters = { new ShoutingStatusConverter() } }.GetTypeInfo(typeof(WebhookEvent)))
    is ChatEvent { EventData.Status: { Value: "CLOSED!" } });

var handled = await services.GetRequiredService<WebhookDispatcher>().DispatchAsync(customEvent);
checks.That("the handlers of the app are called", handled.HandlerCount == 3 && handledEvents is ["chat.cloned by a function", "chat.cloned by a function with services", "chat.cloned by a class"]);

return checks.Report(isNative ? "Native consumer" : "Trimmed consumer");

static bool IsRejected(Action action)
{
    try
    {
        action();
        return false;
    }
    catch (NotSupportedException)
    {
        return true;
    }
}
