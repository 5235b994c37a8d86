using HelpCrunch.Webhooks.Sdk.AspNetCore;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Verifies the requests of endpoints that are not mapped by <c>MapHelpCrunchWebhooks</c>.</summary>
public static class HelpCrunchWebhooksEndpointConventionBuilderExtensions
{
    /// <summary>
    /// Lets only verified requests reach the endpoint, with the limits and answers of <c>MapHelpCrunchWebhooks</c>. Take a
    /// <see cref="VerifiedWebhook"/> as a parameter to have the event, or read the request's body, which are the verified bytes.
    /// Repetitions are not looked for. Other parameters must not be bound from the body: that would read it first.
    /// </summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">What <c>MapPost</c> returned. Must not be null.</param>
    /// <param name="name">The name that <c>AddHelpCrunchWebhooks</c> was given. Must not be null; empty, which is the default, for the unnamed one.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static TBuilder VerifyHelpCrunchWebhook<TBuilder>(this TBuilder builder, string name = "")
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);

        builder.Add(endpoint => endpoint.Metadata.Add(new VerificationMetadata(name)));
        return builder.AddEndpointFilter(new VerifyWebhookFilter());
    }
}
