using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>
/// Remembers the custom converters of the options that a converter was last called with. System.Text.Json creates a converter for each
/// options instance, so they are nearly always the same.
/// </summary>
internal struct CustomConvertersCache
{
    private CustomConverters? _last;

    public CustomConverters? Get(JsonSerializerOptions options)
    {
        var last = _last; // Read once, because another thread can use the converter with other options.
        return last?.Options == options ? last : _last = WebhookModel.FindCustomConverters(options);
    }
}
