using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Checks that the options of all endpoints are valid, that the delivery store works, that the inboxes store deliveries, and that each
/// endpoint received a delivery recently.
/// </summary>
internal sealed class WebhookHealthCheck(WebhookEndpointRegistry endpoints, TimeSpan? maxSilence) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var invalid = endpoints.Names.Where(name => endpoints.Get(name).Options.Current is null).ToArray();
        if (invalid.Length > 0)
        {
            return new(context.Registration.FailureStatus, $"{List(invalid)}: the options are not valid. Requests are rejected with 503 until the options are corrected. See the error in the log.");
        }

        if (await FindStoreFailureAsync().ConfigureAwait(false) is { } failure)
        {
            return new(
                context.Registration.FailureStatus,
                $"HelpCrunch webhooks: the delivery store failed ({failure.GetType().Name}). Deliveries are rejected with 503 until the store works again.",
                failure);
        }

        // Degraded, not unhealthy: only another delivery shows that the inbox works again, so the app must continue to receive deliveries.
        var failing = endpoints.Names.Where(name => endpoints.Get(name).Inbox is { IsFailing: true }).ToArray();
        if (failing.Length > 0)
        {
            return new(HealthStatus.Degraded, $"{List(failing)}: the inbox failed to store the last delivery. See the error in the log.");
        }

        var silent = endpoints.Names.Where(name => endpoints.Get(name).Reader.TimeSinceLastDelivery > maxSilence).ToArray();
        return silent.Length > 0
            ? new(HealthStatus.Degraded, $"{List(silent)}: no delivery was accepted for more than {maxSilence}. See docs/troubleshooting.md, \"Nothing arrives\".")
            : new(HealthStatus.Healthy);
    }

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(WebhookTags.LogEndpoint));

    /// <summary>Claims a delivery as the endpoints do, because a connection to a store that cannot write is not enough.</summary>
    private async ValueTask<Exception?> FindStoreFailureAsync()
    {
        var timeouts = endpoints.Names
            .Select(endpoints.Get)
            .Where(endpoint => endpoint.Inbox is null) // An inbox deduplicates without the store.
            .Select(endpoint => endpoint.Options.Current)
            .Where(options => options?.DeduplicationWindow > TimeSpan.Zero)
            .Select(options => options!.StoreTimeout)
            .ToArray();
        if (timeouts.Length == 0 || endpoints.Store.NeverWaits)
        {
            return null;
        }

        // Endpoints do not claim deliveries with a blank id. If another process has this claim, the store works.
        var delivery = new WebhookDeliveryId("", "");
        var claimToken = Random.Shared.NextInt64(1, long.MaxValue);
        var timeout = timeouts.Min();
        try
        {
            await endpoints.Store.ClaimAsync(new() { Delivery = delivery, ClaimToken = claimToken, ExpiresAfter = 2 * timeout }, timeout).ConfigureAwait(false);
            await endpoints.Store.AbandonAsync(new() { Delivery = delivery, ClaimToken = claimToken }, timeout).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
