using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>What <c>AddHelpCrunchWebhooks</c> returns, for what is added to the webhooks themselves.</summary>
public interface IHelpCrunchWebhooksBuilder
{
    /// <summary>The services that the webhooks are registered in.</summary>
    IServiceCollection Services { get; }
}
