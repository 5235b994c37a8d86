using HelpCrunch.Webhooks.Sdk.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Verifies requests to endpoints of the app.</summary>
public static class HelpCrunchWebhooksEndpointConventionBuilderExtensions
{
    /// <summary>
    /// Verifies the requests to an endpoint before it runs. Limits and responses are the same as with <c>MapHelpCrunchWebhooks</c>, but
    /// redeliveries are not detected. Use a <see cref="VerifiedWebhook"/> parameter to get the event, or read the verified body from the
    /// request.
    /// </summary>
    /// <remarks>
    /// On the builder that <c>MapControllers</c> returns, the method applies to every controller of the app. For a single controller, use
    /// <see cref="RequireHelpCrunchSignatureAttribute"/>.
    /// </remarks>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The builder that <c>MapPost</c>, <c>MapGroup</c>, or <c>MapControllers</c> returned.</param>
    /// <param name="name">The name of the endpoint, as passed to <c>AddEndpoint</c>. The default is the unnamed endpoint.</param>
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
            endpoint.Metadata.Add(ResponseStatus.Metadata);
        });
        return builder;
    }
}
