using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

internal sealed class NamedHelpCrunchWebhooksBuilder(string name, IServiceCollection services) : IHelpCrunchWebhooksBuilder
{
    public string Name => name;

    public IServiceCollection Services => services;
}
