using HelpCrunch.Webhooks.Sdk;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds HelpCrunch webhooks to the services of an app.</summary>
public static class HelpCrunchWebhooksServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="WebhookParser"/>, <see cref="WebhookSignatureVerifier"/>, <see cref="WebhookReceiver"/>,
    /// <see cref="WebhookDispatcher"/>, <see cref="WebhookInboxProcessor"/> and <see cref="WebhookHandlerRegistry"/> as singletons. A service that is already registered stays.
    /// The method can be called more than once: every <paramref name="configure"/> runs, in the order of the calls.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options. It runs once, when the first of the services is resolved.</param>
    /// <returns>A builder to add handlers to.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// Thrown when a verifier or receiver is resolved, and the options have no signing key or both
    /// <see cref="HelpCrunchWebhooksOptions.SigningKeys"/> and <see cref="HelpCrunchWebhooksOptions.SigningKeyProvider"/>.
    /// </exception>
    public static IHelpCrunchWebhooksBuilder AddHelpCrunchWebhooks(this IServiceCollection services, Action<HelpCrunchWebhooksOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);

        return configure is null ? services.AddServices() : services.AddHelpCrunchWebhooks((_, options) => configure(options));
    }

    /// <summary>
    /// Adds the same services as <see cref="AddHelpCrunchWebhooks(IServiceCollection, Action{HelpCrunchWebhooksOptions})"/>, with options
    /// that depend on other services.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options. It runs once, when the first of the services is resolved.</param>
    /// <returns>A builder to add handlers to.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// Thrown when a verifier or receiver is resolved, and the options have no signing key or both
    /// <see cref="HelpCrunchWebhooksOptions.SigningKeys"/> and <see cref="HelpCrunchWebhooksOptions.SigningKeyProvider"/>.
    /// </exception>
    public static IHelpCrunchWebhooksBuilder AddHelpCrunchWebhooks(this IServiceCollection services, Action<IServiceProvider, HelpCrunchWebhooksOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);

        services.AddSingleton(new HelpCrunchWebhooksConfiguration(configure));
        return services.AddServices();
    }

    private static HelpCrunchWebhooksBuilder AddServices(this IServiceCollection services)
    {
        services.TryAddSingleton(CreateOptions);
        services.TryAddSingleton(static provider => new WebhookParser(provider.GetRequiredService<HelpCrunchWebhooksOptions>().Parser));
        services.TryAddSingleton(CreateVerifier);
        services.TryAddSingleton(static provider => new WebhookReceiver(
            provider.GetRequiredService<WebhookSignatureVerifier>(),
            provider.GetRequiredService<WebhookParser>()));
        services.TryAddSingleton(static provider => new WebhookDispatcher(
            provider.GetServices<WebhookHandlerRegistration>(),
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetServices<IWebhookHandlerObserver>()));
        services.TryAddSingleton(static provider => new WebhookInboxProcessor(
            provider.GetRequiredService<WebhookParser>(),
            provider.GetRequiredService<WebhookDispatcher>(),
            provider.GetServices<IWebhookInboxObserver>()));
        services.TryAddSingleton(static provider => new WebhookHandlerRegistry(
            provider.GetServices<WebhookHandlerRegistration>(),
            provider.GetRequiredService<WebhookParser>()));
        services.TryAddScoped(static _ => new HandlerScope.Delivery());
        // Transient: a caller may dispatch several deliveries in one scope.
        services.TryAddTransient(static provider => provider.GetRequiredService<HandlerScope.Delivery>().Context ?? throw new InvalidOperationException(
            "WebhookDeliveryContext was resolved outside a delivery. Only handlers can use it: WebhookDispatcher provides it in the scope of the delivery."));
        return new HelpCrunchWebhooksBuilder("", services);
    }

    private static HelpCrunchWebhooksOptions CreateOptions(IServiceProvider provider)
    {
        var options = new HelpCrunchWebhooksOptions();
        foreach (var configuration in provider.GetServices<HelpCrunchWebhooksConfiguration>())
        {
            configuration.Apply(provider, options);
        }

        return options;
    }

    private static WebhookSignatureVerifier CreateVerifier(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<HelpCrunchWebhooksOptions>();
        return options switch
        {
            { SigningKeyProvider: null } => new WebhookSignatureVerifier(options.SigningKeys),
            { SigningKeys.Count: 0 } => WebhookSignatureVerifier.FromKeyProvider(options.SigningKeyProvider),
            _ => throw new InvalidOperationException("SigningKeys and SigningKeyProvider of AddHelpCrunchWebhooks are both set. Remove one of them."),
        };
    }
}
