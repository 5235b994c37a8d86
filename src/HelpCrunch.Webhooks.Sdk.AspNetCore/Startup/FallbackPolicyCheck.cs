using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Warns of endpoints that receive webhooks and that the app's fallback authorization policy guards.</summary>
internal sealed class FallbackPolicyCheck(IOptions<AuthorizationOptions> options, ILogger logger)
{
    public void Run(IEnumerable<Endpoint> mapped)
    {
        if (options.Value.FallbackPolicy is null)
        {
            return;
        }

        foreach (var endpoint in mapped.Where(endpoint => ReceivesWebhooks(endpoint.Metadata) && !HasOwnPolicy(endpoint.Metadata)))
        {
            logger.FallbackPolicyApplies(endpoint.DisplayName);
        }
    }

    private static bool ReceivesWebhooks(EndpointMetadataCollection metadata) =>
        metadata.GetMetadata<WebhookEndpointName>() is not null || metadata.GetMetadata<ISignatureFilterMetadata>() is not null;

    private static bool HasOwnPolicy(EndpointMetadataCollection metadata) =>
        metadata.GetMetadata<IAllowAnonymous>() is not null
        || metadata.GetMetadata<IAuthorizeData>() is not null
        || metadata.GetMetadata<AuthorizationPolicy>() is not null
        || metadata.GetMetadata<IAuthorizationRequirementData>() is not null;
}
