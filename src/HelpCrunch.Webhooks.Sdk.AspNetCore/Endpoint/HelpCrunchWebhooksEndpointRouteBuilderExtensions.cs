using System.Diagnostics.CodeAnalysis;
using HelpCrunch.Webhooks.Sdk.AspNetCore;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps endpoints that receive HelpCrunch webhooks.</summary>
public static class HelpCrunchWebhooksEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps an endpoint that receives HelpCrunch webhooks. It verifies the signature, parses the event, runs the handlers once for each
    /// delivery, and responds. If a handler fails, the response is 500, and HelpCrunch may send the delivery again.
    /// </summary>
    /// <param name="endpoints">The route builder, such as the app.</param>
    /// <param name="pattern">The route pattern. Enter the resulting address in HelpCrunch (Settings → Developers → Webhooks).</param>
    /// <returns>A builder to customize the endpoint, for example with a rate limit or an authorization policy.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">The unnamed endpoint was not added to the services.</exception>
    public static IEndpointConventionBuilder MapHelpCrunchWebhooks(this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern) =>
        endpoints.MapHelpCrunchWebhooks(pattern, Options.DefaultName);

    /// <summary>Maps a named endpoint, which receives the webhooks of one of several accounts with separate options and handlers.</summary>
    /// <param name="endpoints">The route builder, such as the app.</param>
    /// <param name="pattern">The route pattern. Enter the resulting address in HelpCrunch (Settings → Developers → Webhooks).</param>
    /// <param name="name">The name of the endpoint, as passed to <c>AddEndpoint</c>.</param>
    /// <returns>A builder to customize the endpoint, for example with a rate limit or an authorization policy.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">No endpoint of this name was added to the services.</exception>
    public static IEndpointConventionBuilder MapHelpCrunchWebhooks(
        this IEndpointRouteBuilder endpoints,
        [StringSyntax("Route")] string pattern,
        string name)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(name);

        var entry = WebhookEndpointRegistry.GetRequired(endpoints.ServiceProvider, nameof(MapHelpCrunchWebhooks)).Get(name);

        // A RequestDelegate needs neither reflection nor generated code. It gets all methods, because a fallback of the app would answer the others.
        return endpoints.Map(pattern, entry.Endpoint.HandleAsync)
            .WithDisplayName($"HelpCrunch webhooks at {pattern}")
            .WithMetadata(new WebhookEndpointName(name), ResponseStatus.Metadata, entry)
            .WithMetadata(new EndpointSummaryAttribute("Receives HelpCrunch webhooks."));
    }
}
