using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Warns about webhook endpoints that the global rate limiter of the app applies to. An endpoint with a rate limit was considered.</summary>
internal sealed class GlobalLimiterCheck(IOptions<RateLimiterOptions> options, ILogger logger)
{
    public void Run(IEnumerable<Endpoint> mapped)
    {
        if (options.Value.GlobalLimiter is null)
        {
            return;
        }

        foreach (var endpoint in mapped.Where(endpoint => MappedEndpoint.ReceivesWebhooks(endpoint) && !HasRateLimitingMetadata(endpoint.Metadata)))
        {
            logger.GlobalLimiterApplies(endpoint.DisplayName);
        }
    }

    private static bool HasRateLimitingMetadata(EndpointMetadataCollection metadata) =>
        metadata.GetMetadata<DisableRateLimitingAttribute>() is not null || metadata.GetMetadata<EnableRateLimitingAttribute>() is not null;
}
