using HelpCrunch.Webhooks.Sdk;
using HelpCrunch.Webhooks.Sdk.AspNetCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers HelpCrunch's webhooks in ASP.NET Core.</summary>
public static class HelpCrunchWebhooksAspNetCoreServiceCollectionExtensions
{
    /// <summary>
    /// Adds HelpCrunch's webhooks with options from a configuration, which are followed when it changes. Map them with
    /// <c>MapHelpCrunchWebhooks</c>.
    /// </summary>
    /// <param name="services">The services. Must not be null.</param>
    /// <param name="configuration">The section that holds <c>SigningKeys</c>. Must not be null.</param>
    /// <returns>A builder, to add handlers to.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="OptionsValidationException">Thrown when the app starts and the options are not valid; there is no key, say.</exception>
    public static IHelpCrunchWebhooksBuilder AddHelpCrunchWebhooks(this IServiceCollection services, IConfiguration configuration) =>
        services.AddHelpCrunchWebhooks(Options.Options.DefaultName, configuration);

    /// <summary>Adds the webhooks of one of several accounts, with options from a configuration and handlers of their own.</summary>
    /// <param name="services">The services. Must not be null.</param>
    /// <param name="name">The name of the account's webhooks. Must not be null.</param>
    /// <param name="configuration">The section that holds <c>SigningKeys</c>. Must not be null.</param>
    /// <returns>A builder, to add handlers to.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="OptionsValidationException">Thrown when the app starts and the options are not valid; there is no key, say.</exception>
    public static IHelpCrunchWebhooksBuilder AddHelpCrunchWebhooks(this IServiceCollection services, string name, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);

        var builder = services.AddNamed(name);
        services.AddSingleton<IConfigureOptions<HelpCrunchWebhooksEndpointOptions>>(new ConfigureEndpointOptionsFromConfiguration(name, configuration));
        services.AddSingleton<IOptionsChangeTokenSource<HelpCrunchWebhooksEndpointOptions>>(
            new ConfigurationChangeTokenSource<HelpCrunchWebhooksEndpointOptions>(name, configuration));
        return builder;
    }

    /// <summary>Adds the webhooks of one of several accounts, with options from code and handlers of their own.</summary>
    /// <param name="services">The services. Must not be null.</param>
    /// <param name="name">The name of the account's webhooks. Must not be null.</param>
    /// <param name="configure">Sets the options. Must not be null.</param>
    /// <returns>A builder, to add handlers to.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="OptionsValidationException">Thrown when the app starts and the options are not valid; there is no key, say.</exception>
    public static IHelpCrunchWebhooksBuilder AddHelpCrunchWebhooks(
        this IServiceCollection services,
        string name,
        Action<HelpCrunchWebhooksEndpointOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);

        return services.AddNamed(name).AddEndpoint(configure);
    }

    /// <summary>
    /// Adds what <c>MapHelpCrunchWebhooks</c> needs to webhooks whose keys come from code, and sets the options of the endpoint.
    /// </summary>
    /// <param name="builder">The builder. Must not be null.</param>
    /// <param name="configure">Sets the options, after a configuration did. May be null, which leaves them as they are.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static IHelpCrunchWebhooksBuilder AddEndpoint(
        this IHelpCrunchWebhooksBuilder builder,
        Action<HelpCrunchWebhooksEndpointOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);

        WebhookEndpointServices.Add(builder.Services, builder.Name);
        if (configure is not null)
        {
            builder.Services.Configure(builder.Name, configure);
        }

        return builder;
    }

    private static NamedHelpCrunchWebhooksBuilder AddNamed(this IServiceCollection services, string name)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);

        WebhookEndpointServices.Add(services, name);
        if (name.Length > 0)
        {
            services.TryAddKeyedSingleton(name, (provider, _) => CreateReceiver(provider, name));
        }

        return new NamedHelpCrunchWebhooksBuilder(name, services);
    }

    /// <summary>Follows the keys of the endpoint when its options change.</summary>
    private static WebhookReceiver CreateReceiver(IServiceProvider provider, string name)
    {
        var options = provider.GetRequiredService<WebhookEndpointRegistry>().Get(name).Options;
        return new WebhookReceiver(WebhookSignatureVerifier.FromKeyProvider(() => options.Keys), provider.GetRequiredService<WebhookParser>());
    }
}
