using System.Text.Json.Serialization.Metadata;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>
/// The metadata of the SDK's types, for <c>JsonSerializer</c> where reflection-based JSON is off: trimmed and Native AOT apps.
/// </summary>
public static class WebhookJson
{
    /// <summary>
    /// Knows every event and record of the SDK, and nothing else: chain it with the <c>JsonSerializerContext</c> of your own types
    /// in <c>JsonSerializerOptions.TypeInfoResolverChain</c>. Never null.
    /// </summary>
    public static IJsonTypeInfoResolver TypeInfoResolver => WebhookJsonContext.Default;
}
