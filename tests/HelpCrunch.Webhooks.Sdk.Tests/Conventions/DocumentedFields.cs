namespace HelpCrunch.Webhooks.Sdk.Tests.Conventions;

/// <summary>A copy of the tables of HelpCrunch's webhook pages, which the models are compared with.</summary>
internal static class DocumentedFields
{
    public static IReadOnlyDictionary<Type, string[]> Of { get; } = new Dictionary<Type, string[]>
    {
        [typeof(ChatEventData)] =
        [
            "communicatedAgents", "customer", "closedBy", "status", "closedAt", "rating", "createdAt", "snoozedUntil", "applicationId",
            "applications", "department", "lastCustomerMessageAt", "chat_id", "assignee", "lastMessage",
        ],
        [typeof(CustomerEventData)] = ["id", "name", "userId", "email", "unsubscribed", "customData"],
        [typeof(MessageEventData)] = ["chat_id", "agent", "customer", "message"],
        [typeof(ChatCustomer)] = ["id", "name", "email", "userId"],
        [typeof(ChatAgent)] = ["id", "name", "email", "role"],
        [typeof(ChatDepartment)] = ["id", "name"],
        [typeof(ChatLastMessage)] = ["id", "text", "createdAt"],
        [typeof(ChatMessage)] = ["applicationId", "broadcastType", "createdAt", "edited", "id", "read", "text", "updatedAt"],
    };

    public static IReadOnlyList<string> OfTheEnvelope { get; } = ["event", "eventData", "attempts", "lastAttemptAt", "createdAt", "id"];

    /// <summary>Members that are documented for the REST API only, or inferred. Their XML docs must say so.</summary>
    public static IReadOnlyList<(Type Type, string Member)> BeyondTheDocumentation { get; } =
    [
        (typeof(ChatEventData), nameof(ChatEventData.Customer)),
        (typeof(ChatEventData), nameof(ChatEventData.ApplicationId)),
        (typeof(ChatEventData), nameof(ChatEventData.Applications)),
        (typeof(ChatEventData), nameof(ChatEventData.Department)),
        (typeof(ChatEventData), nameof(ChatEventData.LastCustomerMessageAt)),
        (typeof(ChatEventData), nameof(ChatEventData.Assignee)),
        (typeof(MessageEventData), nameof(MessageEventData.Agent)),
        (typeof(MessageEventData), nameof(MessageEventData.Customer)),
        (typeof(MessageEventData), nameof(MessageEventData.Message)),
        (typeof(ChatMessage), nameof(ChatMessage.BroadcastType)),
        (typeof(ChatLastMessage), nameof(ChatLastMessage.AgentId)),
    ];
}
