using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.LoadGenerator;

/// <summary>A server with a shared store, and the statements of the store without the store.</summary>
internal abstract class StoreTarget(string name, ServiceProvider services) : IAsyncDisposable
{
    public static readonly TimeSpan ExpiresAfter = TimeSpan.FromMinutes(6);
    public static readonly TimeSpan RememberFor = TimeSpan.FromDays(3);

    public string Name => name;

    /// <summary>The services of an app that has added the store.</summary>
    public ServiceProvider Services => services;

    /// <summary>Claims and completes a delivery without the store.</summary>
    public abstract Task ClaimAndCompleteAsync(string id, long token);

    public virtual async ValueTask DisposeAsync() => await services.DisposeAsync();
}
