using HelpCrunch.Webhooks.Sdk;
using HelpCrunch.Webhooks.Sdk.AspNetCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds ASP.NET Core endpoints for HelpCrunch webhooks.</summary>
/// <remarks>
/// To receive the webhooks of one account, add the unnamed endpoint. To receive the webhooks of several accounts, add a named endpoint for
/// each account. The options of several calls for the same endpoint are applied in the order of the calls.
/// </remarks>
public static class HelpCrunchWebhooksAspNetCoreBuilderExtensions
{
    /// <summary>
    /// Adds the unnamed endpoint, with options from code. The endpoint also uses the signing keys of
    /// <c>AddHelpCrunchWebhooks(options => …)</c>.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>A builder to add the handlers of the endpoint to.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="OptionsValidationException">Thrown when the app starts and the options are not valid. For example, a signing key is missing.</exception>
    public static IHelpCrunchWebhooksBuilder AddEndpoint(
        this IHelpCrunchWebhooksBuilder builder,
        Action<HelpCrunchWebhooksEndpointOptions>? configure = null) =>
        builder.AddEndpoint(Options.Options.DefaultName, configure ?? (static _ => { }));

    /// <summary>Adds the unnamed endpoint, with options from a configuration section. Changes of the configuration are applied without a restart.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="section">The section that contains the options, such as <c>SigningKeys</c>.</param>
    /// <returns>A builder to add the handlers of the endpoint to.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="OptionsValidationException">Thrown when the app starts and the options are not valid. For example, a signing key is missing.</exception>
    public static IHelpCrunchWebhooksBuilder AddEndpoint(this IHelpCrunchWebhooksBuilder builder, IConfiguration section) =>
        builder.AddEndpoint(Options.Options.DefaultName, section);

    /// <summary>Adds a named endpoint, with options from a configuration section. Changes of the configuration are applied without a restart.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the endpoint. Pass the same name to <c>MapHelpCrunchWebhooks</c>.</param>
    /// <param name="section">The section that contains the options, such as <c>SigningKeys</c>.</param>
    /// <returns>A builder to add the handlers of the endpoint to.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="OptionsValidationException">Thrown when the app starts and the options are not valid. For example, a signing key is missing.</exception>
    public static IHelpCrunchWebhooksBuilder AddEndpoint(this IHelpCrunchWebhooksBuilder builder, string name, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);

        var endpoint = WebhookEndpointServices.Add(builder, name);
        builder.Services.AddSingleton<IConfigureOptions<HelpCrunchWebhooksEndpointOptions>>(provider =>
            new ConfigureEndpointOptionsFromConfiguration(name, section, provider.GetService<IConfiguration>()));
        builder.Services.AddSingleton<IOptionsChangeTokenSource<HelpCrunchWebhooksEndpointOptions>>(
            new ConfigurationChangeTokenSource<HelpCrunchWebhooksEndpointOptions>(name, section));
        return endpoint;
    }

    /// <summary>Adds a named endpoint, with options from code.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the endpoint. Pass the same name to <c>MapHelpCrunchWebhooks</c>.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>A builder to add the handlers of the endpoint to.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="OptionsValidationException">Thrown when the app starts and the options are not valid. For example, a signing key is missing.</exception>
    public static IHelpCrunchWebhooksBuilder AddEndpoint(
        this IHelpCrunchWebhooksBuilder builder,
        string name,
        Action<HelpCrunchWebhooksEndpointOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);

        var endpoint = WebhookEndpointServices.Add(builder, name);
        builder.Services.Configure(name, configure);
        return endpoint;
    }
}
