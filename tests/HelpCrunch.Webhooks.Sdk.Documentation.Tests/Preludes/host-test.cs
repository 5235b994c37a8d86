using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

/// <summary>Intercepts the host that a block builds and runs. When the host has started, it is tested and stopped.</summary>
abstract class HostTest : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly IDisposable _subscription;
    private string? _fault = "The host was not started.";

    /// <param name="settings">Environment variables while the block runs.</param>
    protected HostTest(IReadOnlyDictionary<string, string> settings)
    {
        _settings = settings;
        foreach (var setting in settings)
        {
            Environment.SetEnvironmentVariable(setting.Key, setting.Value);
        }

        _subscription = DiagnosticListener.AllListeners.Subscribe(this);
    }

    public void Check()
    {
        if (_fault is not null)
        {
            throw new InvalidOperationException(_fault);
        }
    }

    public virtual void Dispose()
    {
        _subscription.Dispose();
        foreach (var setting in _settings)
        {
            Environment.SetEnvironmentVariable(setting.Key, null);
        }
    }

    public void OnNext(DiagnosticListener listener)
    {
        if (listener.Name == "Microsoft.Extensions.Hosting")
        {
            listener.Subscribe(this);
        }
    }

    public void OnNext(KeyValuePair<string, object?> message)
    {
        if (message is { Key: "HostBuilding", Value: IHostBuilder builder })
        {
            Configure(builder);
        }
        else if (message is { Key: "HostBuilt", Value: IHost host })
        {
            host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(() => Task.Run(() => TestAndStopAsync(host.Services)));
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    protected virtual void Configure(IHostBuilder builder)
    {
    }

    /// <summary>The error of the block; null when the block is correct.</summary>
    protected abstract Task<string?> TestAsync(IServiceProvider services);

    private async Task TestAndStopAsync(IServiceProvider services)
    {
        try
        {
            _fault = await TestAsync(services);
        }
        catch (Exception exception)
        {
            _fault = exception.ToString();
        }
        finally
        {
            services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        }
    }
}
