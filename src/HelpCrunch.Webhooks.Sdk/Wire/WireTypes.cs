namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The types that a body is read into, beside the events: a user may have a converter for each.</summary>
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
    ];
}
