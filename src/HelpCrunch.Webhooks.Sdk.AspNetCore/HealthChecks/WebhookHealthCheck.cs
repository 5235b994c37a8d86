using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Checks that the options of all endpoints are valid, and that each received a delivery recently.</summary>
internal sealed class WebhookHealthCheck(WebhookEndpointRegistry endpoints, TimeSpan? maxSilence) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var invalid = endpoints.Names.Where(name => endpoints.Get(name).Options.Current is null).ToArray();
        if (invalid.Length > 0)
        {
            return Result(context.Registration.FailureStatus, $"{List(invalid)}: the options are not valid. Requests are rejected with 503 until the options are corrected. See the error in the log.");
        }

        var silent = endpoints.Names.Where(name => endpoints.Get(name).Reader.TimeSinceLastDelivery > maxSilence).ToArray();
        return silent.Length > 0
            ? Result(HealthStatus.Degraded, $"{List(silent)}: no delivery was accepted for more than {maxSilence}. See docs/troubleshooting.md, \"Nothing arrives\".")
            : Result(HealthStatus.Healthy, null);
    }

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(WebhookTags.LogEndpoint));

    private static Task<HealthCheckResult> Result(HealthStatus status, string? description) => Task.FromResult(new HealthCheckResult(status, description));
}
