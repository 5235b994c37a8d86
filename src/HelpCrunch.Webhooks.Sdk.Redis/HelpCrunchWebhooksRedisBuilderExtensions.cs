using HelpCrunch.Webhooks.Sdk;
using HelpCrunch.Webhooks.Sdk.AspNetCore;
using HelpCrunch.Webhooks.Sdk.Redis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the Redis store for HelpCrunch webhooks.</summary>
public static class HelpCrunchWebhooksRedisBuilderExtensions
{
    /// <summary>
    /// Stores in Redis which deliveries were handled, so that all instances of an app handle each delivery once. All endpoints of the app use
    /// the store. It uses the registered <see cref="IConnectionMultiplexer"/>, or connects with <see cref="RedisStoreOptions.Configuration"/>.
    /// </summary>
    /// <param name="builder">The builder that <c>AddHelpCrunchWebhooks</c> returned.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="OptionsValidationException">Thrown when the app starts and the options are not valid.</exception>
    /// <exception cref="InvalidOperationException">
    /// Thrown when the app starts with neither a connection string nor a registered <see cref="IConnectionMultiplexer"/>.
    /// </exception>
    public static IHelpCrunchWebhooksBuilder AddRedisStore(this IHelpCrunchWebhooksBuilder builder, Action<RedisStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);

        var services = builder.Services;
        if (configure is not null)
        {
            services.Configure(configure);
        }

        if (!services.Any(static service => service.ServiceType == typeof(RedisConnection)))
        {
            services.AddOptions<RedisStoreOptions>().ValidateOnStart();
            services.AddSingleton<IValidateOptions<RedisStoreOptions>>(new RedisStoreOptionsValidator());
            services.AddSingleton(CreateConnection);
        }

        services.Replace(ServiceDescriptor.Singleton<IWebhookDeliveryStore>(static provider =>
            new RedisDeliveryStore(provider.GetRequiredService<RedisConnection>(), GetOptions(provider).KeyPrefix)));
        return builder;
    }

    private static RedisConnection CreateConnection(IServiceProvider provider) => GetOptions(provider).Configuration is { } configuration
        ? RedisConnection.From(configuration)
        : RedisConnection.From(provider.GetService<IConnectionMultiplexer>() ?? throw new InvalidOperationException(
            "AddRedisStore needs a connection. Set its option Configuration to a connection string, or register an IConnectionMultiplexer as a singleton."));

    private static RedisStoreOptions GetOptions(IServiceProvider provider) => provider.GetRequiredService<IOptions<RedisStoreOptions>>().Value;
}
