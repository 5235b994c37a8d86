using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>The instruments, documented in docs/observability.md. Tags are created only for an instrument with a listener.</summary>
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
    private readonly Counter<long> _inboxProcessed;
    private readonly Histogram<double> _inboxAge;

    public WebhookMetrics(IMeterFactory meterFactory)
    {
        var meter = meterFactory.Create(HelpCrunchWebhooksTelemetry.MeterName);
        _received = meter.CreateCounter<long>("helpcrunch.webhook.received", "{delivery}", "Accepted deliveries, by event and outcome.");
        _rejected = meter.CreateCounter<long>("helpcrunch.webhook.rejected", "{request}", "Rejected requests, by reason.");
        _duplicates = meter.CreateCounter<long>("helpcrunch.webhook.duplicates", "{delivery}", "Redeliveries of deliveries that were handled, are in progress, or are stored in an inbox.");
        _unknownEvents = meter.CreateCounter<long>("helpcrunch.webhook.unknown_events", "{delivery}", "Events whose type is unknown to this version of the SDK.");
        _drift = meter.CreateCounter<long>("helpcrunch.webhook.drift", "{place}", "Differences between deliveries and the model of this version of the SDK, by kind.");
        _bodySize = meter.CreateHistogram<long>("helpcrunch.webhook.body.size", "By", "Size of the bodies.");
        _handlerDuration = meter.CreateSecondsHistogram("helpcrunch.webhook.handler.duration", "Duration of a handler.", DurationBuckets.Handlers);
        _age = meter.CreateSecondsHistogram("helpcrunch.webhook.age", "Time from createdAt of an event to its receipt.", DurationBuckets.Ages);
        _attempts = meter.CreateHistogram<int>("helpcrunch.webhook.attempts", "{attempt}", "Earlier attempts, as counted by HelpCrunch.");
        _inboxProcessed = meter.CreateCounter<long>("helpcrunch.webhook.inbox.processed", "{message}", "Messages of the inbox that were processed, by event and outcome.");
        _inboxAge = meter.CreateSecondsHistogram("helpcrunch.webhook.inbox.age", "Time from the receipt of a delivery to the end of its processing.", DurationBuckets.Ages);
    }

    public void Rejected(string endpointName, string reason, int? bodySize)
    {
        if (_rejected.Enabled)
        {
            var tags = new TagList { { WebhookTags.Reason, reason } };
            tags.AddEndpoint(endpointName);
            _rejected.Add(1, tags);
        }

        if (bodySize is { } size)
        {
            BodySize(endpointName, size);
        }
    }

    public void Accepted(string endpointName, WebhookEvent webhookEvent, int bodySize, TimeProvider timeProvider)
    {
        BodySize(endpointName, bodySize);
        if (_age.Enabled && webhookEvent.CreatedAt is { } createdAt)
        {
            // The clock of HelpCrunch may be ahead of the local clock.
            _age.Record(Math.Max(0, (timeProvider.GetUtcNow() - createdAt).TotalSeconds), EventTags(endpointName, webhookEvent));
        }

        if (_attempts.Enabled)
        {
            _attempts.Record(webhookEvent.Attempts, EventTags(endpointName, webhookEvent));
        }

        Drift(endpointName, webhookEvent);
        if (webhookEvent is UnknownEvent && _unknownEvents.Enabled)
        {
            _unknownEvents.Add(1, EndpointTags(endpointName));
        }
    }

    public void Processed(string endpointName, WebhookEvent? webhookEvent, string? keyName, string outcome)
    {
        if (_received.Enabled)
        {
            var tags = EventTags(endpointName, webhookEvent);
            tags.Add(WebhookTags.Outcome, outcome);
            if (keyName is not null)
            {
                tags.Add(WebhookTags.SigningKey, keyName);
            }

            _received.Add(1, tags);
        }
    }

    public void Duplicate(string endpointName, WebhookEvent? webhookEvent, string state)
    {
        if (_duplicates.Enabled)
        {
            var tags = EventTags(endpointName, webhookEvent);
            tags.Add(WebhookTags.State, state);
            _duplicates.Add(1, tags);
        }
    }

    public void HandlerCompleted(string endpointName, WebhookEvent webhookEvent, string handlerName, TimeSpan elapsed, Exception? exception)
    {
        if (_handlerDuration.Enabled)
        {
            var tags = EventTags(endpointName, webhookEvent);
            tags.Add(WebhookTags.Handler, handlerName);
            if (exception is not null)
            {
                tags.Add(WebhookTags.ErrorType, exception.GetType().FullName);
            }

            _handlerDuration.Record(elapsed.TotalSeconds, tags);
        }
    }

    public void InboxProcessed(in WebhookInboxProcessedContext context, TimeProvider timeProvider)
    {
        var message = context.Message;
        if (_inboxProcessed.Enabled)
        {
            var tags = EventTags(message.EndpointName, context.Event);
            tags.Add(WebhookTags.Outcome, WebhookTags.InboxOutcome(context));
            _inboxProcessed.Add(1, tags);
        }

        if (_inboxAge.Enabled && message.ReceivedAt is { } receivedAt)
        {
            // The clock of the server that received the delivery may be ahead of the local clock.
            _inboxAge.Record(Math.Max(0, (timeProvider.GetUtcNow() - receivedAt).TotalSeconds), EventTags(message.EndpointName, context.Event));
        }
    }

    private void Drift(string endpointName, WebhookEvent webhookEvent)
    {
        if (_drift.Enabled)
        {
            foreach (var drift in webhookEvent.GetDrift())
            {
                var tags = EventTags(endpointName, webhookEvent);
                tags.Add(WebhookTags.DriftKind, WebhookTags.Of(drift.Kind));
                _drift.Add(1, tags);
            }
        }
    }

    public void BodySize(string endpointName, int bodySize)
    {
        if (_bodySize.Enabled)
        {
            _bodySize.Record(bodySize, EndpointTags(endpointName));
        }
    }

    private static TagList EventTags(string endpointName, WebhookEvent? webhookEvent)
    {
        var tags = new TagList { { WebhookTags.EventType, WebhookTags.MetricEventType(webhookEvent) } };
        tags.AddEndpoint(endpointName);
        return tags;
    }

    private static TagList EndpointTags(string endpointName)
    {
        var tags = new TagList();
        tags.AddEndpoint(endpointName);
        return tags;
    }
}
