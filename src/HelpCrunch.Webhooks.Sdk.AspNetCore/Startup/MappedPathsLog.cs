using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Logs the paths at which webhooks are received. A webhook that is sent to another path does not reach the SDK, and a fallback of the app
/// may answer it with 200.
/// </summary>
internal sealed class MappedPathsLog(ILogger logger)
{
    public void Write(IEnumerable<Endpoint> mapped)
    {
        var pathsByName = mapped
            .SelectMany(MappedEndpoint.GetNames, static (endpoint, name) => (Name: name, Path: Path(endpoint)))
            .Distinct()
            .GroupBy(static entry => entry.Name, static entry => entry.Path, StringComparer.Ordinal);
        foreach (var paths in pathsByName)
        {
            logger.Mapped(WebhookTags.LogEndpoint(paths.Key), string.Join(", ", paths.Order(StringComparer.Ordinal)));
        }
    }

    private static string? Path(Endpoint endpoint) =>
        (endpoint as RouteEndpoint)?.RoutePattern.RawText is { } pattern ? $"/{pattern.TrimStart('/')}" : endpoint.DisplayName;
}
