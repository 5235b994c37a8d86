using HelpCrunch.Webhooks.Sdk;
using HelpCrunch.Webhooks.Sdk.AspNetCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds HelpCrunch webhooks to the services of an ASP.NET Core app.</summary>
public static class HelpCrunchWebhooksAspNetCoreServiceCollectionExtensions
{
    /// <summary>
    /// Adds HelpCrunch webhooks with the unnamed endpoint. Equivalent to <c>services.AddHelpCrunchWebhooks().AddEndpoint(section)</c>.
    /// Map the endpoint with <c>MapHelpCrunchWebhooks</c>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="section">The configuration section that contains the options of the endpoint, such as <c>SigningKeys</c>.</param>
    /// <returns>A builder to add handlers to.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="OptionsValidationException">Thrown when the app starts and the options are not valid. For example, a signing key is missing.</exception>
    public static IHelpCrunchWebhooksBuilder AddHelpCrunchWebhooks(this IServiceCollection services, IConfiguration section) =>
        services.AddHelpCrunchWebhooks().AddEndpoint(section);
}
