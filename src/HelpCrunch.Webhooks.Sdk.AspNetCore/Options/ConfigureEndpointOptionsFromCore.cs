using Microsoft.Extensions.Options;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>The keys that <c>AddHelpCrunchWebhooks(options => …)</c> of the core package was given are keys of the unnamed endpoint.</summary>
internal sealed class ConfigureEndpointOptionsFromCore(HelpCrunchWebhooksOptions core) : IConfigureOptions<HelpCrunchWebhooksEndpointOptions>
{
    public void Configure(HelpCrunchWebhooksEndpointOptions options)
    {
        if (core.SigningKeyProvider is { Target: not KeysOfEndpoint })
        {
            options.Problems.Add(
                "SigningKeyProvider was set, which an endpoint does not ask. Give the keys to it by AddHelpCrunchWebhooks(configuration), and it follows them when the configuration changes; or remove the endpoint.");
        }

        foreach (var key in core.SigningKeys)
        {
            options.SigningKeys.Add(key);
        }
    }
}
