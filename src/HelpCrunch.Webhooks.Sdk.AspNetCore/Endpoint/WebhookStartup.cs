using Microsoft.Extensions.Hosting;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Looks at every endpoint's options before the server listens, and says what the app will and will not handle.
/// </summary>
internal sealed class WebhookStartup(WebhookEndpoints endpoints, WebhookDispatcher dispatcher, WebhookTelemetry telemetry) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var name in endpoints.Names)
        {
            var settings = endpoints.Settings(name).Start();
            if (settings.AllowUnsigned)
            {
                telemetry.Logger.UnsignedAllowed(name);
            }

            var handled = dispatcher.GetHandledEventTypes(name);
            telemetry.Logger.Starting(
                name,
                handled.Count,
                WebhookEventTypes.All.Count,
                List(handled),
                List(WebhookEventTypes.All.Except(handled, StringComparer.Ordinal)));
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static string List(IEnumerable<string> eventTypes) => string.Join(", ", eventTypes) is { Length: > 0 } list ? list : "none";
}
