using Microsoft.Extensions.Options;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>The keys that <c>AddHelpCrunchWebhooks(options => …)</c> of the core package was given are keys of the unnamed endpoint.</summary>
internal sealed class EndpointOptionsFromCore(HelpCrunchWebhooksOptions core) : IConfigureOptions<HelpCrunchWebhookEndpointOptions>
{
    public void Configure(HelpCrunchWebhookEndpointOptions options)
    {
        foreach (var key in core.SigningKeys)
        {
            options.SigningKeys.Add(key);
        }
    }
}
