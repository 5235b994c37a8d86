using Microsoft.AspNetCore.Http;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// What <c>MapHelpCrunchWebhooks</c> maps: lets a request in, claims its delivery, hands it to the handlers, and answers. Once the
/// body is in, the delivery is brought to its end whether or not the client waits for it.
/// </summary>
internal sealed class WebhookEndpoint(
    string name,
    WebhookDoor door,
    IWebhookDeliveryStore store,
    WebhookDispatcher dispatcher,
    WebhookTelemetry telemetry,
    HandlerStops stops)
{
    /// <summary>
    /// What the claim outlasts the handlers' deadline by: a handler that is asked to stop rolls back first, and a repetition must not
    /// run beside it. At least this, and a fifth of the time that it had to do what it undoes.
    /// </summary>
    private static readonly TimeSpan LeastGrace = TimeSpan.FromSeconds(10);

    public async Task HandleAsync(HttpContext context)
    {
        using var activity = telemetry.StartActivity(name);
        var admission = await door.AdmitAsync(context).ConfigureAwait(false);
        if (!admission.IsAdmitted)
        {
            telemetry.Refused(activity, name, admission);
            await RefusalAnswer.WriteAsync(context.Response, admission).ConfigureAwait(false);
            return;
        }

        using var scope = telemetry.BeginScope(admission.Event);
        telemetry.Admitted(activity, name, admission);
        var outcome = await ReceiveAsync(admission.Event, admission.Settings).ConfigureAwait(false);
        telemetry.Ended(activity, name, admission, outcome);
        context.Response.StatusCode = outcome switch
        {
            Outcome.Handled or Outcome.Unhandled or Outcome.Duplicate => StatusCodes.Status200OK,
            Outcome.InProgress => StatusCodes.Status409Conflict,
            Outcome.StoreFailed => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };
    }

    private static TimeSpan GraceOf(TimeSpan claimTimeout) => new(Math.Max(claimTimeout.Ticks / 5, LeastGrace.Ticks));

    private async ValueTask<Outcome> ReceiveAsync(WebhookEvent webhookEvent, EndpointSettings settings)
    {
        if (settings.DeduplicationWindow == TimeSpan.Zero || string.IsNullOrWhiteSpace(webhookEvent.Id))
        {
            // A blank id tells no delivery from another: two different ones could share it, and the second would be lost.
            return await DispatchAsync(webhookEvent, settings).ConfigureAwait(false);
        }

        var delivery = new WebhookDelivery(name, webhookEvent.Id);
        WebhookDeliveryClaim claim;
        try
        {
            claim = await store.ClaimAsync(delivery, settings.ClaimTimeout + GraceOf(settings.ClaimTimeout), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            telemetry.ClaimFailed(webhookEvent, exception);
            return Outcome.StoreFailed;
        }

        if (claim.Status != WebhookDeliveryClaimStatus.Claimed)
        {
            return claim.Status == WebhookDeliveryClaimStatus.Completed ? Outcome.Duplicate : Outcome.InProgress;
        }

        var outcome = Outcome.Failed;
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

    private async ValueTask EndClaimAsync(WebhookEvent webhookEvent, EndpointSettings settings, WebhookDelivery delivery, long token, Outcome outcome)
    {
        try
        {
            if (outcome == Outcome.Failed)
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

    private async ValueTask<Outcome> DispatchAsync(WebhookEvent webhookEvent, EndpointSettings settings)
    {
        // Not the token of the request. A client that hangs up does not stop the handlers: its time-out may be shorter than they
        // need, on every retry again.
        using var stop = stops.Begin(settings.ClaimTimeout);
        try
        {
            var handlers = await dispatcher.DispatchAsync(webhookEvent, name, stop.Token).ConfigureAwait(false);
            WarnWhenOutlasted(webhookEvent, settings, stop);
            return handlers == 0 ? Outcome.Unhandled : Outcome.Handled;
        }
        catch (WebhookHandlersFailedException exception)
        {
            telemetry.HandlersFailed(webhookEvent, exception);
            WarnWhenOutlasted(webhookEvent, settings, stop);
            return Outcome.Failed;
        }
        catch (OperationCanceledException exception)
        {
            if (stop.HasLapsed)
            {
                telemetry.HandlersStopped(webhookEvent, settings.ClaimTimeout, exception);
            }
            else
            {
                telemetry.HandlersShutDown(webhookEvent, exception);
            }

            return Outcome.Failed;
        }
    }

    /// <summary>
    /// Nobody can stop a handler that does not look at its token. What it did is done, and the answer is its own; but since the claim
    /// had lapsed, a repetition may have run beside it.
    /// </summary>
    private void WarnWhenOutlasted(WebhookEvent webhookEvent, EndpointSettings settings, HandlerStop stop)
    {
        if (stop.HasLapsed)
        {
            telemetry.HandlersOutlasted(webhookEvent, settings.ClaimTimeout);
        }
    }
}
