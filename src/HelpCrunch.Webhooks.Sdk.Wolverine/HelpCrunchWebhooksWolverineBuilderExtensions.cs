using HelpCrunch.Webhooks.Sdk;
using HelpCrunch.Webhooks.Sdk.AspNetCore;
using HelpCrunch.Webhooks.Sdk.Wolverine;
using Microsoft.Extensions.Hosting;
using Wolverine.Runtime;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Wolverine as the durable inbox of an endpoint.</summary>
public static class HelpCrunchWebhooksWolverineBuilderExtensions
{
    /// <summary>
    /// Lets the endpoint of the builder store deliveries in Wolverine's durable inbox. Also call <c>UseHelpCrunchWebhooks</c> in
    /// <c>UseWolverine</c>, and give Wolverine message storage: otherwise the app does not start.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static IHelpCrunchWebhooksBuilder AddWolverineInbox(this IHelpCrunchWebhooksBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        var endpointName = builder.EndpointName;
        builder.Services.AddSingleton<IHostedService>(provider => new WolverineInboxCheck(
            endpointName,
            provider.GetService<IWolverineRuntime>(),
            provider.GetService<HelpCrunchWolverineOptions>(),
            provider.GetRequiredService<WebhookHandlerRegistry>()));
        return builder.AddInbox<WolverineInbox>();
    }
}
