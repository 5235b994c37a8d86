using Microsoft.AspNetCore.Http;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// The endpoint that <c>MapHelpCrunchWebhooks</c> maps: reads the request, claims the delivery, runs its handlers, and responds. After
/// the body has arrived, the delivery is processed to its end, even if the client disconnects.
/// </summary>
internal sealed class WebhookEndpoint(
    string name,
    WebhookRequestReader reader,
    BoundedDeliveryStore store,
    WebhookDispatcher dispatcher,
    WebhookTelemetry telemetry,
    TimeProvider timeProvider,
    HandlerShutdownToken shutdown)
{
    private readonly DeliveryParking _parking = new(telemetry, timeProvider, shutdown);

    private static readonly TimeSpan MinimumGrace = TimeSpan.FromSeconds(10);

    // Short at first, because most handlers are fast. The store may be a database, so not short for long.
    private static readonly TimeSpan FirstClaimDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestClaimDelay = TimeSpan.FromSeconds(1);

    public async Task HandleAsync(HttpContext context)
    {
        using var activity = telemetry.StartActivity(name);
        var result = await reader.ReadAsync(context).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            await RejectionResponse.SendAsync(context, name, result, telemetry, activity).ConfigureAwait(false);
            return;
        }

        using var scope = telemetry.BeginScope(name, result.Options.GetAccount(context)?.Id, result.Event);
        telemetry.Accepted(activity, name, result.Options.GetAccount(context)?.Id, result.Event, result.KeyName, result.BodySize.Value);
        var outcome = await HandleOnceAsync(context, result.Event, result.KeyName, result.Options).ConfigureAwait(false);
        telemetry.Processed(activity, name, result.Event, result.Options.GetMetricKeyName(result.KeyName), outcome.Name, outcome.IsError);
        var statusCode = outcome == DeliveryOutcome.InProgress ? result.Options.InProgressStatusCode : outcome.StatusCode;
        ResponseStatus.Set(context, statusCode, result.Options.RetryAfter);
    }

    /// <summary>
    /// How long a claim is valid after the timeout of the handlers. Handlers that are canceled roll back first, and a redelivery must not run
    /// concurrently.
    /// </summary>
    private static TimeSpan GetGrace(TimeSpan handlerTimeout) => new(Math.Max(handlerTimeout.Ticks / 5, MinimumGrace.Ticks));

    private async ValueTask<DeliveryOutcome> HandleOnceAsync(HttpContext context, WebhookEvent webhookEvent, string? keyName, ResolvedEndpointOptions options)
    {
        if (options.DeduplicationWindow == TimeSpan.Zero || string.IsNullOrWhiteSpace(webhookEvent.Id))
        {
            // A blank id does not identify a delivery: a second one with a blank id would be lost.
            return await DispatchAsync(context, webhookEvent, CreateDeliveryContext(context, options, keyName), options).ConfigureAwait(false);
        }

        var delivery = GetDeliveryId(context, webhookEvent, options);
        var token = Random.Shared.NextInt64(1, long.MaxValue);
        WebhookDeliveryClaim claim;
        try
        {
            claim = await ClaimAsync(delivery, token, options, context.RequestAborted).ConfigureAwait(false);
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

        var deliveryContext = CreateDeliveryContext(context, options, keyName, claim.CompletedHandlers);
        var outcome = DeliveryOutcome.Failed;
        try
        {
            outcome = await DispatchAsync(context, webhookEvent, deliveryContext, options).ConfigureAwait(false);
        }
        finally
        {
            // Also after an unexpected exception: a claim that is not released blocks every redelivery until it expires.
            await EndClaimAsync(webhookEvent, options, delivery, token, outcome, deliveryContext.CompletedHandlers).ConfigureAwait(false);
        }

        return outcome;
    }

    /// <summary>
    /// The account is a part of the event id, because two accounts may send the same id. A store of the app could ignore a separate member.
    /// An escaped account does not contain a slash, so different accounts and ids never result in the same text.
    /// </summary>
    private WebhookDeliveryId GetDeliveryId(HttpContext context, WebhookEvent webhookEvent, ResolvedEndpointOptions options) =>
        new(name, options.GetAccount(context) is { } account ? $"{Uri.EscapeDataString(account.Id)}/{webhookEvent.Id}" : webhookEvent.Id);

    private WebhookDeliveryContext CreateDeliveryContext(
        HttpContext context,
        ResolvedEndpointOptions options,
        string? keyName,
        IReadOnlyCollection<string>? completedHandlers = null) =>
        new(name, keyName, timeProvider.GetUtcNow(), completedHandlers, options.GetAccount(context)?.Id);

    /// <summary>Claims a delivery. While another request has the claim, waits for its result until the timeout or until the client disconnects.</summary>
    private async ValueTask<WebhookDeliveryClaim> ClaimAsync(
        WebhookDeliveryId delivery,
        long token,
        ResolvedEndpointOptions options,
        CancellationToken requestAborted)
    {
        var start = timeProvider.GetTimestamp();
        var delay = FirstClaimDelay;
        while (true)
        {
            var claim = await store.ClaimAsync(delivery, token, options.HandlerTimeout + GetGrace(options.HandlerTimeout), options.StoreTimeout).ConfigureAwait(false);
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

    private async ValueTask EndClaimAsync(
        WebhookEvent webhookEvent,
        ResolvedEndpointOptions options,
        WebhookDeliveryId delivery,
        long token,
        DeliveryOutcome outcome,
        IReadOnlyCollection<string> completedHandlers)
    {
        try
        {
            if (outcome == DeliveryOutcome.Failed)
            {
                await store.AbandonAsync(delivery, token, completedHandlers, options.DeduplicationWindow, options.StoreTimeout).ConfigureAwait(false);
            }
            else
            {
                await store.CompleteAsync(delivery, token, options.DeduplicationWindow, options.StoreTimeout).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            // The response still tells what the handlers did. The claim expires.
            telemetry.StoreFailed(webhookEvent, exception);
        }
    }

    private ValueTask<DeliveryOutcome> DispatchAsync(
        HttpContext context,
        WebhookEvent webhookEvent,
        WebhookDeliveryContext deliveryContext,
        ResolvedEndpointOptions options) => options.TryPark is null
            ? RunHandlersAsync(context, webhookEvent, deliveryContext, options)
            : RunHandlersOrParkAsync(context, webhookEvent, deliveryContext, options);

    private async ValueTask<DeliveryOutcome> RunHandlersOrParkAsync(
        HttpContext context,
        WebhookEvent webhookEvent,
        WebhookDeliveryContext deliveryContext,
        ResolvedEndpointOptions options)
    {
        WebhookDeliveryId? delivery = string.IsNullOrWhiteSpace(webhookEvent.Id) ? null : GetDeliveryId(context, webhookEvent, options);
        var outcome = await RunHandlersAsync(context, webhookEvent, deliveryContext, options).ConfigureAwait(false);
        if (outcome.Exception is not { } exception)
        {
            if (outcome != DeliveryOutcome.Failed) // The app is shutting down.
            {
                _parking.Succeeded(delivery);
            }

            return outcome;
        }

        if (await _parking.TryParkAsync(context, webhookEvent, delivery, deliveryContext, options, exception).ConfigureAwait(false))
        {
            return DeliveryOutcome.Parked;
        }

        LogFailure(webhookEvent, options, exception);
        return DeliveryOutcome.Failed;
    }

    private async ValueTask<DeliveryOutcome> RunHandlersAsync(
        HttpContext context,
        WebhookEvent webhookEvent,
        WebhookDeliveryContext deliveryContext,
        ResolvedEndpointOptions options)
    {
        // Not the token of the request. If the client's timeout is shorter than the handlers need, they would be canceled on every redelivery.
        using var timeout = new HandlerTimeout(options.HandlerTimeout, timeProvider, shutdown.Token);
        try
        {
            var result = options.UseRequestServices
                ? await dispatcher.DispatchAsync(webhookEvent, deliveryContext, context.RequestServices, timeout.Token).ConfigureAwait(false)
                : await dispatcher.DispatchAsync(webhookEvent, deliveryContext, timeout.Token).ConfigureAwait(false);
            WarnIfExpired(webhookEvent, options, timeout);
            return result.HandlerCount + result.SkippedHandlerCount == 0 ? DeliveryOutcome.Unhandled : DeliveryOutcome.Handled;
        }
        catch (WebhookHandlersFailedException exception)
        {
            var outcome = Failed(webhookEvent, options, exception);
            WarnIfExpired(webhookEvent, options, timeout);
            return outcome;
        }
        catch (OperationCanceledException exception)
        {
            if (timeout.IsExpired)
            {
                return Failed(webhookEvent, options, exception);
            }

            telemetry.HandlersShutDown(webhookEvent, exception);
            return DeliveryOutcome.Failed;
        }
    }

    /// <summary>Logs a failure, unless the delivery may be parked: the log contains the status of the response.</summary>
    private DeliveryOutcome Failed(WebhookEvent webhookEvent, ResolvedEndpointOptions options, Exception exception)
    {
        if (options.TryPark is not null)
        {
            return DeliveryOutcome.Failed with { Exception = exception };
        }

        LogFailure(webhookEvent, options, exception);
        return DeliveryOutcome.Failed;
    }

    private void LogFailure(WebhookEvent webhookEvent, ResolvedEndpointOptions options, Exception exception)
    {
        if (exception is WebhookHandlersFailedException handlersFailed)
        {
            telemetry.HandlersFailed(webhookEvent, handlersFailed);
        }
        else
        {
            telemetry.HandlersTimedOut(webhookEvent, options.HandlerTimeout, exception);
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
