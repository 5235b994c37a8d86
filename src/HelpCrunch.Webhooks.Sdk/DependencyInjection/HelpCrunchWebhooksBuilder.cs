using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk;

internal sealed class HelpCrunchWebhooksBuilder(IServiceCollection services) : IHelpCrunchWebhooksBuilder
{
    public string Name => "";

    public IServiceCollection Services => services;
}
