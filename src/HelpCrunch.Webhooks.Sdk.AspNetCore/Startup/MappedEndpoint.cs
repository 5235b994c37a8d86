using Microsoft.AspNetCore.Http;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Reads the metadata of endpoints that receive webhooks.</summary>
internal static class MappedEndpoint
{
    public static bool ReceivesWebhooks(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<WebhookEndpointName>() is not null || endpoint.Metadata.GetMetadata<ISignatureFilterMetadata>() is not null;

    /// <summary>Gets the names of the endpoints whose options are used; none if the endpoint does not receive webhooks.</summary>
    public static IEnumerable<string> GetNames(Endpoint endpoint) =>
        endpoint.Metadata.GetOrderedMetadata<WebhookEndpointName>().Select(name => name.Value)
            .Concat(endpoint.Metadata.GetOrderedMetadata<ISignatureFilterMetadata>().Select(filter => filter.EndpointName));
}
