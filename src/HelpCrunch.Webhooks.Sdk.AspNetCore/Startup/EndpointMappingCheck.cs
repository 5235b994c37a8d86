using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Checks that each name in use was added, and warns of handlers whose webhooks no endpoint receives.</summary>
internal sealed class EndpointMappingCheck(WebhookEndpointRegistry endpoints, WebhookHandlerRegistry registry, ILogger logger)
{
    /// <exception cref="InvalidOperationException">An endpoint has a name that was not added.</exception>
    public void Run(IEnumerable<Endpoint> mapped)
    {
        var mappedNames = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in mapped.SelectMany(EndpointNames))
        {
            _ = endpoints.Get(name); // Throws now, and not when the first delivery comes.
            mappedNames.Add(name);
        }

        foreach (var name in registry.Handlers.Select(handler => handler.EndpointName).Distinct(StringComparer.Ordinal))
        {
            if (endpoints.Names.Contains(name, StringComparer.Ordinal) && !mappedNames.Contains(name))
            {
                logger.NotMapped(WebhookTags.LogEndpoint(name), name.Length == 0 ? "path" : $"path, \"{name}\"");
            }
        }
    }

    private static IEnumerable<string> EndpointNames(Endpoint endpoint) =>
        endpoint.Metadata.GetOrderedMetadata<WebhookEndpointName>().Select(name => name.Value)
            .Concat(endpoint.Metadata.GetOrderedMetadata<ISignatureFilterMetadata>().Select(filter => filter.EndpointName));
}
