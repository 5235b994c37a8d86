using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>The endpoints of the app, by the name of their options: each is put together once.</summary>
internal sealed class WebhookEndpointRegistry(
    IEnumerable<WebhookEndpointName> names,
    IOptionsMonitor<HelpCrunchWebhooksEndpointOptions> options,
    WebhookParser parser,
    WebhookDispatcher dispatcher,
    IWebhookDeliveryStore store,
    WebhookTelemetry telemetry,
    HandlerTimeouts stops) : IDisposable
{
    private readonly Dictionary<string, Parts> _parts = names
        .Select(name => name.Value)
        .Distinct(StringComparer.Ordinal)
        .ToDictionary(
            name => name,
            name =>
            {
                var live = new EndpointOptionsAccessor(name, options, telemetry.Logger);
                var verifier = WebhookSignatureVerifier.FromKeyProvider(() => live.Keys);
                var door = new WebhookRequestReader(live, verifier, parser);
                return new Parts(live, new WebhookReceiver(verifier, parser), door, new WebhookEndpoint(name, door, store, dispatcher, telemetry, stops));
            },
            StringComparer.Ordinal);

    public IEnumerable<string> Names => _parts.Keys;

    /// <summary>The endpoints of the app.</summary>
    /// <exception cref="InvalidOperationException">They were not added.</exception>
    public static WebhookEndpointRegistry Of(IServiceProvider services, string caller) =>
        services.GetService<WebhookEndpointRegistry>() ?? throw new InvalidOperationException(
            $"{caller} needs services that were not added. Call services.AddHelpCrunchWebhooks(configuration.GetSection(\"HelpCrunch\")), or AddEndpoint() on what AddHelpCrunchWebhooks(options => …) returned.");

    public EndpointOptionsAccessor Settings(string name) => Of(name).Settings;

    public WebhookReceiver Receiver(string name) => Of(name).Receiver;

    public WebhookRequestReader Door(string name) => Of(name).Door;

    public WebhookEndpoint Endpoint(string name) => Of(name).Endpoint;

    public void Dispose()
    {
        foreach (var parts in _parts.Values)
        {
            parts.Settings.Dispose();
        }
    }

    private Parts Of(string name) => _parts.TryGetValue(name, out var parts) ? parts : throw new InvalidOperationException(
        name.Length == 0
            ? "The unnamed HelpCrunch webhooks were not added. Call services.AddHelpCrunchWebhooks(configuration.GetSection(\"HelpCrunch\")), or AddEndpoint() on what AddHelpCrunchWebhooks(options => …) returned."
            : $"No HelpCrunch webhooks named '{name}' were added. Call services.AddHelpCrunchWebhooks(\"{name}\", configuration.GetSection(…)).");

    private sealed record Parts(EndpointOptionsAccessor Settings, WebhookReceiver Receiver, WebhookRequestReader Door, WebhookEndpoint Endpoint);
}
