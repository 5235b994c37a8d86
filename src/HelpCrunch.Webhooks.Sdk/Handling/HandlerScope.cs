using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The scope of one delivery, which all its handlers share. Opened by the first that asks for services.</summary>
internal sealed class HandlerScope(IServiceScopeFactory scopes) : IAsyncDisposable
{
    private AsyncServiceScope? _scope;

    public IServiceProvider Services => (_scope ??= scopes.CreateAsyncScope()).ServiceProvider;

    public ValueTask DisposeAsync() => _scope?.DisposeAsync() ?? default;
}
