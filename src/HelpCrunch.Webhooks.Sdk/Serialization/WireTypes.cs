namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>The types that a body is read into, each of which a user may have a converter for.</summary>
internal static class WireTypes
{
    public static Type[] All =>
    [
        typeof(string),
        typeof(IReadOnlyList<long>),
        typeof(long), typeof(long?),
        typeof(int), typeof(int?),
        typeof(bool), typeof(bool?),
        typeof(DateTimeOffset), typeof(DateTimeOffset?),
        typeof(ChatStatus), typeof(ChatStatus?),
        typeof(ChatRating), typeof(ChatRating?),
        typeof(ChatClosedBy), typeof(ChatClosedBy?),
        typeof(AgentRole), typeof(AgentRole?),
        typeof(BroadcastType), typeof(BroadcastType?),

        typeof(ChatEventData),
        typeof(CustomerEventData),
        typeof(MessageEventData),
        typeof(ChatCustomer),
        typeof(ChatAgent),
        typeof(ChatDepartment),
        typeof(ChatLastMessage),
        typeof(ChatMessage),
        typeof(CustomData),

        typeof(UnknownEvent),
        typeof(ChatNewEvent),
        typeof(ChatStatusUpdatedEvent),
        typeof(ChatAssignedEvent),
        typeof(ChatSnoozedEvent),
        typeof(ChatUnsnoozedEvent),
        typeof(ChatClosedEvent),
        typeof(ChatRatedEvent),
        typeof(CustomerNewEvent),
        typeof(CustomerEmailUpdatedEvent),
        typeof(CustomerTagsChangedEvent),
        typeof(CustomerUnsubscribedEvent),
        typeof(CustomerSubscribedEvent),
        typeof(CustomerBlockedEvent),
        typeof(CustomerUnblockedEvent),
        typeof(CustomerDeletedEvent),
        typeof(MessageChatCustomerEvent),
        typeof(MessageEmailCustomerEvent),
        typeof(MessagePrivateEvent),
        typeof(MessageChatAgentEvent),
        typeof(MessageEmailAgentEvent),
    ];
}
