using System.Reflection;
using System.Text.Json;
using HelpCrunch.Webhooks.Sdk;

namespace ParseWebhook;

/// <summary>Where the wire differs from the model: the path and the kind of the difference, and never the contents.</summary>
internal static class NotUnderstood
{
    public static IEnumerable<string> In(WebhookEvent webhookEvent) =>
    [
        .. webhookEvent is UnknownEvent ? ["$.event: unknown event"] : Array.Empty<string>(),
        .. Properties("$", webhookEvent, webhookEvent.AdditionalProperties),
        .. webhookEvent switch
        {
            ChatEvent { EventData: var chat } => In(chat),
            CustomerEvent { EventData: var customer } => Properties("$.eventData", customer, customer.AdditionalProperties),
            MessageEvent { EventData: var about } => In(about),
            _ => [],
        },
    ];

    private static IEnumerable<string> In(ChatEventData chat) =>
    [
        .. Properties("$.eventData", chat, chat.AdditionalProperties),
        .. Properties("$.eventData.customer", chat.Customer, chat.Customer?.AdditionalProperties),
        .. Properties("$.eventData.department", chat.Department, chat.Department?.AdditionalProperties),
        .. Properties("$.eventData.assignee", chat.Assignee, chat.Assignee?.AdditionalProperties),
        .. Properties("$.eventData.lastMessage", chat.LastMessage, chat.LastMessage?.AdditionalProperties),
        .. Word("$.eventData.closedBy", chat.ClosedBy?.IsKnown),
        .. Word("$.eventData.status", chat.Status?.IsKnown),
        .. Word("$.eventData.rating", chat.Rating?.IsKnown),
        .. Word("$.eventData.assignee.role", chat.Assignee?.Role?.IsKnown),
    ];

    private static IEnumerable<string> In(MessageEventData about) =>
    [
        .. Properties("$.eventData", about, about.AdditionalProperties),
        .. Properties("$.eventData.agent", about.Agent, about.Agent?.AdditionalProperties),
        .. Properties("$.eventData.customer", about.Customer, about.Customer?.AdditionalProperties),
        .. Properties("$.eventData.message", about.Message, about.Message?.AdditionalProperties),
        .. Word("$.eventData.agent.role", about.Agent?.Role?.IsKnown),
        .. Word("$.eventData.message.broadcastType", about.Message?.BroadcastType?.IsKnown),
    ];

    private static IEnumerable<string> Properties(string path, object? record, IReadOnlyDictionary<string, JsonElement>? additional) =>
        from property in additional ?? Enumerable.Empty<KeyValuePair<string, JsonElement>>()
        let kind = IsModelled(record!, property.Key) ? "unreadable value" : "unknown property"
        select $"{path}{Step(property.Key)}: {kind} ({property.Value.ValueKind})";

    private static IEnumerable<string> Word(string path, bool? isKnown) => isKnown is false ? [$"{path}: unknown word"] : [];

    private static string Step(string name) => name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_') ? $".{name}" : $"['{name}']";

    /// <summary>The members of the records have the wire's names, so <c>chat_id</c> is <c>ChatId</c>.</summary>
    private static bool IsModelled(object record, string wireName) =>
        record.GetType().GetProperty(wireName.Replace("_", ""), BindingFlags.IgnoreCase | BindingFlags.Instance | BindingFlags.Public) is not null;
}
