using HelpCrunch.Webhooks.Sdk.AspNetCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a health check for HelpCrunch webhooks.</summary>
public static class HelpCrunchWebhooksHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a health check for all endpoints of the app. It is unhealthy while the options of an endpoint are not valid or the delivery
    /// store fails. It is degraded while an endpoint has not accepted a delivery for a chosen time, and after its inbox failed to store a
    /// delivery, until it stores one.
    /// </summary>
    /// <param name="builder">The builder that <c>AddHealthChecks</c> returned.</param>
    /// <param name="maxSilence">
    /// The time without a delivery after which the check is degraded. It starts when the app starts, and each process measures it separately.
    /// When null, the time is not checked.
    /// </param>
    /// <param name="name">The name of the health check.</param>
    /// <param name="failureStatus">The status while options are not valid or the store fails. The default is <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">The tags of the health check.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxSilence"/> is zero or negative.</exception>
    /// <exception cref="InvalidOperationException">Thrown when the check runs and no endpoint was added.</exception>
    public static IHealthChecksBuilder AddHelpCrunchWebhooks(
        this IHealthChecksBuilder builder,
        TimeSpan? maxSilence = null,
        string name = "helpcrunch-webhooks",
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        if (maxSilence <= TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(maxSilence), maxSilence, "The time without a delivery must be positive.");
        }

        return builder.Add(new HealthCheckRegistration(
            name,
            provider => new WebhookHealthCheck(WebhookEndpointRegistry.GetRequired(provider, nameof(AddHelpCrunchWebhooks)), maxSilence),
            failureStatus,
            tags));
    }
}
