using Microsoft.Extensions.Options;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>The unnamed endpoint uses the signing keys of <see cref="HelpCrunchWebhooksOptions"/>.</summary>
internal sealed class ConfigureUnnamedEndpointOptions(HelpCrunchWebhooksOptions options) : IConfigureOptions<HelpCrunchWebhooksEndpointOptions>
{
    public void Configure(HelpCrunchWebhooksEndpointOptions endpointOptions)
    {
        endpointOptions.SigningKeyProvider = options.SigningKeyProvider;
        foreach (var key in options.SigningKeys)
        {
            endpointOptions.SigningKeys.Add(key);
        }
    }
}
