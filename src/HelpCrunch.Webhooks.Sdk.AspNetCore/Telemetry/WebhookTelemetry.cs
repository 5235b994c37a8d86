using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Reports each step of a delivery to logs, metrics, and traces.</summary>
internal sealed class WebhookTelemetry(WebhookMetrics metrics, ILoggerFactory loggers, TimeProvider timeProvider)
    : IWebhookHandlerObserver, IWebhookInboxObserver, IDisposable
{
    private const string VerifiedOutcome = "verified";

    private readonly ActivitySource _source = new(HelpCrunchWebhooksTelemetry.ActivitySourceName);

    public ILogger Logger { get; } = loggers.CreateLogger(HelpCrunchWebhooksTelemetry.LogCategory);

    public Activity? StartActivity(string endpointName)
    {
        var activity = _source.StartActivity("helpcrunch.webhook receive");
        if (endpointName.Length > 0)
        {
            activity?.SetTag(WebhookTags.Endpoint, endpointName);
        }

        return activity;
    }

    public IDisposable? BeginScope(string endpointName, string? account, WebhookEvent webhookEvent) =>
        Logger.BeginScope(account is null ? new DeliveryScope(endpointName, webhookEvent) : new AccountDeliveryScope(endpointName, account, webhookEvent));

    /// <summary>Reports a rejected request. The caller writes the log.</summary>
    public void Rejected(Activity? activity, string endpointName, string? account, string reason, int? bodySize)
    {
        metrics.Rejected(endpointName, reason, bodySize);
        if (activity is not null)
        {
            SetAccount(activity, account);
            activity.SetTag(WebhookTags.Reason, reason);
            SetError(activity, reason);
        }
    }

    /// <summary>Reports a request that was verified and parsed.</summary>
    public void Accepted(Activity? activity, string endpointName, string? account, WebhookEvent webhookEvent, string? keyName, int bodySize)
    {
        metrics.Accepted(endpointName, webhookEvent, bodySize, timeProvider);
        if (activity is not null)
        {
            SetAccount(activity, account);
            activity.SetTag(WebhookTags.EventType, WebhookTags.LogEventType(webhookEvent));
            activity.SetTag(WebhookTags.EventId, WebhookTags.LogEventId(webhookEvent));
            activity.SetTag(WebhookTags.Attempts, webhookEvent.Attempts);
            activity.SetTag(WebhookTags.SigningKey, keyName);
        }

        if (webhookEvent is UnknownEvent)
        {
            Logger.UnknownEvent(WebhookTags.LogEventType(webhookEvent), WebhookTags.LogEventId(webhookEvent));
        }
    }

    /// <summary>Reports a verified request whose body cannot be parsed, before it is stored in the inbox.</summary>
    public void AcceptedUnreadable(Activity? activity, WebhookInboxMessage message)
    {
        metrics.BodySize(message.EndpointName, message.Body.Length);
        if (activity is not null)
        {
            SetAccount(activity, message.Account);
            activity.SetTag(WebhookTags.EventType, message.EventType is null ? null : WebhookTags.LogEventType(message));
            activity.SetTag(WebhookTags.EventId, message.Id is null ? null : WebhookTags.LogEventId(message));
            activity.SetTag(WebhookTags.SigningKey, message.KeyName);
        }
    }

    /// <summary>Reports a body that cannot be parsed, and that the inbox has stored.</summary>
    public void StoredUnreadable(WebhookInboxMessage message, WebhookParseError error) =>
        Logger.UnreadableDelivery(WebhookTags.LogEndpoint(message.EndpointName), error.Path, error.LineNumber, error.BytePositionInLine, error);

    /// <summary>Reports the outcome of storing a delivery in the inbox.</summary>
    public void Stored(Activity? activity, WebhookInboxMessage message, WebhookEvent? webhookEvent, string? metricKeyName, string outcome, bool isError)
    {
        metrics.Processed(message.EndpointName, webhookEvent, metricKeyName, outcome);
        SetOutcome(activity, outcome, isError);
        if (Logger.IsEnabled(LogLevel.Debug))
        {
            Logger.Processed(WebhookTags.LogEventType(message), WebhookTags.LogEventId(message), outcome);
        }
    }

    public void InboxFailed(WebhookInboxMessage message, Exception? exception) =>
        Logger.InboxFailed(exception, WebhookTags.LogEventType(message), WebhookTags.LogEventId(message));

    /// <summary>Reports a message of the inbox that a worker processed.</summary>
    public void OnProcessed(in WebhookInboxProcessedContext context)
    {
        var message = context.Message;
        metrics.InboxProcessed(context, timeProvider);
        var (eventType, id) = (WebhookTags.LogEventType(message), WebhookTags.LogEventId(message));
        switch (context.Exception)
        {
            case WebhookParseException unreadable:
                Logger.UnreadableMessage(eventType, id, unreadable.Error);
                break;
            case WebhookHandlersFailedException failed:
                foreach (var failure in failed.Failures)
                {
                    Logger.InboxHandlerFailed(failure.Exception, eventType, id, failure.HandlerName);
                }

                break;
            case OperationCanceledException canceled:
                Logger.InboxHandlersCanceled(canceled, eventType, id);
                break;
            case { } exception:
                Logger.InboxMessageFailed(exception, eventType, id);
                break;
        }
    }

    /// <summary>Reports a delivery that was handled before, or that is in progress.</summary>
    public void Duplicate(string endpointName, WebhookEvent webhookEvent, bool isCompleted) =>
        metrics.Duplicate(endpointName, webhookEvent, isCompleted ? "completed" : "in_progress");

    /// <summary>Reports a delivery that the inbox stored before.</summary>
    public void DuplicateInInbox(string endpointName, WebhookEvent? webhookEvent) => metrics.Duplicate(endpointName, webhookEvent, "stored");

    /// <summary>Reports the outcome of an accepted request.</summary>
    public void Processed(Activity? activity, string endpointName, WebhookEvent webhookEvent, string? metricKeyName, string outcome, bool isError)
    {
        metrics.Processed(endpointName, webhookEvent, metricKeyName, outcome);
        SetOutcome(activity, outcome, isError);
        if (Logger.IsEnabled(LogLevel.Debug))
        {
            Logger.Processed(WebhookTags.LogEventType(webhookEvent), WebhookTags.LogEventId(webhookEvent), outcome);
        }
    }

    /// <summary>Reports an accepted request to an endpoint of the app, which handles the event itself.</summary>
    public void Verified(string endpointName, string? account, WebhookEvent webhookEvent, string? keyName, string? metricKeyName, int bodySize)
    {
        Accepted(Activity.Current, endpointName, account, webhookEvent, keyName, bodySize);
        metrics.Processed(endpointName, webhookEvent, metricKeyName, VerifiedOutcome);
    }

    public void OnHandled(in WebhookHandledContext context) =>
        metrics.HandlerCompleted(context.EndpointName, context.Event, context.HandlerName, context.Elapsed, context.Exception);

    /// <summary>Handlers failed. If the timeout expired, the canceled handlers are logged together.</summary>
    /// <param name="webhookEvent">The event.</param>
    /// <param name="exception">The failures.</param>
    /// <param name="expiredTimeout">The timeout; null if it has not expired.</param>
    /// <param name="isLate">
    /// Whether the handlers finished so late after the timeout that the claim has expired as well. Before, a handler that failed may have
    /// stopped because of its token, even if it threw another exception than <see cref="OperationCanceledException"/>.
    /// </param>
    public void HandlersFailed(WebhookEvent webhookEvent, Exception exception, TimeSpan? expiredTimeout, bool isLate)
    {
        var (eventType, id) = (WebhookTags.LogEventType(webhookEvent), WebhookTags.LogEventId(webhookEvent));
        var failures = exception is WebhookHandlersFailedException { Failures: var all } ? all : [];
        var canceled = expiredTimeout is null ? [] : failures.Where(failure => failure.Exception is OperationCanceledException).ToArray();
        foreach (var failure in failures.Except(canceled))
        {
            Logger.HandlerFailed(failure.Exception, eventType, id, failure.HandlerName);
        }

        if (expiredTimeout is not { } timeout)
        {
            return;
        }

        if (isLate && canceled.Length == 0 && exception is not OperationCanceledException)
        {
            Logger.HandlerIgnoredTimeout(eventType, id, timeout);
        }
        else
        {
            Logger.HandlersTimedOut(exception, eventType, id, timeout);
        }
    }

    public void HandlerIgnoredTimeout(WebhookEvent webhookEvent, TimeSpan handlerTimeout) =>
        Logger.HandlerIgnoredTimeout(WebhookTags.LogEventType(webhookEvent), WebhookTags.LogEventId(webhookEvent), handlerTimeout);

    public void HandlersShutDown(WebhookEvent webhookEvent, Exception exception) =>
        Logger.HandlersShutDown(exception, WebhookTags.LogEventType(webhookEvent), WebhookTags.LogEventId(webhookEvent));

    public void Parked(WebhookEvent webhookEvent, int failureCount, Exception exception) =>
        Logger.Parked(exception, WebhookTags.LogEventType(webhookEvent), WebhookTags.LogEventId(webhookEvent), failureCount);

    public void ParkingFailed(WebhookEvent webhookEvent, Exception exception) =>
        Logger.ParkingFailed(exception, WebhookTags.LogEventType(webhookEvent), WebhookTags.LogEventId(webhookEvent));

    public void ClaimFailed(WebhookEvent webhookEvent, Exception exception) =>
        Logger.ClaimFailed(exception, WebhookTags.LogEventType(webhookEvent), WebhookTags.LogEventId(webhookEvent));

    public void StoreFailed(WebhookEvent webhookEvent, Exception exception) =>
        Logger.StoreFailed(exception, WebhookTags.LogEventType(webhookEvent), WebhookTags.LogEventId(webhookEvent));

    public void Dispose() => _source.Dispose();

    private static void SetAccount(Activity activity, string? account)
    {
        if (account is not null)
        {
            activity.SetTag(WebhookTags.Account, WebhookTags.LogAccount(account));
        }
    }

    private static void SetOutcome(Activity? activity, string outcome, bool isError)
    {
        if (activity is not null)
        {
            activity.SetTag(WebhookTags.Outcome, outcome);
            if (isError)
            {
                SetError(activity, outcome);
            }
        }
    }

    private static void SetError(Activity activity, string errorType)
    {
        activity.SetTag(WebhookTags.ErrorType, errorType);
        activity.SetStatus(ActivityStatusCode.Error);
    }
}
