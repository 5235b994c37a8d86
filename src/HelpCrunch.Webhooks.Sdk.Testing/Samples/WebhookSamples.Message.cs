namespace HelpCrunch.Webhooks.Sdk.Testing;

public static partial class WebhookSamples
{
    /// <summary>Creates a sample of <c>message.chat.customer</c>.</summary>
    /// <returns>The event.</returns>
    public static MessageChatCustomerEvent MessageChatCustomer() => new()
    {
        Id = IdOf(WebhookEventTypes.MessageChatCustomer),
        CreatedAt = Sent,
        LastAttemptAt = Sent,
        EventData = Message("Thanks! Have a nice day."),
    };

    /// <summary>Creates a sample of <c>message.email.customer</c>.</summary>
    /// <returns>The event.</returns>
    public static MessageEmailCustomerEvent MessageEmailCustomer() => new()
    {
        Id = IdOf(WebhookEventTypes.MessageEmailCustomer),
        CreatedAt = Sent,
        LastAttemptAt = Sent,
        EventData = Message("Thanks! Have a nice day."),
    };

    /// <summary>Creates a sample of <c>message.private</c>.</summary>
    /// <returns>The event.</returns>
    public static MessagePrivateEvent MessagePrivate() => new()
    {
        Id = IdOf(WebhookEventTypes.MessagePrivate),
        CreatedAt = Sent,
        LastAttemptAt = Sent,
        EventData = Message("The customer called.", Agent()),
    };

    /// <summary>Creates a sample of <c>message.chat.agent</c>.</summary>
    /// <returns>The event.</returns>
    public static MessageChatAgentEvent MessageChatAgent() => new()
    {
        Id = IdOf(WebhookEventTypes.MessageChatAgent),
        CreatedAt = Sent,
        LastAttemptAt = Sent,
        EventData = Message("It's on its way.", Agent(), BroadcastType.ManualChat),
    };

    /// <summary>Creates a sample of <c>message.email.agent</c>.</summary>
    /// <returns>The event.</returns>
    public static MessageEmailAgentEvent MessageEmailAgent() => new()
    {
        Id = IdOf(WebhookEventTypes.MessageEmailAgent),
        CreatedAt = Sent,
        LastAttemptAt = Sent,
        EventData = Message("It's on its way.", Agent(), BroadcastType.ManualEmail),
    };

    private static MessageEventData Message(string text, ChatAgent? agent = null, BroadcastType? broadcastType = null) => new()
    {
        ChatId = 5224081,
        Agent = agent,
        Customer = Customer(),
        Message = new ChatMessage
        {
            ApplicationId = 77,
            BroadcastType = broadcastType,
            CreatedAt = At(1607542028915),
            Edited = false,
            Id = 38488,
            Read = false,
            Text = text,
            UpdatedAt = At(1607542028915),
        },
    };
}
