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
    private static ConvertibleType[] BasicTypes =>
    [
        new ConvertibleType<string>(),
        new ConvertibleType<IReadOnlyList<long>>(),
        new ConvertibleType<long>(), new ConvertibleType<long?>(),
        new ConvertibleType<int>(), new ConvertibleType<int?>(),
        new ConvertibleType<bool>(), new ConvertibleType<bool?>(),
        new ConvertibleType<DateTimeOffset>(), new ConvertibleType<DateTimeOffset?>(),
    ];

    /// <summary>The SDK's types that a custom converter can convert, except events.</summary>
    private static ConvertibleType[] SdkTypes =>
    [
        new ConvertibleType<ChatStatus>(), new ConvertibleType<ChatStatus?>(),
        new ConvertibleType<ChatRating>(), new ConvertibleType<ChatRating?>(),
        new ConvertibleType<ChatClosedBy>(), new ConvertibleType<ChatClosedBy?>(),
        new ConvertibleType<AgentRole>(), new ConvertibleType<AgentRole?>(),
        new ConvertibleType<BroadcastType>(), new ConvertibleType<BroadcastType?>(),
        new ConvertibleType<ChatEventData>(),
        new ConvertibleType<CustomerEventData>(),
        new ConvertibleType<MessageEventData>(),
        new ConvertibleType<ChatCustomer>(),
        new ConvertibleType<ChatAgent>(),
        new ConvertibleType<ChatDepartment>(),
        new ConvertibleType<ChatLastMessage>(),
        new ConvertibleType<ChatMessage>(),
        new ConvertibleType<CustomData>(),
    ];

    /// <summary>The custom converters for the SDK's types. Null when the options do not have converters.</summary>
    public static CustomConverters? FindCustomConverters(JsonSerializerOptions options) =>
        options.Converters.Count == 0 ? null : CustomConverters.Create(options, BasicTypes, SdkTypes, TypeInfoResolver);
}
