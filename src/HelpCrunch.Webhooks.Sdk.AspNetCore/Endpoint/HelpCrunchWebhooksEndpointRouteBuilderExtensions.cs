using System.Diagnostics.CodeAnalysis;
using HelpCrunch.Webhooks.Sdk.AspNetCore;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps HelpCrunch's webhooks.</summary>
public static class HelpCrunchWebhooksEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps an endpoint that receives HelpCrunch's webhooks: verifies the signature, reads the event, hands it to the handlers
    /// once, and answers so that HelpCrunch repeats what was not handled.
    /// </summary>
    /// <param name="endpoints">The app. Must not be null.</param>
    /// <param name="pattern">The path, which is set in HelpCrunch's Settings → Developers → Webhooks. Must not be null.</param>
    /// <returns>A builder, for what the app adds to its endpoints: a rate limit, a host, an authorization policy.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddHelpCrunchWebhooks</c> was not called for an endpoint.</exception>
    public static IEndpointConventionBuilder MapHelpCrunchWebhooks(this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern) =>
        endpoints.MapHelpCrunchWebhooks(pattern, Options.DefaultName);

    /// <summary>Maps an endpoint that receives the webhooks of one of several accounts, with options and handlers of their own.</summary>
    /// <param name="endpoints">The app. Must not be null.</param>
    /// <param name="pattern">The path, which is set in HelpCrunch's Settings → Developers → Webhooks. Must not be null.</param>
    /// <param name="name">The name that <c>AddHelpCrunchWebhooks</c> was given. Must not be null.</param>
    /// <returns>A builder, for what the app adds to its endpoints: a rate limit, a host, an authorization policy.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddHelpCrunchWebhooks</c> was not called with this name.</exception>
    public static IEndpointConventionBuilder MapHelpCrunchWebhooks(
        this IEndpointRouteBuilder endpoints,
        [StringSyntax("Route")] string pattern,
        string name)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(name);

        var added = WebhookEndpointRegistry.Of(endpoints.ServiceProvider, nameof(MapHelpCrunchWebhooks));

        // A RequestDelegate, which needs no reflection and no generated code.
        return endpoints.MapPost(pattern, added.Endpoint(name).HandleAsync)
            .WithDisplayName($"HelpCrunch webhooks at {pattern}")
            .WithMetadata(new WebhookEndpointName(name));
    }
}
