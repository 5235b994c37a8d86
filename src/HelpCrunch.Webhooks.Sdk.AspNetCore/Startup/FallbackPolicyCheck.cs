using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Warns about webhook endpoints that the fallback authorization policy of the app applies to.</summary>
internal sealed class FallbackPolicyCheck(IOptions<AuthorizationOptions> options, ILogger logger)
{
    public void Run(IEnumerable<Endpoint> mapped)
    {
        if (options.Value.FallbackPolicy is null)
        {
            return;
        }

        foreach (var endpoint in mapped.Where(endpoint => MappedEndpoint.ReceivesWebhooks(endpoint) && !HasAuthorizationMetadata(endpoint.Metadata)))
        {
            logger.FallbackPolicyApplies(endpoint.DisplayName);
        }
    }

    private static bool HasAuthorizationMetadata(EndpointMetadataCollection metadata) =>
        metadata.GetMetadata<IAllowAnonymous>() is not null
        || metadata.GetMetadata<IAuthorizeData>() is not null
        || metadata.GetMetadata<AuthorizationPolicy>() is not null
        || metadata.GetMetadata<IAuthorizationRequirementData>() is not null;
}
