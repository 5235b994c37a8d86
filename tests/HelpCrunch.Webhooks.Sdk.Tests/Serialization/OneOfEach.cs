namespace HelpCrunch.Webhooks.Sdk.Tests.Serialization;

/// <summary>
/// A body of every documented event, each with a value for every documented member, as the SDK writes it: the wire names,
/// order and forms, without white space.
/// </summary>
internal static class OneOfEach
{
    public const string ChatEventData =
        """{"communicatedAgents":[5,6],"customer":{"id":1,"name":"Ann","email":"ann@example.com","userId":"u-1"},"closedBy":"agent","status":"on-hold","closedAt":"1607542031.500","rating":"great","createdAt":"1607542030.713","snoozedUntil":"1607628430.000","applicationId":743,"applications":[743,42],"department":{"id":3,"name":"Sales"},"lastCustomerMessageAt":"1607542030.7135468","chat_id":7,"assignee":{"id":5,"name":"Bob","email":"bob@example.com","role":"superviser"},"lastMessage":{"id":9,"text":"Bye","createdAt":"1607542031.000","agentId":5}}""";

    public const string CustomerEventData =
        """{"id":1,"name":"Ann","userId":"u-1","email":"ann@example.com","unsubscribed":false,"customData":{"Next payment date":"2026-12-01 10:00:00","seats":3,"rate":1.50,"vip":true}}""";

    public const string MessageEventData =
        """{"chat_id":7,"agent":{"id":5,"name":"Bob","email":"bob@example.com","role":"admin"},"customer":{"id":1,"name":"Ann","email":"ann@example.com","userId":"u-1"},"message":{"applicationId":743,"broadcastType":"manual chat","createdAt":"1607542030.713","edited":true,"id":9,"read":false,"text":"Hello","updatedAt":"1607542031.000"}}""";

    public static TheoryData<string> EventTypes => [.. WebhookEventTypes.All];

    public static string Body(string eventType) => Envelope(eventType, Data(eventType));

    public static string Envelope(string eventType, string eventData) =>
        $$"""{"event":"{{eventType}}","eventData":{{eventData}},"attempts":2,"lastAttemptAt":1607542031,"createdAt":1607542030,"id":"252041ed-62a7-4303-81f9-842ec6e8d18f"}""";

    private static string Data(string eventType) => eventType[..eventType.IndexOf('.', StringComparison.Ordinal)] switch
    {
        "chat" => ChatEventData,
        "customer" => CustomerEventData,
        _ => MessageEventData,
    };
}
