using HelpCrunch.Webhooks.Sdk.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Verifies the requests of endpoints that are not mapped by <c>MapHelpCrunchWebhooks</c>.</summary>
public static class HelpCrunchWebhooksEndpointConventionBuilderExtensions
{
    /// <summary>
    /// Lets only verified requests reach the endpoint, with the limits and answers of <c>MapHelpCrunchWebhooks</c>. Take a
    /// <see cref="VerifiedWebhook"/> as a parameter to have the event, or read the request's body, which are the verified bytes.
    /// Repetitions are not looked for.
    /// </summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">What <c>MapPost</c> returned. Must not be null.</param>
    /// <param name="name">The name that <c>AddHelpCrunchWebhooks</c> was given. Must not be null; empty, which is the default, for the unnamed one.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">Thrown when the app starts and <c>AddHelpCrunchWebhooks</c> was not called with this name.</exception>
    public static TBuilder RequireHelpCrunchSignature<TBuilder>(this TBuilder builder, string name = "")
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);

        builder.Add(endpoint =>
        {
            endpoint.RequestDelegate = VerifiedRequest.Before(
                endpoint.RequestDelegate ?? throw new InvalidOperationException($"The endpoint '{endpoint.DisplayName}' is of a kind whose requests cannot be verified. Use MapPost."),
                name);
            endpoint.Metadata.Add(new WebhookEndpointName(name));
        });
        return builder;
    }
}
