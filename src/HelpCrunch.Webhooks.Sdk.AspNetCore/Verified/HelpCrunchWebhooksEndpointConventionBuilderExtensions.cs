using HelpCrunch.Webhooks.Sdk.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Verifies the requests of the app's own endpoints.</summary>
public static class HelpCrunchWebhooksEndpointConventionBuilderExtensions
{
    /// <summary>
    /// Verifies the requests to an endpoint before it runs. Limits and responses are those of <c>MapHelpCrunchWebhooks</c>;
    /// redeliveries are not detected. Use a <see cref="VerifiedWebhook"/> parameter to get the event, or read the request's body, which
    /// has the verified bytes.
    /// </summary>
    /// <remarks>On what <c>MapControllers</c> returns, it verifies the requests to every controller of the app. For one of them, use
    /// <see cref="RequireHelpCrunchSignatureAttribute"/>.</remarks>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">What <c>MapPost</c>, <c>MapGroup</c> or <c>MapControllers</c> returned.</param>
    /// <param name="name">The name that <c>AddEndpoint</c> was given; empty, which is the default, for the unnamed endpoint.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">Thrown when the app starts and <c>AddEndpoint</c> was not called with this name.</exception>
    public static TBuilder RequireHelpCrunchSignature<TBuilder>(this TBuilder builder, string name = "")
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);

        builder.Add(endpoint =>
        {
            endpoint.RequestDelegate = RequestVerification.Before(
                endpoint.RequestDelegate ?? throw new InvalidOperationException($"The requests to the endpoint '{endpoint.DisplayName}' cannot be verified, because it has no request delegate. Use MapPost."),
                name);
            endpoint.Metadata.Add(new WebhookEndpointName(name));
        });
        return builder;
    }
}
