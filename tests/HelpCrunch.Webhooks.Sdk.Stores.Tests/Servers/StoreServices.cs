using HelpCrunch.Webhooks.Sdk.AspNetCore;
using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

/// <summary>Gets the store as an app has it.</summary>
internal static class StoreServices
{
    public static ServiceProvider Build(Action<IHelpCrunchWebhooksBuilder> add, Action<IServiceCollection>? configure = null)
    {
        var services = new ServiceCollection();
        configure?.Invoke(services);
        add(services.AddHelpCrunchWebhooks());
        return services.BuildServiceProvider(validateScopes: true);
    }

    public static IWebhookDeliveryStore Store(this IServiceProvider provider) => provider.GetRequiredService<IWebhookDeliveryStore>();
}
