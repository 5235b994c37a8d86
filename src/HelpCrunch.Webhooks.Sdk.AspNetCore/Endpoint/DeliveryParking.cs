using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Counts the failures of each delivery, and lets <see cref="HelpCrunchWebhooksEndpointOptions.TryPark"/> decide about it.</summary>
internal sealed class DeliveryParking(WebhookTelemetry telemetry, TimeProvider timeProvider, HandlerShutdownToken shutdown)
{
    private readonly FailureCounter _failures = new();

    /// <returns>Whether the delivery was parked; false if the option is not set.</returns>
    public async ValueTask<bool> TryParkAsync(AcceptedDelivery delivery, string endpointName, WebhookDeliveryContext deliveryContext, Exception exception)
    {
        var options = delivery.Options;
        if (options.TryPark is null)
        {
            return false;
        }

        var failureCount = delivery.HasBlankId ? 1 : _failures.Increment(delivery.GetId(endpointName));
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
            telemetry.ParkingFailed(delivery.Event, parkingException);
            return false;
        }

        telemetry.Parked(delivery.Event, failureCount, exception);
        Reset(delivery, endpointName);
        return true;

        // A service that fails when it is disposed, for example because it saves then, has not parked the delivery.
        async ValueTask<bool> CallAsync()
        {
            var scope = delivery.HttpContext.RequestServices.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                var failed = new WebhookFailedDelivery(delivery.Event, WebhookRequestReader.GetKeptBody(delivery.HttpContext), deliveryContext, exception, failureCount, scope.ServiceProvider);
                return await options.TryPark(failed, timeout.Token).ConfigureAwait(false);
            }
        }
    }

    public void Reset(AcceptedDelivery delivery, string endpointName)
    {
        if (delivery.Options.TryPark is not null && !delivery.HasBlankId)
        {
            _failures.Reset(delivery.GetId(endpointName));
        }
    }
}
