using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// The scope of one delivery, which all its handlers share. Opened by the first that asks for services. It does not name
/// IAsyncDisposable, which <c>await using</c> does not ask for: netstandard2.0 has it from an assembly that apps on .NET 6 and 7 lack.
/// </summary>
internal sealed class HandlerScope(IServiceScopeFactory scopes)
{
    private AsyncServiceScope? _scope;

    public IServiceProvider Services => (_scope ??= scopes.CreateAsyncScope()).ServiceProvider;

    public ValueTask DisposeAsync() => _scope?.DisposeAsync() ?? default;
}
