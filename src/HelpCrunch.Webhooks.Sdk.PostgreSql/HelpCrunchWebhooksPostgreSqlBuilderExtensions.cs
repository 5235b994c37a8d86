using HelpCrunch.Webhooks.Sdk;
using HelpCrunch.Webhooks.Sdk.AspNetCore;
using HelpCrunch.Webhooks.Sdk.PostgreSql;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the PostgreSQL store for HelpCrunch webhooks.</summary>
public static class HelpCrunchWebhooksPostgreSqlBuilderExtensions
{
    /// <summary>
    /// Stores in PostgreSQL which deliveries were handled, so that all instances of an app handle each delivery once. All endpoints of the app
    /// use the store. It uses the registered <see cref="NpgsqlDataSource"/>, for example that of <c>AddNpgsqlDataSource</c>, and its default
    /// is to create its table.
    /// </summary>
    /// <param name="builder">The builder that <c>AddHelpCrunchWebhooks</c> returned.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="OptionsValidationException">Thrown when the app starts and the options are not valid.</exception>
    /// <exception cref="InvalidOperationException">Thrown when the app starts and no <see cref="NpgsqlDataSource"/> is registered.</exception>
    public static IHelpCrunchWebhooksBuilder AddPostgreSqlStore(
        this IHelpCrunchWebhooksBuilder builder,
        Action<PostgreSqlStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);

        var services = builder.Services;
        if (configure is not null)
        {
            services.Configure(configure);
        }

        if (!services.Any(static service => service.ServiceType == typeof(PostgreSqlStatements)))
        {
            AddServices(services);
        }

        services.Replace(ServiceDescriptor.Singleton<IWebhookDeliveryStore>(static provider => new PostgreSqlDeliveryStore(
            GetDataSource(provider),
            provider.GetRequiredService<PostgreSqlTable>(),
            provider.GetRequiredService<PostgreSqlStatements>())));
        return builder;
    }

    private static void AddServices(IServiceCollection services)
    {
        services.AddOptions<PostgreSqlStoreOptions>().ValidateOnStart();
        services.AddLogging();
        services.AddSingleton<IValidateOptions<PostgreSqlStoreOptions>>(new PostgreSqlStoreOptionsValidator());
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(static provider => new PostgreSqlStatements(GetOptions(provider).Table));
        services.AddSingleton(static provider => new PostgreSqlTable(GetDataSource(provider), GetOptions(provider)));
        services.AddSingleton<IHostedService>(static provider => new PostgreSqlTableCleaner(
            GetDataSource(provider),
            provider.GetRequiredService<PostgreSqlTable>(),
            provider.GetRequiredService<PostgreSqlStatements>(),
            GetOptions(provider),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<PostgreSqlTableCleaner>>()));
    }

    private static PostgreSqlStoreOptions GetOptions(IServiceProvider provider) => provider.GetRequiredService<IOptions<PostgreSqlStoreOptions>>().Value;

    private static NpgsqlDataSource GetDataSource(IServiceProvider provider) => provider.GetService<NpgsqlDataSource>() ?? throw new InvalidOperationException(
        "AddPostgreSqlStore needs an NpgsqlDataSource. Call builder.Services.AddNpgsqlDataSource(connectionString) of the package Npgsql.DependencyInjection, "
        + "or register an NpgsqlDataSource as a singleton.");
}
