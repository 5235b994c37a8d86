using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>What <c>AddHelpCrunchWebhooks</c> returns, for what is added to the webhooks themselves.</summary>
public interface IHelpCrunchWebhooksBuilder
{
    /// <summary>
    /// The name of the webhooks, for apps that receive those of several accounts: handlers added here are theirs alone. Never
    /// null; empty for the unnamed ones.
    /// </summary>
    string Name { get; }

    /// <summary>The services that the webhooks are registered in.</summary>
    IServiceCollection Services { get; }
}
