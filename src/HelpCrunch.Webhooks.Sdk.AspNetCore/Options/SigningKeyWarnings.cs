using Microsoft.Extensions.Configuration;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>The warnings about the signing keys of an endpoint, from code and configuration.</summary>
internal static class SigningKeyWarnings
{
    public static IEnumerable<string> Get(HelpCrunchWebhooksEndpointOptions options)
    {
        foreach (var warning in OfKeys(options.SigningKeys))
        {
            yield return $"{options.PathOf(nameof(options.SigningKeys))}: {warning}";
        }

        if (options.SigningKeySources.Select(source => source.Provider).Distinct().Skip(1).Any())
        {
            var sources = string.Join(", ", options.SigningKeySources.Select(source => $"'{source.KeyName}' from {Describe(source.Provider)}").Distinct(StringComparer.Ordinal));
            yield return $"The keys in {options.PathOf(nameof(options.SigningKeys))} come from more than one configuration provider: {sources}. "
                + "All of them are accepted. Set the keys in one place, and remove a key that is not in use there, such as a key for development.";
        }
    }

    public static IEnumerable<string> OfKeys(IEnumerable<WebhookSigningKey> keys) => keys.Select(key => key?.Warning).OfType<string>();

    /// <summary>The type of a provider, and the name of its file. Its <c>ToString</c> can contain anything.</summary>
    private static string Describe(IConfigurationProvider provider) => provider is FileConfigurationProvider { Source.Path: { } file }
        ? $"{provider.GetType().Name} ({file})"
        : provider.GetType().Name;
}
