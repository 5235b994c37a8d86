using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Warns about controller actions that receive webhooks and require an antiforgery token. Other endpoints require one only for forms.</summary>
internal sealed class AntiforgeryCheck(ILogger logger)
{
    public void Run(IEnumerable<Endpoint> mapped)
    {
        foreach (var endpoint in mapped.Where(endpoint =>
            MappedEndpoint.ReceivesWebhooks(endpoint) && ControllerAction.Is(endpoint) && ControllerAction.RequiresAntiforgeryToken(endpoint)))
        {
            logger.AntiforgeryTokenRequired(endpoint.DisplayName);
        }
    }
}
