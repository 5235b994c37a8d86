using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Tells logs, metrics and traces what happens, each step in one call.</summary>
internal sealed class WebhookTelemetry(WebhookMetrics metrics, ILoggerFactory loggers, TimeProvider timeProvider)
    : IWebhookHandlerObserver, IDisposable
{
    private readonly ActivitySource _source = new(HelpCrunchWebhookTelemetry.ActivitySourceName);

    public ILogger Logger { get; } = loggers.CreateLogger(HelpCrunchWebhookTelemetry.LogCategory);

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
    public void Verified(string name, in Admission admission)
    {
        if (admission.IsAdmitted)
        {
            Admitted(Activity.Current, name, admission);
            metrics.Ended(name, admission, admission.Event, Outcome.Verified);
        }
        else
        {
            Refused(null, name, admission);
        }
    }

    public void Refused(Activity? activity, string name, in Admission admission)
    {
        metrics.Refused(name, admission);
        if (activity is not null)
        {
            activity.SetTag(WebhookTags.Reason, WebhookTags.Of(admission.Refusal));
            activity.SetTag(WebhookTags.ErrorType, WebhookTags.Of(admission.Refusal));
            activity.SetStatus(ActivityStatusCode.Error);
        }

        if (admission.Error is { } error)
        {
            Logger.Unreadable(WebhookTags.LogEndpoint(name), error.Path, error.LineNumber, error.BytePositionInLine, RefusalAdvice.Of(admission));
        }
        else if (admission.Refusal == Refusal.ClientGone)
        {
            Logger.ClientGone(WebhookTags.LogEndpoint(name));
        }
        else if (admission.Refusal == Refusal.MissingSignature)
        {
            // Whoever finds the address can send these without end: no warning, so that they do not hide the others.
            Logger.RefusedUnsigned(WebhookTags.LogEndpoint(name), admission.StatusCode, WebhookTags.Of(admission.Refusal), RefusalAdvice.Of(admission));
        }
        else
        {
            Logger.Refused(WebhookTags.LogEndpoint(name), admission.StatusCode, WebhookTags.Of(admission.Refusal), RefusalAdvice.Of(admission));
        }
    }

    public void Admitted(Activity? activity, string name, in Admission admission)
    {
        var webhookEvent = admission.Event!;
        metrics.Admitted(name, admission, webhookEvent, timeProvider);
        if (activity is not null)
        {
            activity.SetTag(WebhookTags.EventType, WebhookTags.LogEventType(webhookEvent));
            activity.SetTag(WebhookTags.EventId, WebhookTags.LogEventId(webhookEvent));
            activity.SetTag(WebhookTags.Attempts, webhookEvent.Attempts);
            activity.SetTag(WebhookTags.SigningKey, admission.KeyName);
        }

        if (webhookEvent is UnknownEvent)
        {
            Logger.UnknownEvent(WebhookTags.LogEventType(webhookEvent), WebhookTags.LogEventId(webhookEvent));
        }
    }

    public void Ended(Activity? activity, string name, in Admission admission, Outcome outcome)
    {
        var webhookEvent = admission.Event!;
        metrics.Ended(name, admission, webhookEvent, outcome);
        if (activity is not null)
        {
            activity.SetTag(WebhookTags.Outcome, WebhookTags.Of(outcome));
            if (outcome is Outcome.Failed or Outcome.StoreFailed)
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

    public void HandlersStopped(WebhookEvent webhookEvent, TimeSpan claimTimeout, OperationCanceledException exception) =>
        Logger.HandlersStopped(exception, WebhookTags.LogEventType(webhookEvent), WebhookTags.LogEventId(webhookEvent), claimTimeout);

    public void HandlersOutlasted(WebhookEvent webhookEvent, TimeSpan claimTimeout) =>
        Logger.HandlersOutlasted(WebhookTags.LogEventType(webhookEvent), WebhookTags.LogEventId(webhookEvent), claimTimeout);

    public void HandlersShutDown(WebhookEvent webhookEvent, OperationCanceledException exception) =>
        Logger.HandlersShutDown(exception, WebhookTags.LogEventType(webhookEvent), WebhookTags.LogEventId(webhookEvent));

    public void ClaimFailed(WebhookEvent webhookEvent, Exception exception) =>
        Logger.ClaimFailed(exception, WebhookTags.LogEventType(webhookEvent), WebhookTags.LogEventId(webhookEvent));

    public void StoreFailed(WebhookEvent webhookEvent, Exception exception) =>
        Logger.StoreFailed(exception, WebhookTags.LogEventType(webhookEvent), WebhookTags.LogEventId(webhookEvent));

    public void Dispose() => _source.Dispose();
}
