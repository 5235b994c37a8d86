using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Checks that the names of all mapped endpoints were added, and warns about handlers of endpoints that are not mapped.</summary>
internal sealed class EndpointMappingCheck(WebhookEndpointRegistry endpoints, WebhookHandlerRegistry registry, ILogger logger)
{
    /// <exception cref="InvalidOperationException">An endpoint has a name that was not added.</exception>
    public void Run(IEnumerable<Endpoint> mapped)
    {
        var mappedNames = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in mapped.SelectMany(MappedEndpoint.GetNames))
        {
            _ = endpoints.Get(name); // Throws when the app starts, instead of at the first delivery.
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
}
