using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk;

internal sealed class HelpCrunchWebhooksBuilder(string endpointName, IServiceCollection services) : IHelpCrunchWebhooksBuilder
{
    public string EndpointName => endpointName;

    public IServiceCollection Services => services;
}
