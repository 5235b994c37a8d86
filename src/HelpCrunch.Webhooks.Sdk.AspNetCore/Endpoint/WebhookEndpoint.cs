using Microsoft.AspNetCore.Http;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// What <c>MapHelpCrunchWebhooks</c> maps: lets a request in, claims its delivery, hands it to the handlers, and answers. Once the
/// body is in, the delivery is brought to its end whether or not the client waits for it.
/// </summary>
internal sealed class WebhookEndpoint(
    string name,
    WebhookRequestReader door,
    IWebhookDeliveryStore store,
    WebhookDispatcher dispatcher,
    WebhookTelemetry telemetry,
    HandlerTimeouts stops)
{
    /// <summary>
    /// What the claim outlasts the handlers' deadline by: a handler that is asked to stop rolls back first, and a repetition must not
    /// run beside it. At least this, and a fifth of the time that it had to do what it undoes.
    /// </summary>
    private static readonly TimeSpan LeastGrace = TimeSpan.FromSeconds(10);

    public async Task HandleAsync(HttpContext context)
    {
        using var activity = telemetry.StartActivity(name);
        var result = await door.ReadAsync(context).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            telemetry.Refused(activity, name, result);
            await RejectionResponse.WriteAsync(context.Response, result).ConfigureAwait(false);
            return;
        }

        using var scope = telemetry.BeginScope(result.Event);
        telemetry.Admitted(activity, name, result);
        var outcome = await ReceiveAsync(result.Event, result.Settings).ConfigureAwait(false);
        telemetry.Ended(activity, name, result, outcome);
        context.Response.StatusCode = outcome switch
        {
            DeliveryOutcome.Handled or DeliveryOutcome.Unhandled or DeliveryOutcome.Duplicate => StatusCodes.Status200OK,
            DeliveryOutcome.InProgress => StatusCodes.Status409Conflict,
            DeliveryOutcome.StoreFailed => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };
    }

    private static TimeSpan GraceOf(TimeSpan handlerTimeout) => new(Math.Max(handlerTimeout.Ticks / 5, LeastGrace.Ticks));

    private async ValueTask<DeliveryOutcome> ReceiveAsync(WebhookEvent webhookEvent, ResolvedEndpointOptions settings)
    {
        if (settings.DeduplicationWindow == TimeSpan.Zero || string.IsNullOrWhiteSpace(webhookEvent.Id))
        {
            // A blank id tells no delivery from another: two different ones could share it, and the second would be lost.
            return await DispatchAsync(webhookEvent, settings).ConfigureAwait(false);
        }

        var delivery = new WebhookDeliveryId(name, webhookEvent.Id);
        WebhookDeliveryClaim claim;
        try
        {
            claim = await store.ClaimAsync(delivery, settings.HandlerTimeout + GraceOf(settings.HandlerTimeout), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            telemetry.ClaimFailed(webhookEvent, exception);
            return DeliveryOutcome.StoreFailed;
        }

        if (claim.Status != WebhookDeliveryClaimStatus.Claimed)
        {
            return claim.Status == WebhookDeliveryClaimStatus.Completed ? DeliveryOutcome.Duplicate : DeliveryOutcome.InProgress;
        }

        var outcome = DeliveryOutcome.Failed;
        try
        {
            outcome = await DispatchAsync(webhookEvent, settings).ConfigureAwait(false);
        }
        finally
        {
            // Whatever came of it: a claim that nobody gives back keeps every retry away until it lapses.
            await EndClaimAsync(webhookEvent, settings, delivery, claim.Token, outcome).ConfigureAwait(false);
        }

        return outcome;
    }

    private async ValueTask EndClaimAsync(WebhookEvent webhookEvent, ResolvedEndpointOptions settings, WebhookDeliveryId delivery, long token, DeliveryOutcome outcome)
    {
        try
        {
            if (outcome == DeliveryOutcome.Failed)
            {
                await store.AbandonAsync(delivery, token, CancellationToken.None).ConfigureAwait(false);
            }
            else
            {
                await store.CompleteAsync(delivery, token, settings.DeduplicationWindow, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            // What the handlers did is done: the answer stays, and the claim lapses by itself.
            telemetry.StoreFailed(webhookEvent, exception);
        }
    }

    private async ValueTask<DeliveryOutcome> DispatchAsync(WebhookEvent webhookEvent, ResolvedEndpointOptions settings)
    {
        // Not the token of the request. A client that hangs up does not stop the handlers: its time-out may be shorter than they
        // need, on every retry again.
        using var stop = stops.Begin(settings.HandlerTimeout);
        try
        {
            var handlers = await dispatcher.DispatchAsync(webhookEvent, name, stop.Token).ConfigureAwait(false);
            WarnWhenOutlasted(webhookEvent, settings, stop);
            return handlers == 0 ? DeliveryOutcome.Unhandled : DeliveryOutcome.Handled;
        }
        catch (WebhookHandlersFailedException exception)
        {
            telemetry.HandlersFailed(webhookEvent, exception);
            WarnWhenOutlasted(webhookEvent, settings, stop);
            return DeliveryOutcome.Failed;
        }
        catch (OperationCanceledException exception)
        {
            if (stop.IsExpired)
            {
                telemetry.HandlersStopped(webhookEvent, settings.HandlerTimeout, exception);
            }
            else
            {
                telemetry.HandlersShutDown(webhookEvent, exception);
            }

            return DeliveryOutcome.Failed;
        }
    }

    /// <summary>
    /// Nobody can stop a handler that does not look at its token. What it did is done, and the answer is its own; but since the claim
    /// had lapsed, a repetition may have run beside it.
    /// </summary>
    private void WarnWhenOutlasted(WebhookEvent webhookEvent, ResolvedEndpointOptions settings, HandlerTimeout stop)
    {
        if (stop.IsExpired)
        {
            telemetry.HandlersOutlasted(webhookEvent, settings.HandlerTimeout);
        }
    }
}
