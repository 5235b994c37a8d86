using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Tells logs, metrics and traces what happens, each step in one call.</summary>
internal sealed class WebhookTelemetry(WebhookMetrics metrics, ILoggerFactory loggers, TimeProvider timeProvider)
    : IWebhookHandlerObserver, IDisposable
{
    private readonly ActivitySource _source = new(HelpCrunchWebhooksTelemetry.ActivitySourceName);

    public ILogger Logger { get; } = loggers.CreateLogger(HelpCrunchWebhooksTelemetry.LogCategory);

    public Activity? StartActivity(string name)
    {
        var activity = _source.StartActivity("helpcrunch.webhook receive");
        if (name.Length > 0)
        {
            activity?.SetTag(WebhookTags.Endpoint, name);
        }

        return activity;
    }

    public IDisposable? BeginScope(WebhookEvent webhookEvent) => Logger.BeginScope(new DeliveryScope(webhookEvent));

    /// <summary>A request to an endpoint of the user's own was looked at.</summary>
    public void Verified(string name, in WebhookRequestResult result)
    {
        if (result.Succeeded)
        {
            Admitted(Activity.Current, name, result);
            metrics.Ended(name, result, result.Event, DeliveryOutcome.Verified);
        }
        else
        {
            Refused(null, name, result);
        }
    }

    public void Refused(Activity? activity, string name, in WebhookRequestResult result)
    {
        metrics.Refused(name, result);
        if (activity is not null)
        {
            activity.SetTag(WebhookTags.Reason, WebhookTags.Of(result.RejectionReason));
            activity.SetTag(WebhookTags.ErrorType, WebhookTags.Of(result.RejectionReason));
            activity.SetStatus(ActivityStatusCode.Error);
        }

        if (result.Error is { } error)
        {
            Logger.InvalidPayload(WebhookTags.LogEndpoint(name), error.Path, error.LineNumber, error.BytePositionInLine, RejectionMessages.Of(result));
        }
        else if (result.RejectionReason == RejectionReason.ClientDisconnected)
        {
            Logger.ClientDisconnected(WebhookTags.LogEndpoint(name));
        }
        else if (result.RejectionReason == RejectionReason.MissingSignature)
        {
            // Whoever finds the address can send these without end: no warning, so that they do not hide the others.
            Logger.RefusedUnsigned(WebhookTags.LogEndpoint(name), result.StatusCode, WebhookTags.Of(result.RejectionReason), RejectionMessages.Of(result));
        }
        else
        {
            Logger.Refused(WebhookTags.LogEndpoint(name), result.StatusCode, WebhookTags.Of(result.RejectionReason), RejectionMessages.Of(result));
        }
    }

    public void Admitted(Activity? activity, string name, in WebhookRequestResult result)
    {
        var webhookEvent = result.Event!;
        metrics.Admitted(name, result, webhookEvent, timeProvider);
        if (activity is not null)
        {
            activity.SetTag(WebhookTags.EventType, WebhookTags.LogEventType(webhookEvent));
            activity.SetTag(WebhookTags.EventId, WebhookTags.LogEventId(webhookEvent));
            activity.SetTag(WebhookTags.Attempts, webhookEvent.Attempts);
            activity.SetTag(WebhookTags.SigningKey, result.KeyName);
        }

        if (webhookEvent is UnknownEvent)
        {
            Logger.UnknownEvent(WebhookTags.LogEventType(webhookEvent), WebhookTags.LogEventId(webhookEvent));
        }
    }

    public void Ended(Activity? activity, string name, in WebhookRequestResult result, DeliveryOutcome outcome)
    {
        var webhookEvent = result.Event!;
        metrics.Ended(name, result, webhookEvent, outcome);
        if (activity is not null)
        {
            activity.SetTag(WebhookTags.Outcome, WebhookTags.Of(outcome));
            if (outcome is DeliveryOutcome.Failed or DeliveryOutcome.StoreFailed)
            {
                activity.SetTag(WebhookTags.ErrorType, WebhookTags.Of(outcome));
                activity.SetStatus(ActivityStatusCode.Error);
            }
        }

        if (Logger.IsEnabled(LogLevel.Debug))
        {
            Logger.Ended(WebhookTags.LogEventType(webhookEvent), WebhookTags.LogEventId(webhookEvent), WebhookTags.Of(outcome));
        }
    }

    public void OnHandled(WebhookEvent webhookEvent, string name, string handlerName, TimeSpan elapsed, Exception? exception) =>
        metrics.HandlerEnded(name, webhookEvent, handlerName, elapsed, exception);

    public void HandlersFailed(WebhookEvent webhookEvent, WebhookHandlersFailedException exception)
    {
        foreach (var failure in exception.Failures)
        {
            Logger.HandlerFailed(failure.Exception, WebhookTags.LogEventType(webhookEvent), WebhookTags.LogEventId(webhookEvent), failure.HandlerName);
        }
    }

    public void HandlersStopped(WebhookEvent webhookEvent, TimeSpan handlerTimeout, OperationCanceledException exception) =>
        Logger.HandlersStopped(exception, WebhookTags.LogEventType(webhookEvent), WebhookTags.LogEventId(webhookEvent), handlerTimeout);

    public void HandlersOutlasted(WebhookEvent webhookEvent, TimeSpan handlerTimeout) =>
        Logger.HandlersOutlasted(WebhookTags.LogEventType(webhookEvent), WebhookTags.LogEventId(webhookEvent), handlerTimeout);

    public void HandlersShutDown(WebhookEvent webhookEvent, OperationCanceledException exception) =>
        Logger.HandlersShutDown(exception, WebhookTags.LogEventType(webhookEvent), WebhookTags.LogEventId(webhookEvent));

    public void ClaimFailed(WebhookEvent webhookEvent, Exception exception) =>
        Logger.ClaimFailed(exception, WebhookTags.LogEventType(webhookEvent), WebhookTags.LogEventId(webhookEvent));

    public void StoreFailed(WebhookEvent webhookEvent, Exception exception) =>
        Logger.StoreFailed(exception, WebhookTags.LogEventType(webhookEvent), WebhookTags.LogEventId(webhookEvent));

    public void Dispose() => _source.Dispose();
}
