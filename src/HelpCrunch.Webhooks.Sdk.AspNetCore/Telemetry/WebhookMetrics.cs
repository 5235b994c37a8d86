using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>The instruments, documented in docs/observability.md. One that nobody listens to costs a comparison.</summary>
internal sealed class WebhookMetrics
{
    private readonly Counter<long> _received;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _unknownEvents;
    private readonly Counter<long> _drift;
    private readonly Histogram<long> _bodySize;
    private readonly Histogram<double> _handlerDuration;
    private readonly Histogram<double> _age;
    private readonly Histogram<int> _attempts;

    public WebhookMetrics(IMeterFactory meterFactory)
    {
        var meter = meterFactory.Create(HelpCrunchWebhooksTelemetry.MeterName);
        _received = meter.CreateCounter<long>("helpcrunch.webhook.received", "{delivery}", "Deliveries that came in, by event and outcome.");
        _rejected = meter.CreateCounter<long>("helpcrunch.webhook.rejected", "{request}", "Requests that were refused, by reason.");
        _duplicates = meter.CreateCounter<long>("helpcrunch.webhook.duplicates", "{delivery}", "Repetitions of deliveries that are handled or in progress.");
        _unknownEvents = meter.CreateCounter<long>("helpcrunch.webhook.unknown_events", "{delivery}", "Events that this version of the SDK does not know.");
        _drift = meter.CreateCounter<long>("helpcrunch.webhook.drift", "{place}", "Places in which deliveries differ from what this version of the SDK knows, by kind.");
        _bodySize = meter.CreateHistogram<long>("helpcrunch.webhook.body.size", "By", "The size of bodies.");
        _handlerDuration = meter.CreateSecondsHistogram("helpcrunch.webhook.handler.duration", "The time that a handler took.", DurationBuckets.Handlers);
        _age = meter.CreateSecondsHistogram("helpcrunch.webhook.age", "The time from an event's createdAt to its receipt.", DurationBuckets.Ages);
        _attempts = meter.CreateHistogram<int>("helpcrunch.webhook.attempts", "{attempt}", "The attempts before this one, as HelpCrunch counts them.");
    }

    public void Refused(string name, in WebhookRequestResult result)
    {
        if (_rejected.Enabled)
        {
            var tags = new TagList { { WebhookTags.Reason, WebhookTags.Of(result.RejectionReason) } };
            tags.AddEndpoint(name);
            _rejected.Add(1, tags);
        }

        BodySize(name, result);
    }

    public void Admitted(string name, in WebhookRequestResult result, WebhookEvent webhookEvent, TimeProvider timeProvider)
    {
        BodySize(name, result);
        if (_age.Enabled && webhookEvent.CreatedAt is { } createdAt)
        {
            // HelpCrunch's clock may be ahead of this one, and nothing is older than it is received.
            _age.Record(Math.Max(0, (timeProvider.GetUtcNow() - createdAt).TotalSeconds), EventTags(name, webhookEvent));
        }

        if (_attempts.Enabled)
        {
            _attempts.Record(webhookEvent.Attempts, EventTags(name, webhookEvent));
        }

        Drift(name, webhookEvent);
        if (webhookEvent is UnknownEvent && _unknownEvents.Enabled)
        {
            _unknownEvents.Add(1, EndpointTags(name));
        }
    }

    public void Ended(string name, in WebhookRequestResult result, WebhookEvent webhookEvent, DeliveryOutcome outcome)
    {
        if (_received.Enabled)
        {
            var tags = EventTags(name, webhookEvent);
            tags.Add(WebhookTags.Outcome, WebhookTags.Of(outcome));
            if (result.KeyName is { } keyName)
            {
                tags.Add(WebhookTags.SigningKey, keyName);
            }

            _received.Add(1, tags);
        }

        if (outcome is DeliveryOutcome.Duplicate or DeliveryOutcome.InProgress && _duplicates.Enabled)
        {
            var tags = EventTags(name, webhookEvent);
            tags.Add(WebhookTags.State, outcome == DeliveryOutcome.Duplicate ? "completed" : "in_progress");
            _duplicates.Add(1, tags);
        }
    }

    public void HandlerEnded(string name, WebhookEvent webhookEvent, string handlerName, TimeSpan elapsed, Exception? exception)
    {
        if (_handlerDuration.Enabled)
        {
            var tags = EventTags(name, webhookEvent);
            tags.Add(WebhookTags.Handler, handlerName);
            if (exception is not null)
            {
                tags.Add(WebhookTags.ErrorType, exception.GetType().FullName);
            }

            _handlerDuration.Record(elapsed.TotalSeconds, tags);
        }
    }

    private void Drift(string name, WebhookEvent webhookEvent)
    {
        if (_drift.Enabled)
        {
            foreach (var drift in webhookEvent.GetDrift())
            {
                var tags = EventTags(name, webhookEvent);
                tags.Add(WebhookTags.DriftKind, WebhookTags.Of(drift.Kind));
                _drift.Add(1, tags);
            }
        }
    }

    private void BodySize(string name, in WebhookRequestResult result)
    {
        if (_bodySize.Enabled && result.BodySize is { } bodySize)
        {
            _bodySize.Record(bodySize, EndpointTags(name));
        }
    }

    private static TagList EventTags(string name, WebhookEvent webhookEvent)
    {
        var tags = new TagList { { WebhookTags.EventType, WebhookTags.MetricEventType(webhookEvent) } };
        tags.AddEndpoint(name);
        return tags;
    }

    private static TagList EndpointTags(string name)
    {
        var tags = new TagList();
        tags.AddEndpoint(name);
        return tags;
    }
}
