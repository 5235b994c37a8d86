using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Validates the options and logs which events have handlers before the server starts. Checks the mapped endpoints after the server has
/// started.
/// </summary>
internal sealed class WebhookStartupService(
    WebhookEndpointRegistry endpoints,
    HandlerCoverageLog handlerCoverage,
    EndpointMappingCheck mapping,
    UnverifiedEndpointCheck unverified,
    FallbackPolicyCheck fallbackPolicy,
    GlobalLimiterCheck globalLimiter,
    AntiforgeryCheck antiforgery,
    MappedPathsLog mappedPaths,
    InboxOptionsCheck inboxOptions,
    EndpointDataSource? endpointDataSource,
    ILogger logger) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var name in endpoints.Names)
        {
            var endpoint = endpoints.Get(name);
            var options = endpoint.Options.Initialize();
            if (options.AllowUnsignedRequests)
            {
                logger.UnsignedAllowed(WebhookTags.LogEndpoint(name));
            }

            if (endpoint.Inbox is not null)
            {
                inboxOptions.Run(name, options);
            }

            handlerCoverage.Write(name, options.KeyNames, endpoint.Inbox is not null);
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs the checks of mapped endpoints. Endpoints can be mapped until the server has started.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var mapped = endpointDataSource?.Endpoints ?? [];
        mapping.Run(mapped);
        unverified.Run(mapped);
        fallbackPolicy.Run(mapped);
        globalLimiter.Run(mapped);
        antiforgery.Run(mapped);
        mappedPaths.Write(mapped);
        foreach (var name in endpoints.Names)
        {
            endpoints.Get(name).Options.CheckProvidedKeys(); // Services that load keys have started.
        }

        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
