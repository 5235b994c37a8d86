using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Counts the failures of each delivery, and lets <see cref="HelpCrunchWebhooksEndpointOptions.TryPark"/> decide about it.</summary>
internal sealed class DeliveryParking(WebhookTelemetry telemetry, TimeProvider timeProvider, HandlerShutdownToken shutdown)
{
    private readonly FailureCounter _failures = new();

    /// <param name="context">The request.</param>
    /// <param name="webhookEvent">The event.</param>
    /// <param name="delivery">The id of the delivery; null if the event has none.</param>
    /// <param name="deliveryContext">How the delivery was received.</param>
    /// <param name="options">The options, with <see cref="ResolvedEndpointOptions.TryPark"/>.</param>
    /// <param name="exception">The exception of the handlers.</param>
    /// <returns>Whether the delivery was parked.</returns>
    public async ValueTask<bool> TryParkAsync(
        HttpContext context,
        WebhookEvent webhookEvent,
        WebhookDeliveryId? delivery,
        WebhookDeliveryContext deliveryContext,
        ResolvedEndpointOptions options,
        Exception exception)
    {
        var failureCount = delivery is { } id ? _failures.Increment(id) : 1;
        using var timeout = new HandlerTimeout(options.StoreTimeout, timeProvider, shutdown.Token);
        try
        {
            if (!await CallAsync().ConfigureAwait(false))
            {
                return false;
            }
        }
        catch (Exception parkingException)
        {
            telemetry.ParkingFailed(webhookEvent, parkingException);
            return false;
        }

        telemetry.Parked(webhookEvent, failureCount, exception);
        Succeeded(delivery);
        return true;

        // A service that fails when it is disposed, for example because it saves then, has not parked the delivery.
        async ValueTask<bool> CallAsync()
        {
            var scope = context.RequestServices.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                var failed = new WebhookFailedDelivery(webhookEvent, GetBody(context), deliveryContext, exception, failureCount, scope.ServiceProvider);
                return await options.TryPark!(failed, timeout.Token).ConfigureAwait(false);
            }
        }
    }

    public void Succeeded(WebhookDeliveryId? delivery)
    {
        if (delivery is { } id)
        {
            _failures.Reset(id);
        }
    }

    /// <summary>The copy of the body that <see cref="WebhookRequestReader"/> made for the option.</summary>
    private static ReadOnlyMemory<byte> GetBody(HttpContext context) =>
        context.Request.Body is MemoryStream body && body.TryGetBuffer(out var buffer) ? buffer : ReadOnlyMemory<byte>.Empty;
}
