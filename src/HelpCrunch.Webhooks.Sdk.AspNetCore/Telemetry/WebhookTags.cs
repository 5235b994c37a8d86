using System.Diagnostics;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>The names and values of tags. Tags contain event types, ids, and names from the configuration of the app, but no personal data.</summary>
internal static class WebhookTags
{
    public const string Endpoint = "helpcrunch.webhook.endpoint";
    public const string Account = "helpcrunch.webhook.account";
    public const string EventType = "helpcrunch.webhook.event_type";
    public const string EventId = "helpcrunch.webhook.id";
    public const string Attempts = "helpcrunch.webhook.attempts";
    public const string SigningKey = "helpcrunch.webhook.signing_key";
    public const string Outcome = "helpcrunch.webhook.outcome";
    public const string Reason = "helpcrunch.webhook.reason";
    public const string State = "helpcrunch.webhook.state";
    public const string Handler = "helpcrunch.webhook.handler";
    public const string DriftKind = "helpcrunch.webhook.drift.kind";
    public const string ErrorType = "error.type";

    /// <summary>
    /// The event type as a tag of a metric. Unknown event types are <c>_OTHER</c>, as in OpenTelemetry's conventions, because the sender
    /// chooses them and their number is not limited. So is that of a body that cannot be parsed.
    /// </summary>
    public static string MetricEventType(WebhookEvent? webhookEvent) => webhookEvent is null or UnknownEvent ? "_OTHER" : webhookEvent.EventType;

    /// <summary>The name of an endpoint in logs.</summary>
    public static string LogEndpoint(string endpointName) =>
        endpointName.Length == 0 ? "HelpCrunch webhooks" : $"HelpCrunch webhooks '{endpointName}'";

    public static string LogAccount(string account) => LogSanitizer.Sanitize(account);

    public static string LogEventType(WebhookEvent webhookEvent) => LogSanitizer.Sanitize(webhookEvent.EventType);

    public static string LogEventId(WebhookEvent webhookEvent) => LogSanitizer.Sanitize(webhookEvent.Id);

    public static string LogEventType(WebhookInboxMessage message) => message.EventType is { } eventType ? LogSanitizer.Sanitize(eventType) : "(unknown event type)";

    public static string LogEventId(WebhookInboxMessage message) => message.Id is { } id ? LogSanitizer.Sanitize(id) : "(unknown id)";

    public static string Of(WebhookDriftKind kind) => kind switch
    {
        WebhookDriftKind.UnknownEvent => "unknown_event",
        WebhookDriftKind.UnknownProperty => "unknown_property",
        WebhookDriftKind.UnreadableValue => "unreadable_value",
        WebhookDriftKind.UnknownValue => "unknown_value",
        _ => "other",
    };

    public static string InboxOutcome(in WebhookInboxProcessedContext context) => context.Exception switch
    {
        null => context.HandlerCount > 0 ? "handled" : "unhandled",
        WebhookParseException => "unreadable",
        OperationCanceledException => "canceled",
        _ => "failed",
    };

    /// <summary>Adds the name of the endpoint, unless it is the unnamed one.</summary>
    public static void AddEndpoint(ref this TagList tags, string endpointName)
    {
        if (endpointName.Length > 0)
        {
            tags.Add(Endpoint, endpointName);
        }
    }
}
