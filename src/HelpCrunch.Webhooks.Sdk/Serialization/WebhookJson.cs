using System.Text.Json.Serialization.Metadata;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>
/// The metadata of the SDK's types, for <c>JsonSerializer</c> in apps without reflection-based JSON: trimmed and Native AOT apps.
/// </summary>
public static class WebhookJson
{
    /// <summary>
    /// Resolves every event, record and open value of the SDK, and <see cref="WebhookInboxMessage"/>, but no other types. Chain it with the
    /// <c>JsonSerializerContext</c> of your types in <c>JsonSerializerOptions.TypeInfoResolverChain</c>.
    /// </summary>
    public static IJsonTypeInfoResolver TypeInfoResolver => WebhookModel.TypeInfoResolver;
}
