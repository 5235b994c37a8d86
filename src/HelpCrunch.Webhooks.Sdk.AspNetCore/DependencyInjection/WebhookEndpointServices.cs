using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Registers the services of endpoints. They are registered as factories instead of types, so that trimmed and Native AOT apps do not need
/// reflection.
/// </summary>
internal static class WebhookEndpointServices
{
    /// <summary>Adds an endpoint.</summary>
    /// <returns>A builder to add its handlers to.</returns>
    public static IHelpCrunchWebhooksBuilder Add(IHelpCrunchWebhooksBuilder builder, string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);

        var services = builder.Services;
        if (!services.Any(static service => service.ServiceType == typeof(WebhookEndpointRegistry)))
        {
            AddShared(services);
        }

        services.AddSingleton(new WebhookEndpointName(name));
        if (name.Length > 0)
        {
            services.TryAddKeyedSingleton(name, (provider, _) => CreateReceiver(provider, name));
        }

        return builder.ForEndpoint(name);
    }

    /// <summary>Adds the services that all endpoints share.</summary>
    private static void AddShared(IServiceCollection services)
    {
        services.AddOptions();
        services.AddLogging();
        services.AddMetrics();
        services.AddHelpCrunchWebhooks();
        UseOptionsPattern(services);
        UseKeysOfUnnamedEndpoint(services);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IWebhookDeliveryStore>(static provider =>
            new InMemoryWebhookDeliveryStore(timeProvider: provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(static provider => new WebhookMetrics(provider.GetRequiredService<IMeterFactory>()));
        services.AddSingleton(static provider => new WebhookTelemetry(
            provider.GetRequiredService<WebhookMetrics>(),
            provider.GetRequiredService<ILoggerFactory>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IWebhookHandlerObserver>(static provider => provider.GetRequiredService<WebhookTelemetry>());
        services.AddSingleton<IWebhookInboxObserver>(static provider => provider.GetRequiredService<WebhookTelemetry>());
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
            provider.GetRequiredService<HandlerShutdownToken>(),
            provider.GetServices<WebhookInboxRegistration>(),
            provider.GetRequiredService<IServiceScopeFactory>()));
        services.AddSingleton<IHostedService>(CreateStartupService);
        services.AddSingleton<IApiDescriptionProvider>(static provider => new EndpointApiDescriptionProvider(provider.GetRequiredService<EndpointDataSource>()));
    }

    private static WebhookStartupService CreateStartupService(IServiceProvider provider)
    {
        var endpoints = provider.GetRequiredService<WebhookEndpointRegistry>();
        var handlers = provider.GetRequiredService<WebhookHandlerRegistry>();
        var logger = provider.GetRequiredService<WebhookTelemetry>().Logger;
        return new WebhookStartupService(
            endpoints,
            new HandlerCoverageLog(handlers, logger),
            new EndpointMappingCheck(endpoints, handlers, logger),
            new UnverifiedEndpointCheck(logger),
            new FallbackPolicyCheck(provider.GetRequiredService<IOptions<AuthorizationOptions>>(), logger),
            new GlobalLimiterCheck(provider.GetRequiredService<IOptions<RateLimiterOptions>>(), logger),
            new AntiforgeryCheck(logger),
            new MappedPathsLog(logger),
            new InboxOptionsCheck(logger),
            provider.GetService<EndpointDataSource>(), // Null without routing.
            logger);
    }

    /// <summary>Creates a receiver that always uses the current keys of the endpoint.</summary>
    private static WebhookReceiver CreateReceiver(IServiceProvider provider, string name) => new(
        WebhookSignatureVerifier.FromKeyProvider(provider.GetRequiredService<WebhookEndpointRegistry>().Get(name).Options.GetSigningKeys),
        provider.GetRequiredService<WebhookParser>());

    /// <summary>
    /// Registers <see cref="HelpCrunchWebhooksOptions"/> as the value of its <see cref="IOptions{TOptions}"/>, so that <c>Configure</c>,
    /// <c>PostConfigure</c>, and <c>Validate</c> work as for other options. The core package cannot do this: it does not depend on
    /// Microsoft.Extensions.Options.
    /// </summary>
    private static void UseOptionsPattern(IServiceCollection services)
    {
        var createOptions = CoreRegistration(typeof(HelpCrunchWebhooksOptions)).ImplementationFactory!;
        services.AddSingleton<IOptionsFactory<HelpCrunchWebhooksOptions>>(provider => new CoreOptionsFactory(
            () => (HelpCrunchWebhooksOptions)createOptions(provider),
            provider.GetServices<IConfigureOptions<HelpCrunchWebhooksOptions>>(),
            provider.GetServices<IPostConfigureOptions<HelpCrunchWebhooksOptions>>(),
            provider.GetServices<IValidateOptions<HelpCrunchWebhooksOptions>>()));
        services.Replace(ServiceDescriptor.Singleton(static provider => provider.GetRequiredService<IOptions<HelpCrunchWebhooksOptions>>().Value));
        services.AddSingleton<IConfigureOptions<HelpCrunchWebhooksEndpointOptions>>(static provider =>
            new ConfigureUnnamedEndpointOptions(provider.GetRequiredService<HelpCrunchWebhooksOptions>()));
    }

    /// <summary>
    /// Registers a <see cref="WebhookSignatureVerifier"/> that uses the current keys of the unnamed endpoint. A verifier that the app
    /// registered stays.
    /// </summary>
    private static void UseKeysOfUnnamedEndpoint(IServiceCollection services)
    {
        var registered = services.Last(static service => service is { IsKeyedService: false } && service.ServiceType == typeof(WebhookSignatureVerifier));
        if (registered.ImplementationFactory == CoreRegistration(typeof(WebhookSignatureVerifier)).ImplementationFactory)
        {
            services.Replace(ServiceDescriptor.Singleton(static provider => WebhookSignatureVerifier.FromKeyProvider(GetUnnamedKeyProvider(provider))));
        }
    }

    /// <summary>
    /// Gets the registration of a service in an app that uses only the core package, to recognize and to use it: the packages share no
    /// internal members.
    /// </summary>
    private static ServiceDescriptor CoreRegistration(Type serviceType) =>
        new ServiceCollection().AddHelpCrunchWebhooks().Services.Single(service => service.ServiceType == serviceType);

    /// <summary>
    /// Gets the keys for an injected <see cref="WebhookReceiver"/> or <see cref="WebhookSignatureVerifier"/>. They are the current keys of
    /// the unnamed endpoint.
    /// </summary>
    private static Func<IReadOnlyList<WebhookSigningKey>> GetUnnamedKeyProvider(IServiceProvider provider)
    {
        string[] names = [.. provider.GetServices<WebhookEndpointName>().Select(name => name.Value).Distinct(StringComparer.Ordinal)];
        if (names.Contains(""))
        {
            return provider.GetRequiredService<WebhookEndpointRegistry>().Get("").Options.GetSigningKeys;
        }

        var options = provider.GetRequiredService<HelpCrunchWebhooksOptions>();
        if (options.SigningKeyProvider is null && options.SigningKeys.Count == 0)
        {
            throw new InvalidOperationException(
                "The injected WebhookReceiver or WebhookSignatureVerifier belongs to the unnamed endpoint, which was not added. Inject the receiver of a named endpoint: "
                + string.Join(" or ", names.Select(name => $"[FromKeyedServices(\"{name}\")] WebhookReceiver")) + ".");
        }

        return options.SigningKeyProvider ?? (() => options.SigningKeys.AsReadOnly());
    }
}
