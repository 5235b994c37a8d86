namespace HelpCrunch.Webhooks.Sdk.Testing;

public static partial class WebhookSamples
{
    /// <summary>Creates a sample of <c>chat.new</c>.</summary>
    /// <returns>The event.</returns>
    public static ChatNewEvent ChatNew() => new()
    {
        Id = IdOf(WebhookEventTypes.ChatNew),
        CreatedAt = Sent,
        LastAttemptAt = Sent,
        EventData = Chat(ChatStatus.New),
    };

    /// <summary>Creates a sample of <c>chat.status_updated</c>.</summary>
    /// <returns>The event.</returns>
    public static ChatStatusUpdatedEvent ChatStatusUpdated() => new()
    {
        Id = IdOf(WebhookEventTypes.ChatStatusUpdated),
        CreatedAt = Sent,
        LastAttemptAt = Sent,
        EventData = Chat(ChatStatus.Open),
    };

    /// <summary>Creates a sample of <c>chat.assigned</c>.</summary>
    /// <returns>The event.</returns>
    public static ChatAssignedEvent ChatAssigned() => new()
    {
        Id = IdOf(WebhookEventTypes.ChatAssigned),
        CreatedAt = Sent,
        LastAttemptAt = Sent,
        EventData = Chat(ChatStatus.Open),
    };

    /// <summary>Creates a sample of <c>chat.snoozed</c>.</summary>
    /// <returns>The event.</returns>
    public static ChatSnoozedEvent ChatSnoozed() => new()
    {
        Id = IdOf(WebhookEventTypes.ChatSnoozed),
        CreatedAt = Sent,
        LastAttemptAt = Sent,
        EventData = Chat(ChatStatus.Pending),
    };

    /// <summary>Creates a sample of <c>chat.unsnoozed</c>.</summary>
    /// <returns>The event.</returns>
    public static ChatUnsnoozedEvent ChatUnsnoozed() => new()
    {
        Id = IdOf(WebhookEventTypes.ChatUnsnoozed),
        CreatedAt = Sent,
        LastAttemptAt = Sent,
        EventData = Chat(ChatStatus.Open),
    };

    /// <summary>Creates a sample of <c>chat.closed</c>.</summary>
    /// <returns>The event.</returns>
    public static ChatClosedEvent ChatClosed() => new()
    {
        Id = IdOf(WebhookEventTypes.ChatClosed),
        CreatedAt = Sent,
        LastAttemptAt = Sent,
        EventData = Chat(ChatStatus.Closed),
    };

    /// <summary>Creates a sample of <c>chat.rated</c>.</summary>
    /// <returns>The event.</returns>
    public static ChatRatedEvent ChatRated() => new()
    {
        Id = IdOf(WebhookEventTypes.ChatRated),
        CreatedAt = Sent,
        LastAttemptAt = Sent,
        EventData = Chat(ChatStatus.Closed),
    };

    private static ChatEventData Chat(ChatStatus status) => new()
    {
        CommunicatedAgents = [2924],
        Customer = Customer(),
        ClosedBy = ChatClosedBy.Customer,
        Status = status,
        ClosedAt = At(1607542030713),
        Rating = ChatRating.Great,
        CreatedAt = At(1607540767414),
        SnoozedUntil = At(1607626800000),
        ApplicationId = 89,
        Applications = [743, 42],
        Department = new ChatDepartment { Id = 233231, Name = "Sales" },
        LastCustomerMessageAt = At(1607540767166),
        ChatId = 5224081,
        Assignee = Agent(),
        LastMessage = new ChatLastMessage { Id = 9685301, Text = "You are welcome!", CreatedAt = At(1607542030679), AgentId = 2924 },
    };
}
