using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// The service scope of one delivery, shared by its handlers. The first handler that needs services opens it. The class does not
/// implement IAsyncDisposable: netstandard2.0 gets it from an assembly that apps on .NET 6 and 7 lack.
/// </summary>
internal sealed class HandlerScope(IServiceScopeFactory scopes, WebhookDeliveryContext context)
{
    private AsyncServiceScope? _scope;

    public IServiceProvider Services => (_scope ?? Open()).ServiceProvider;

    public ValueTask DisposeAsync() => _scope?.DisposeAsync() ?? default;

    private AsyncServiceScope Open()
    {
        var scope = scopes.CreateAsyncScope();
        _scope = scope;
        scope.ServiceProvider.GetRequiredService<Delivery>().Context = context;
        return scope;
    }

    /// <summary>A scoped service that holds the context of the delivery.</summary>
    internal sealed class Delivery
    {
        public WebhookDeliveryContext? Context { get; set; }
    }
}
