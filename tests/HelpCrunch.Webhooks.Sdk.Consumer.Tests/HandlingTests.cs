using HelpCrunch.Webhooks.Sdk;

namespace Consumer.Tests;

/// <summary>The ways in which a consumer distinguishes events.</summary>
public sealed class HandlingTests
{
    private static readonly WebhookParser Parser = new(new WebhookParserOptions().AddEvent("order.paid", WebJson.Default.Order));

    [Theory]
    [MemberData(nameof(Bodies.EventTypes), MemberType = typeof(Bodies))]
    public void Switch_OverAllEventRecords_MatchesTheEventType(string eventType) => Leaf(Parse(Bodies.Of(eventType))).Should().Be(eventType);

    [Theory]
    [MemberData(nameof(Bodies.EventTypes), MemberType = typeof(Bodies))]
    public void Switch_OverTheFamilies_MatchesTheEventType(string eventType) =>
        Family(Parse(Bodies.Of(eventType))).Should().Be(eventType.Split('.')[0]);

    [Theory]
    [MemberData(nameof(Bodies.EventTypes), MemberType = typeof(Bodies))]
    public void Switch_OverTheData_MatchesTheFamily(string eventType) =>
        Data(Parse(Bodies.Of(eventType))).Should().Be(eventType.Split('.')[0]);

    [Fact]
    public void Switch_OverUndocumentedEvents_MatchesUnknownAndCustomEvents()
    {
        foreach (var (body, expected) in ((string, string)[])[(Bodies.Unknown, "unknown call.missed"), (Bodies.OrderPaid, "custom A")])
        {
            Leaf(Parse(body)).Should().Be(expected);
            Family(Parse(body)).Should().Be(expected);
            Data(Parse(body)).Should().Be(expected);
        }
    }

    private static WebhookEvent Parse(string body) => Parser.Parse(body).GetEventOrThrow();

    private static string Leaf(WebhookEvent webhookEvent) => webhookEvent switch
    {
        ChatNewEvent { EventData.ChatId: > 0 } => "chat.new",
        ChatStatusUpdatedEvent { EventData.ChatId: > 0 } => "chat.status_updated",
        ChatAssignedEvent { EventData.ChatId: > 0 } => "chat.assigned",
        ChatSnoozedEvent { EventData.ChatId: > 0 } => "chat.snoozed",
        ChatUnsnoozedEvent { EventData.ChatId: > 0 } => "chat.unsnoozed",
        ChatClosedEvent { EventData.ChatId: > 0 } => "chat.closed",
        ChatRatedEvent { EventData.ChatId: > 0 } => "chat.rated",
        CustomerNewEvent { EventData.Id: > 0 } => "customer.new",
        CustomerEmailUpdatedEvent { EventData.Id: > 0 } => "customer.email_updated",
        CustomerTagsChangedEvent { EventData.Id: > 0 } => "customer.tags_changed",
        CustomerUnsubscribedEvent { EventData.Id: > 0 } => "customer.unsubscribed",
        CustomerSubscribedEvent { EventData.Id: > 0 } => "customer.subscribed",
        CustomerBlockedEvent { EventData.Id: > 0 } => "customer.blocked",
        CustomerUnblockedEvent { EventData.Id: > 0 } => "customer.unblocked",
        CustomerDeletedEvent { EventData.Id: > 0 } => "customer.deleted",
        MessageChatCustomerEvent { EventData.ChatId: > 0 } => "message.chat.customer",
        MessageEmailCustomerEvent { EventData.ChatId: > 0 } => "message.email.customer",
        MessagePrivateEvent { EventData.ChatId: > 0 } => "message.private",
        MessageChatAgentEvent { EventData.ChatId: > 0 } => "message.chat.agent",
        MessageEmailAgentEvent { EventData.ChatId: > 0 } => "message.email.agent",
        _ => NotDocumented(webhookEvent),
    };

    private static string Family(WebhookEvent webhookEvent) => webhookEvent switch
    {
        ChatEvent { EventData.ChatId: > 0 } => "chat",
        CustomerEvent { EventData.Id: > 0 } => "customer",
        MessageEvent { EventData.ChatId: > 0 } => "message",
        _ => NotDocumented(webhookEvent),
    };

    private static string Data(WebhookEvent webhookEvent) => webhookEvent switch
    {
        WebhookEvent<ChatEventData> { EventData.ChatId: > 0 } => "chat",
        WebhookEvent<CustomerEventData> { EventData.Id: > 0 } => "customer",
        WebhookEvent<MessageEventData> { EventData.ChatId: > 0 } => "message",
        _ => NotDocumented(webhookEvent),
    };

    private static string NotDocumented(WebhookEvent webhookEvent) => webhookEvent switch
    {
        UnknownEvent { EventData.ValueKind: System.Text.Json.JsonValueKind.Object } unknown => $"unknown {unknown.EventType}",
        CustomEvent<Order> { EventData: var order } => $"custom {order.OrderName}",
        _ => "something else",
    };
}
