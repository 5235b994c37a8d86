using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>
/// Caches the custom converters of the options that a converter was last called with. System.Text.Json creates a converter for each
/// options instance, so the options rarely change.
/// </summary>
internal struct CustomConvertersCache
{
    private CustomConverters? _last;

    public CustomConverters? Get(JsonSerializerOptions options)
    {
        var last = _last; // Read once, because another thread can use other options.
        return last?.Options == options ? last : _last = WebhookModel.FindCustomConverters(options);
    }
}
