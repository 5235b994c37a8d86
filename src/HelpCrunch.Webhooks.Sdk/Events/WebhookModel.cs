using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The types of the model.</summary>
internal static class WebhookModel
{
    /// <summary>The metadata of the SDK's types.</summary>
    public static IJsonTypeInfoResolver TypeInfoResolver => WebhookJsonContext.Default;

    /// <summary>The types that a custom converter can convert, except events.</summary>
    private static Type[] Types =>
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

    /// <summary>The custom converters for the SDK's types. Null when the options do not have converters.</summary>
    public static CustomConverters? FindCustomConverters(JsonSerializerOptions options) =>
        options.Converters.Count == 0 ? null : CustomConverters.Create(options, Types, TypeInfoResolver);
}
