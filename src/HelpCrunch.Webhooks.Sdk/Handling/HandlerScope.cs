using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// The services of one delivery, shared by its handlers: those of the caller, or a new scope that the first handler that needs services
/// opens. The class does not implement IAsyncDisposable: netstandard2.0 gets it from an assembly that apps on .NET 6 and 7 lack.
/// </summary>
internal sealed class HandlerScope(IServiceScopeFactory scopes, IServiceProvider? callerServices, WebhookDeliveryContext context)
{
    private AsyncServiceScope? _scope;
    private IServiceProvider? _services;

    public IServiceProvider Services => _services ??= Open();

    public ValueTask DisposeAsync() => _scope?.DisposeAsync() ?? default;

    private IServiceProvider Open()
    {
        var services = callerServices;
        if (services is null)
        {
            var scope = scopes.CreateAsyncScope();
            _scope = scope;
            services = scope.ServiceProvider;
        }

        services.GetRequiredService<Delivery>().Context = context;
        return services;
    }

    /// <summary>A scoped service that holds the context of the delivery.</summary>
    internal sealed class Delivery
    {
        public WebhookDeliveryContext? Context { get; set; }
    }
}
