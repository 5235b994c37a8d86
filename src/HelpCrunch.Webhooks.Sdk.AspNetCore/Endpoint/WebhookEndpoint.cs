using Microsoft.AspNetCore.Http;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// The endpoint that <c>MapHelpCrunchWebhooks</c> maps: reads the request, claims the delivery, runs its handlers, and responds. After
/// the body has arrived, the delivery is processed to its end, even if the client disconnects.
/// </summary>
internal sealed class WebhookEndpoint(
    string name,
    WebhookRequestReader reader,
    IWebhookDeliveryStore store,
    WebhookDispatcher dispatcher,
    WebhookTelemetry telemetry,
    TimeProvider timeProvider,
    HandlerShutdownToken shutdown)
{
    private static readonly TimeSpan MinimumGrace = TimeSpan.FromSeconds(10);

    public async Task HandleAsync(HttpContext context)
    {
        using var activity = telemetry.StartActivity(name);
        var result = await reader.ReadAsync(context).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            await RejectionResponse.SendAsync(context, name, result, telemetry, activity).ConfigureAwait(false);
            return;
        }

        using var scope = telemetry.BeginScope(name, result.Event);
        telemetry.Accepted(activity, name, result.Event, result.KeyName, result.BodySize.Value);
        var outcome = await HandleOnceAsync(result.Event, result.KeyName, result.Options).ConfigureAwait(false);
        telemetry.Processed(activity, name, result.Event, result.KeyName, outcome.Name, outcome.IsError);
        context.Response.StatusCode = outcome.StatusCode;
    }

    /// <summary>
    /// How long a claim outlasts the handlers' timeout. Handlers that are canceled roll back first, and a redelivery must not run
    /// concurrently.
    /// </summary>
    private static TimeSpan GetGrace(TimeSpan handlerTimeout) => new(Math.Max(handlerTimeout.Ticks / 5, MinimumGrace.Ticks));

    private async ValueTask<DeliveryOutcome> HandleOnceAsync(WebhookEvent webhookEvent, string? keyName, ResolvedEndpointOptions options)
    {
        if (options.DeduplicationWindow == TimeSpan.Zero || string.IsNullOrWhiteSpace(webhookEvent.Id))
        {
            // A blank id does not identify a delivery: a second one with a blank id would be lost.
            return await DispatchAsync(webhookEvent, keyName, options).ConfigureAwait(false);
        }

        var delivery = new WebhookDeliveryId(name, webhookEvent.Id);
        WebhookDeliveryClaim claim;
        try
        {
            claim = await store.ClaimAsync(delivery, options.HandlerTimeout + GetGrace(options.HandlerTimeout), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            telemetry.ClaimFailed(webhookEvent, exception);
            return DeliveryOutcome.StoreFailed;
        }

        if (claim.Status != WebhookDeliveryClaimStatus.Claimed)
        {
            var isCompleted = claim.Status == WebhookDeliveryClaimStatus.Completed;
            telemetry.Duplicate(name, webhookEvent, isCompleted);
            return isCompleted ? DeliveryOutcome.Duplicate : DeliveryOutcome.InProgress;
        }

        var outcome = DeliveryOutcome.Failed;
        try
        {
            outcome = await DispatchAsync(webhookEvent, keyName, options).ConfigureAwait(false);
        }
        finally
        {
            // Also after an unexpected exception: a claim that is not released blocks every redelivery until it expires.
            await EndClaimAsync(webhookEvent, options, delivery, claim.Token, outcome).ConfigureAwait(false);
        }

        return outcome;
    }

    private async ValueTask EndClaimAsync(WebhookEvent webhookEvent, ResolvedEndpointOptions options, WebhookDeliveryId delivery, long token, DeliveryOutcome outcome)
    {
        try
        {
            if (outcome == DeliveryOutcome.Failed)
            {
                await store.AbandonAsync(delivery, token, CancellationToken.None).ConfigureAwait(false);
            }
            else
            {
                await store.CompleteAsync(delivery, token, options.DeduplicationWindow, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            // The response still tells what the handlers did. The claim expires.
            telemetry.StoreFailed(webhookEvent, exception);
        }
    }

    private async ValueTask<DeliveryOutcome> DispatchAsync(WebhookEvent webhookEvent, string? keyName, ResolvedEndpointOptions options)
    {
        // Not the token of the request. If the client's timeout is shorter than the handlers need, they would be canceled on every redelivery.
        using var timeout = new HandlerTimeout(options.HandlerTimeout, timeProvider, shutdown.Token);
        try
        {
            var context = new WebhookDeliveryContext(name, keyName, timeProvider.GetUtcNow());
            var result = await dispatcher.DispatchAsync(webhookEvent, context, timeout.Token).ConfigureAwait(false);
            WarnIfExpired(webhookEvent, options, timeout);
            return result.HandlerCount == 0 ? DeliveryOutcome.Unhandled : DeliveryOutcome.Handled;
        }
        catch (WebhookHandlersFailedException exception)
        {
            telemetry.HandlersFailed(webhookEvent, exception);
            WarnIfExpired(webhookEvent, options, timeout);
            return DeliveryOutcome.Failed;
        }
        catch (OperationCanceledException exception)
        {
            if (timeout.IsExpired)
            {
                telemetry.HandlersTimedOut(webhookEvent, options.HandlerTimeout, exception);
            }
            else
            {
                telemetry.HandlersShutDown(webhookEvent, exception);
            }

            return DeliveryOutcome.Failed;
        }
    }

    /// <summary>A handler that ignores its token cannot be stopped, and its result counts. But its claim may have expired meanwhile.</summary>
    private void WarnIfExpired(WebhookEvent webhookEvent, ResolvedEndpointOptions options, HandlerTimeout timeout)
    {
        if (timeout.IsExpired)
        {
            telemetry.HandlerIgnoredTimeout(webhookEvent, options.HandlerTimeout);
        }
    }
}
