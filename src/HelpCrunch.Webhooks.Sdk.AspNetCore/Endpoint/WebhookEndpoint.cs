using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// The endpoint that <c>MapHelpCrunchWebhooks</c> maps: reads the request, claims the delivery, runs its handlers, and responds. After
/// the body has arrived, the delivery is processed to its end, even if the client disconnects. With an inbox, it stores the delivery instead.
/// </summary>
internal sealed class WebhookEndpoint(
    string name,
    WebhookRequestReader reader,
    BoundedDeliveryStore store,
    WebhookDispatcher dispatcher,
    WebhookTelemetry telemetry,
    TimeProvider timeProvider,
    HandlerShutdownToken shutdown,
    InboxDelivery? inbox)
{
    private static readonly TimeSpan MinimumGrace = TimeSpan.FromSeconds(10);

    // The delay doubles: most handlers are fast, but each claim can be a query to a database.
    private static readonly TimeSpan FirstClaimDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestClaimDelay = TimeSpan.FromSeconds(1);

    private readonly DeliveryParking _parking = new(telemetry, timeProvider, shutdown);

    public async Task HandleAsync(HttpContext context)
    {
        using var activity = telemetry.StartActivity(name);
        var result = HttpMethods.IsPost(context.Request.Method) ? await reader.ReadAsync(context, keepBody: inbox is not null).ConfigureAwait(false) : WebhookRequestReader.RejectMethod(context);
        if (inbox is not null && (result.Succeeded || result.IsVerifiedButUnreadable))
        {
            await inbox.StoreAsync(context, result, activity).ConfigureAwait(false);
            return;
        }

        if (!result.Succeeded)
        {
            await RejectionResponse.SendAsync(context, name, result, telemetry, activity).ConfigureAwait(false);
            return;
        }

        // A separate method: its variables take no memory while the body arrives.
        var account = result.Options.GetAccount(context)?.Id;
        var delivery = new AcceptedDelivery(context, result.Event, result.KeyName, account, timeProvider.GetUtcNow(), result.Options);
        await HandleAcceptedAsync(delivery, result.BodySize.Value, activity).ConfigureAwait(false);
    }

    private async ValueTask HandleAcceptedAsync(AcceptedDelivery delivery, int bodySize, Activity? activity)
    {
        var options = delivery.Options;
        using var scope = telemetry.BeginScope(name, delivery.Account, delivery.Event);
        telemetry.Accepted(activity, name, delivery.Account, delivery.Event, delivery.KeyName, bodySize);
        var outcome = await HandleOnceAsync(delivery).ConfigureAwait(false);
        telemetry.Processed(activity, name, delivery.Event, options.GetMetricKeyName(delivery.KeyName), outcome.Name, outcome.IsError);
        var statusCode = outcome == DeliveryOutcome.InProgress ? options.InProgressStatusCode : outcome.StatusCode;
        ResponseStatus.Set(delivery.HttpContext, statusCode, options.RetryAfter);
    }

    private async ValueTask<DeliveryOutcome> HandleOnceAsync(AcceptedDelivery delivery)
    {
        if (delivery.Options.DeduplicationWindow == TimeSpan.Zero || delivery.HasBlankId)
        {
            // A blank id does not identify a delivery: a second one with a blank id would be lost.
            return await RunHandlersAsync(delivery, completedHandlers: [], claim: null).ConfigureAwait(false);
        }

        var claimToken = Random.Shared.NextInt64(1, long.MaxValue);
        WebhookDeliveryClaim claim;
        try
        {
            claim = await ClaimAsync(delivery, claimToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            telemetry.ClaimFailed(delivery.Event, exception);
            return DeliveryOutcome.StoreFailed;
        }

        if (claim.Status != WebhookDeliveryClaimStatus.Claimed)
        {
            var isCompleted = claim.Status == WebhookDeliveryClaimStatus.Completed;
            telemetry.Duplicate(name, delivery.Event, isCompleted);
            return isCompleted ? DeliveryOutcome.Duplicate : DeliveryOutcome.InProgress;
        }

        var outcome = DeliveryOutcome.Failed;
        try
        {
            var claimFeature = new WebhookDeliveryClaimFeature(store.Store, GetCompletion(delivery, claimToken));
            outcome = await RunHandlersAsync(delivery, claim.CompletedHandlers, claimFeature).ConfigureAwait(false);
        }
        finally
        {
            // Also after an unexpected exception: a claim that is not released blocks every redelivery until it expires.
            await EndClaimAsync(delivery, claimToken, outcome).ConfigureAwait(false);
        }

        return outcome;
    }

    /// <summary>Claims a delivery. While another request has the claim, waits for its result until the timeout or until the client disconnects.</summary>
    private async ValueTask<WebhookDeliveryClaim> ClaimAsync(AcceptedDelivery delivery, long claimToken)
    {
        var options = delivery.Options;
        var requestAborted = delivery.HttpContext.RequestAborted;
        var request = new WebhookDeliveryClaimRequest { Delivery = delivery.GetId(name), ClaimToken = claimToken, ExpiresAfter = GetClaimDuration(options) };
        var start = timeProvider.GetTimestamp();
        var delay = FirstClaimDelay;
        while (true)
        {
            var claim = await store.ClaimAsync(request, options.StoreTimeout).ConfigureAwait(false);
            if (claim.Status != WebhookDeliveryClaimStatus.InProgress)
            {
                return claim;
            }

            var remaining = options.InProgressTimeout - timeProvider.GetElapsedTime(start);
            if (remaining <= TimeSpan.Zero || requestAborted.IsCancellationRequested)
            {
                return claim;
            }

            await Task.Delay(delay < remaining ? delay : remaining, timeProvider, requestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            delay = delay * 2 < LongestClaimDelay ? delay * 2 : LongestClaimDelay;
        }
    }

    /// <summary>
    /// How long a claim is valid. The grace period after the timeout is for handlers that roll back, and for the store: it may respond late to
    /// the claim, when it has begun to expire, and to the completion.
    /// </summary>
    private static TimeSpan GetClaimDuration(ResolvedEndpointOptions options)
    {
        var grace = Math.Max(options.HandlerTimeout.Ticks / 5, Math.Max(MinimumGrace.Ticks, 2 * options.StoreTimeout.Ticks));
        return options.HandlerTimeout + new TimeSpan(grace);
    }

    private async ValueTask EndClaimAsync(AcceptedDelivery delivery, long claimToken, DeliveryOutcome outcome)
    {
        var options = delivery.Options;
        try
        {
            if (outcome.StatusCode == StatusCodes.Status200OK)
            {
                await store.CompleteAsync(GetCompletion(delivery, claimToken), options.StoreTimeout).ConfigureAwait(false);
            }
            else
            {
                var abandonment = new WebhookDeliveryAbandonment
                {
                    Delivery = delivery.GetId(name),
                    ClaimToken = claimToken,
                    CompletedHandlers = options.RetryFailedHandlersOnly ? outcome.CompletedHandlers : [],
                    RememberFor = options.DeduplicationWindow,
                };
                await store.AbandonAsync(abandonment, options.StoreTimeout).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            // The response still tells what the handlers did. The claim expires.
            telemetry.StoreFailed(delivery.Event, exception);
        }
    }

    private WebhookDeliveryCompletion GetCompletion(AcceptedDelivery delivery, long claimToken) =>
        new() { Delivery = delivery.GetId(name), ClaimToken = claimToken, RememberFor = delivery.Options.DeduplicationWindow };

    private async ValueTask<DeliveryOutcome> RunHandlersAsync(
        AcceptedDelivery delivery,
        IReadOnlyCollection<string> completedHandlers,
        WebhookDeliveryClaimFeature? claim)
    {
        var options = delivery.Options;
        var context = new WebhookDeliveryContext(
            name,
            delivery.KeyName,
            delivery.ReceivedAt,
            completedHandlers,
            delivery.Account,
            features: claim is null ? null : [claim]);

        // Not the token of the request. If the client's timeout is shorter than the handlers need, they would be canceled on every redelivery.
        using var timeout = new HandlerTimeout(options.HandlerTimeout, timeProvider, shutdown.Token);
        var start = timeProvider.GetTimestamp();
        try
        {
            var result = options.UseRequestServices
                ? await dispatcher.DispatchAsync(delivery.Event, context, delivery.HttpContext.RequestServices, timeout.Token).ConfigureAwait(false)
                : await dispatcher.DispatchAsync(delivery.Event, context, timeout.Token).ConfigureAwait(false);
            if (timeout.IsExpired)
            {
                telemetry.HandlerIgnoredTimeout(delivery.Event, options.HandlerTimeout);
            }

            _parking.Reset(delivery, name);
            return result.HandlerCount + result.SkippedHandlerCount == 0 ? DeliveryOutcome.Unhandled : DeliveryOutcome.Handled;
        }
        catch (Exception exception) when (exception is WebhookHandlersFailedException or OperationCanceledException)
        {
            // Clients of databases and services can throw another exception than OperationCanceledException for a canceled token.
            if (shutdown.Token.IsCancellationRequested && !timeout.IsExpired)
            {
                telemetry.HandlersShutDown(delivery.Event, exception);
                return DeliveryOutcome.Failed with { Exception = exception };
            }

            if (await _parking.TryParkAsync(delivery, name, context, exception).ConfigureAwait(false))
            {
                return DeliveryOutcome.Parked;
            }

            var isLate = timeProvider.GetElapsedTime(start) >= GetClaimDuration(options);
            telemetry.HandlersFailed(delivery.Event, exception, timeout.IsExpired ? options.HandlerTimeout : null, isLate);
            return DeliveryOutcome.Failed with { Exception = exception };
        }
    }
}
