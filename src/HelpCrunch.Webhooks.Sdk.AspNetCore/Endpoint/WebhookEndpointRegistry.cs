using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>The endpoints of the app, by name. Each is created once.</summary>
internal sealed class WebhookEndpointRegistry(
    IEnumerable<WebhookEndpointName> names,
    IOptionsMonitor<HelpCrunchWebhooksEndpointOptions> options,
    WebhookParser parser,
    WebhookDispatcher dispatcher,
    IWebhookDeliveryStore store,
    WebhookTelemetry telemetry,
    TimeProvider timeProvider,
    HandlerShutdownToken shutdown,
    IEnumerable<WebhookInboxRegistration> inboxes,
    IServiceScopeFactory scopes) : IDisposable
{
    private readonly Dictionary<string, Entry> _entries = names
        .Select(name => name.Value)
        .Distinct(StringComparer.Ordinal)
        .ToDictionary(
            name => name,
            name =>
            {
                var accessor = new EndpointOptionsAccessor(name, options, parser, telemetry.Logger);
                var reader = new WebhookRequestReader(accessor, parser, timeProvider);
                var inbox = inboxes.LastOrDefault(registration => registration.EndpointName == name) is { } registration
                    ? new BoundedInbox(registration, scopes, timeProvider)
                    : null;
                var endpoint = new WebhookEndpoint(
                    name,
                    reader,
                    new BoundedDeliveryStore(store, timeProvider),
                    dispatcher,
                    telemetry,
                    timeProvider,
                    shutdown,
                    inbox is null ? null : new InboxDelivery(name, inbox, telemetry, timeProvider));
                return new Entry(accessor, reader, endpoint, inbox);
            },
            StringComparer.Ordinal);

    public IEnumerable<string> Names => _entries.Keys;

    public BoundedDeliveryStore Store { get; } = new(store, timeProvider);

    /// <summary>Gets the registry of the app.</summary>
    /// <exception cref="InvalidOperationException">No endpoint was added.</exception>
    public static WebhookEndpointRegistry GetRequired(IServiceProvider services, string caller) =>
        services.GetService<WebhookEndpointRegistry>() ?? throw new InvalidOperationException(
            $"{caller} needs services that were not added. Call services.AddHelpCrunchWebhooks(configuration.GetSection(\"HelpCrunch\")).");

    /// <summary>Gets an endpoint by its name.</summary>
    /// <exception cref="InvalidOperationException">No endpoint of this name was added.</exception>
    public Entry Get(string name) => _entries.TryGetValue(name, out var entry) ? entry : throw new InvalidOperationException(
        name.Length == 0
            ? "The unnamed endpoint was not added. Call services.AddHelpCrunchWebhooks(configuration.GetSection(\"HelpCrunch\")), or AddEndpoint() on the builder that AddHelpCrunchWebhooks(options => …) returns."
            : $"The endpoint '{name}' was not added. Call AddEndpoint(\"{name}\", configuration.GetSection(…)) on the builder that AddHelpCrunchWebhooks() returns.");

    public void Dispose()
    {
        foreach (var entry in _entries.Values)
        {
            entry.Options.Dispose();
        }
    }

    /// <param name="Options">The options.</param>
    /// <param name="Reader">The reader of requests.</param>
    /// <param name="Endpoint">The endpoint.</param>
    /// <param name="Inbox">The inbox; null if the endpoint runs the handlers.</param>
    internal sealed record Entry(EndpointOptionsAccessor Options, WebhookRequestReader Reader, WebhookEndpoint Endpoint, BoundedInbox? Inbox);
}
