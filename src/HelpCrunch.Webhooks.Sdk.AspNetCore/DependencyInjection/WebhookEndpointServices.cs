using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Registers what endpoints consist of. Factories, not types: nothing here is found by reflection.</summary>
internal static class WebhookEndpointServices
{
    public static void Add(IServiceCollection services, string name)
    {
        services.AddOptions();
        services.AddLogging();
        services.AddMetrics();
        services.AddSingleton(new WebhookEndpointName(name));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IWebhookDeliveryStore>(static provider =>
            new InMemoryWebhookDeliveryStore(provider.GetRequiredService<TimeProvider>()));
        if (services.Any(static service => service.ServiceType == typeof(WebhookEndpointRegistry)))
        {
            return; // Added before: the rest is one for all endpoints.
        }

        services.TryAddSingleton(VerifierOfUnnamed); // Before the core's own, which knows nothing of names.
        services.AddHelpCrunchWebhooks(static (provider, options) =>
            options.SigningKeyProvider ??= SourceOfUnnamed(provider));
        services.AddSingleton(static provider => new WebhookMetrics(provider.GetRequiredService<IMeterFactory>()));
        services.AddSingleton(static provider => new WebhookTelemetry(
            provider.GetRequiredService<WebhookMetrics>(),
            provider.GetRequiredService<ILoggerFactory>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IWebhookHandlerObserver>(static provider => provider.GetRequiredService<WebhookTelemetry>());
        services.AddSingleton(static provider => new HandlerShutdownToken(
            provider.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None)); // Null without a host.
        services.AddSingleton(static provider => new WebhookEndpointRegistry(
            provider.GetServices<WebhookEndpointName>(),
            provider.GetRequiredService<IOptionsMonitor<HelpCrunchWebhooksEndpointOptions>>(),
            provider.GetRequiredService<WebhookParser>(),
            provider.GetRequiredService<WebhookDispatcher>(),
            provider.GetRequiredService<IWebhookDeliveryStore>(),
            provider.GetRequiredService<WebhookTelemetry>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<HandlerShutdownToken>()));
        services.AddSingleton<IHostedService>(CreateStartupService);
        services.AddSingleton<IConfigureOptions<HelpCrunchWebhooksEndpointOptions>>(static provider =>
            new ConfigureEndpointOptionsFromCore(provider.GetRequiredService<HelpCrunchWebhooksOptions>()));
    }

    private static WebhookStartupService CreateStartupService(IServiceProvider provider)
    {
        var endpoints = provider.GetRequiredService<WebhookEndpointRegistry>();
        var dispatcher = provider.GetRequiredService<WebhookDispatcher>();
        var logger = provider.GetRequiredService<WebhookTelemetry>().Logger;
        return new WebhookStartupService(
            endpoints,
            new HandlerCoverageLog(dispatcher, logger),
            new EndpointMappingCheck(endpoints, dispatcher, logger),
            new UnverifiedEndpointCheck(logger),
            new FallbackPolicyCheck(provider.GetRequiredService<IOptions<AuthorizationOptions>>(), logger),
            provider.GetService<EndpointDataSource>(), // Null without routing.
            logger);
    }

    private static WebhookSignatureVerifier VerifierOfUnnamed(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<HelpCrunchWebhooksOptions>();
        return options.SigningKeyProvider is { } source ? WebhookSignatureVerifier.FromKeyProvider(source)
            : options.SigningKeys.Count > 0 ? new WebhookSignatureVerifier(options.SigningKeys)
            : throw new InvalidOperationException(NoUnnamed(provider.GetServices<WebhookEndpointName>().Select(name => name.Value).Distinct()));
    }

    private static string NoUnnamed(IEnumerable<string> names) =>
        "An injected WebhookReceiver or WebhookSignatureVerifier is that of the unnamed HelpCrunch webhooks, which were not added. Each name has a receiver of its own, a keyed service: "
        + string.Join(" or ", names.Select(name => $"[FromKeyedServices(\"{name}\")] WebhookReceiver")) + ".";

    /// <summary>The keys for an injected <see cref="WebhookReceiver"/>, which then follows a rotation as the endpoint does.</summary>
    private static Func<IReadOnlyList<WebhookSigningKey>>? SourceOfUnnamed(IServiceProvider provider) =>
        provider.GetServices<WebhookEndpointName>().Any(static name => name.Value.Length == 0)
            ? new KeysOfEndpoint(() => provider.GetRequiredService<WebhookEndpointRegistry>().Get("").Options.Keys).Get
            : null;
}
