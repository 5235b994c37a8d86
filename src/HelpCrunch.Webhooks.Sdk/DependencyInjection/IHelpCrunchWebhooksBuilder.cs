using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The builder that <c>AddHelpCrunchWebhooks</c> returns. Add handlers and endpoints to it.</summary>
public interface IHelpCrunchWebhooksBuilder
{
    /// <summary>The name of the endpoint whose events the added handlers get. Empty for the unnamed endpoint.</summary>
    string EndpointName { get; }

    /// <summary>The services of the app.</summary>
    IServiceCollection Services { get; }
}
