using HelpCrunch.Webhooks.Sdk;

namespace HelpCrunch.Webhooks.Tool.Output;

/// <summary>A part of the text of a delivery: a label and its lines. A null line is left out.</summary>
internal readonly record struct DeliverySection(string Label, IEnumerable<string?> Lines);

/// <summary>
/// A delivery as text for a person. It contains names and texts of customers, so do not log it. The sample ParseWebhook compiles this file
/// too.
/// </summary>
internal static class DeliveryText
{
    public static string Title(WebhookEvent webhookEvent) => $"{webhookEvent.EventType}  {webhookEvent.Id}";

    public static IEnumerable<DeliverySection> Sections(WebhookEvent webhookEvent, string source, string? signature = null) =>
    [
        new("from", [source]),
        new("signature", [signature]),
        new("when", [Time(webhookEvent.CreatedAt)]),
        new("attempts", [Attempts(webhookEvent)]),
        new("who", Who(webhookEvent)),
        new("what", What(webhookEvent)),
        new("drift", webhookEvent.GetDrift().Select(drift => drift.ToString()).DefaultIfEmpty("none")),
    ];

    private static string?[] Who(WebhookEvent webhookEvent) => webhookEvent switch
    {
        ChatEvent { EventData: var chat } =>
        [
            Line("customer", Customer(chat.Customer)),
            Line("assigned to", Agent(chat.Assignee)),
            Line("agents so far", List(chat.CommunicatedAgents)),
        ],
        CustomerEvent { EventData: var customer } =>
        [
            Line("customer", Person(customer.Id, customer.Name, customer.Email, UserId(customer.UserId))),
        ],
        MessageEvent { EventData: var about } =>
        [
            Line("customer", Customer(about.Customer)),
            Line("agent", Agent(about.Agent)),
        ],
        _ => [],
    };

    private static string?[] What(WebhookEvent webhookEvent) => webhookEvent switch
    {
        ChatEvent { EventData: var chat } =>
        [
            $"chat {chat.ChatId}",
            Line("status", chat.Status),
            Line("department", Department(chat.Department)),
            Line("created", Time(chat.CreatedAt)),
            Line("snoozed until", Time(chat.SnoozedUntil)),
            Line("closed", Time(chat.ClosedAt)),
            Line("closed by", chat.ClosedBy),
            Line("rating", chat.Rating),
            Line("last message", chat.LastMessage?.Text),
            Line("last message sent", Time(chat.LastMessage?.CreatedAt)),
            Line("last message by agent", chat.LastMessage?.AgentId),
            Line("last message of the customer", Time(chat.LastCustomerMessageAt)),
            Line("application", chat.ApplicationId),
            Line("all applications", List(chat.Applications)),
        ],
        CustomerEvent { EventData: var customer } =>
        [
            Line("unsubscribed", YesOrNo(customer.Unsubscribed)),
            .. customer.CustomData.Select(attribute => Line(attribute.Key, customer.CustomData.GetString(attribute.Key) ?? attribute.Value.GetRawText())),
        ],
        MessageEvent { EventData: { Message: var message } about } =>
        [
            $"chat {about.ChatId}",
            Line("message", message?.Id),
            Line("text", message?.Text),
            Line("sent", Time(message?.CreatedAt)),
            Line("updated", Time(message?.UpdatedAt)),
            Line("edited", YesOrNo(message?.Edited)),
            Line("read", YesOrNo(message?.Read)),
            Line("broadcast", message?.BroadcastType),
            Line("application", message?.ApplicationId),
        ],
        UnknownEvent { HasEventData: true, EventData: var json } => [json.GetRawText()],
        _ => [],
    };

    private static string Attempts(WebhookEvent webhookEvent) => webhookEvent.Attempts == 0
        ? "this is the first delivery"
        : $"{webhookEvent.Attempts} before this one, which was made {Time(webhookEvent.LastAttemptAt) ?? "at an unknown time"}";

    private static string? Customer(ChatCustomer? customer) =>
        customer is null ? null : Person(customer.Id, customer.Name, customer.Email, UserId(customer.UserId));

    private static string? Agent(ChatAgent? agent) =>
        agent is null ? null : Person(agent.Id, agent.Name, agent.Email, agent.Role?.Value);

    private static string? Department(ChatDepartment? department) =>
        department is null ? null : Person(department.Id, department.Name, null, null);

    private static string Person(long id, string? name, string? email, string? more) =>
        string.Join(", ", new[] { name, email, $"id {id}", more }.Where(part => part is not null));

    private static string? UserId(string? userId) => userId is null ? null : $"user id {userId}";

    private static string? List(IReadOnlyList<long> ids) => ids.Count == 0 ? null : string.Join(", ", ids);

    private static string? Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF 'UTC'");

    private static string? YesOrNo(bool? value) => value is null ? null : value.Value ? "yes" : "no";

    private static string? Line(string label, object? value) => value is null ? null : $"{label}: {value}";
}
