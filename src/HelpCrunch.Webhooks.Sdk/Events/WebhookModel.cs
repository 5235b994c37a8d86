using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The types of the model.</summary>
internal static class WebhookModel
{
    /// <summary>The metadata of the SDK's types.</summary>
    public static IJsonTypeInfoResolver TypeInfoResolver => WebhookJsonContext.Default;

    /// <summary>
    /// The types of the model that are not the SDK's. Only the converters of a parser convert them. An app has converters of these types
    /// for its JSON, which has other forms than HelpCrunch's.
    /// </summary>
    private static Type[] BasicTypes =>
    [
        typeof(string),
        typeof(IReadOnlyList<long>),
        typeof(long), typeof(long?),
        typeof(int), typeof(int?),
        typeof(bool), typeof(bool?),
        typeof(DateTimeOffset), typeof(DateTimeOffset?),
    ];

    /// <summary>The SDK's types that a custom converter can convert, except events.</summary>
    private static Type[] SdkTypes =>
    [
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
        options.Converters.Count == 0 ? null : CustomConverters.Create(options, BasicTypes, SdkTypes, TypeInfoResolver);
}
