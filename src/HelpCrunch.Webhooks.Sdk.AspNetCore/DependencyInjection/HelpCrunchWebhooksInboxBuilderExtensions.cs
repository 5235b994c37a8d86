using System.Diagnostics.CodeAnalysis;
using HelpCrunch.Webhooks.Sdk;
using HelpCrunch.Webhooks.Sdk.AspNetCore;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a durable inbox to an endpoint.</summary>
public static class HelpCrunchWebhooksInboxBuilderExtensions
{
    /// <summary>
    /// Lets the endpoint of the builder store deliveries in an inbox instead of running the handlers. The endpoint verifies the signature,
    /// stores the raw body, and responds with 200. If the body cannot be stored within
    /// <see cref="HelpCrunchWebhooksEndpointOptions.StoreTimeout"/>, it responds with 503.
    /// </summary>
    /// <typeparam name="TInbox">
    /// The inbox. It is registered as a scoped service, unless the type is already registered. Each delivery gets a separate scope.
    /// </typeparam>
    /// <param name="builder">The builder. If an endpoint has several inboxes, the last one is used.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static IHelpCrunchWebhooksBuilder AddInbox<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TInbox>(
        this IHelpCrunchWebhooksBuilder builder)
        where TInbox : class, IWebhookInbox
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.Services.TryAddScoped<TInbox>();
        builder.Services.AddSingleton(new WebhookInboxRegistration(builder.EndpointName, static provider => provider.GetRequiredService<TInbox>()));
        return builder;
    }
}
