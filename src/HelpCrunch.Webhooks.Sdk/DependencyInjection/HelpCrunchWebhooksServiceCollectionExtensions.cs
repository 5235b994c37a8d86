using HelpCrunch.Webhooks.Sdk;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers HelpCrunch's webhooks.</summary>
public static class HelpCrunchWebhooksServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="WebhookParser"/>, <see cref="WebhookSignatureVerifier"/>, <see cref="WebhookReceiver"/> and
    /// <see cref="WebhookDispatcher"/> as singletons.
    /// One that is registered already stays; the options of several calls add up.
    /// </summary>
    /// <param name="services">The services. Must not be null.</param>
    /// <param name="configure">Sets the options, when the first of the services is asked for. Must not be null.</param>
    /// <returns>A builder, for what is added to the webhooks themselves.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// Thrown when a verifier or receiver is asked for and no signing key is configured.
    /// </exception>
    public static IHelpCrunchWebhooksBuilder AddHelpCrunchWebhooks(this IServiceCollection services, Action<HelpCrunchWebhooksOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.AddHelpCrunchWebhooks((_, options) => configure(options));
    }

    /// <summary>
    /// Adds <see cref="WebhookParser"/>, <see cref="WebhookSignatureVerifier"/>, <see cref="WebhookReceiver"/> and
    /// <see cref="WebhookDispatcher"/> as singletons, with options that come from other services: the signing key from a configuration, say. One that is registered already
    /// stays; the options of several calls add up.
    /// </summary>
    /// <param name="services">The services. Must not be null.</param>
    /// <param name="configure">Sets the options, when the first of the services is asked for. Must not be null.</param>
    /// <returns>A builder, for what is added to the webhooks themselves.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// Thrown when a verifier or receiver is asked for and no signing key is configured.
    /// </exception>
    public static IHelpCrunchWebhooksBuilder AddHelpCrunchWebhooks(this IServiceCollection services, Action<IServiceProvider, HelpCrunchWebhooksOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);

        services.AddSingleton(new HelpCrunchWebhooksConfiguration(configure));
        services.TryAddSingleton(static provider =>
        {
            var options = new HelpCrunchWebhooksOptions();
            foreach (var configuration in provider.GetServices<HelpCrunchWebhooksConfiguration>())
            {
                configuration.Apply(provider, options);
            }

            return options;
        });
        services.TryAddSingleton(static provider => new WebhookParser(provider.GetRequiredService<HelpCrunchWebhooksOptions>().Parser));
        services.TryAddSingleton(static provider => provider.GetRequiredService<HelpCrunchWebhooksOptions>().CreateVerifier());
        services.TryAddSingleton(static provider => new WebhookReceiver(
            provider.GetRequiredService<WebhookSignatureVerifier>(),
            provider.GetRequiredService<WebhookParser>()));
        services.TryAddSingleton(static provider => new WebhookDispatcher(
            provider.GetServices<WebhookHandlerRegistration>(),
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetServices<IWebhookHandlerObserver>(),
            provider.GetRequiredService<WebhookParser>()));
        return new HelpCrunchWebhooksBuilder(services);
    }
}
