using Microsoft.Extensions.Configuration;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Finds the provider that a configuration value comes from. Providers can be found in a section of the app's configuration, or in a root.</summary>
internal static class ConfigurationProviderFinder
{
    /// <param name="configuration">The configuration that contains the value.</param>
    /// <param name="appConfiguration">The configuration of the app.</param>
    /// <param name="path">The full path of the value.</param>
    /// <returns>The provider; null if it is not known.</returns>
    public static IConfigurationProvider? Find(IConfiguration configuration, IConfiguration? appConfiguration, string path) =>
        configuration is IConfigurationRoot root ? Find(root, path)
        : appConfiguration is IConfigurationRoot appRoot && HaveOneRoot(configuration, appRoot) ? Find(appRoot, path)
        : null;

    /// <summary>Whether two configurations belong to one root. A section returns the token of its root, which changes at each reload.</summary>
    public static bool HaveOneRoot(IConfiguration first, IConfiguration second) => ReferenceEquals(first.GetReloadToken(), second.GetReloadToken());

    /// <summary>The last provider that has a value wins. A host can pass its configuration to the app as one provider.</summary>
    private static IConfigurationProvider? Find(IConfigurationRoot root, string path) =>
        root.Providers.LastOrDefault(provider => provider.TryGet(path, out _)) is not { } found ? null
        : found is ChainedConfigurationProvider { Configuration: IConfigurationRoot inner } ? Find(inner, path) ?? found
        : found;
}
