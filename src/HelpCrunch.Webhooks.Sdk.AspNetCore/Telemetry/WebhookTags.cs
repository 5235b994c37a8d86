using System.Diagnostics;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>The names and values of tags. Nothing personal is one: types of events, ids, names from the app's own configuration.</summary>
internal static class WebhookTags
{
    public const string Endpoint = "helpcrunch.webhook.endpoint";
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
    /// The type of an event as a tag of a metric. Senders name unknown events, and a metric must not grow with what they think
    /// of; OpenTelemetry writes <c>_OTHER</c> for those.
    /// </summary>
    public static string MetricEventType(WebhookEvent webhookEvent) => webhookEvent is UnknownEvent ? "_OTHER" : webhookEvent.EventType;

    /// <summary>How logs call the webhooks of a name.</summary>
    public static string LogEndpoint(string name) => name.Length == 0 ? "HelpCrunch webhooks" : $"HelpCrunch webhooks '{name}'";

    public static string LogEventType(WebhookEvent webhookEvent) => LogSanitizer.Sanitize(webhookEvent.EventType);

    public static string LogEventId(WebhookEvent webhookEvent) => LogSanitizer.Sanitize(webhookEvent.Id);

    public static string Of(DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.Handled => "handled",
        DeliveryOutcome.Unhandled => "unhandled",
        DeliveryOutcome.Duplicate => "duplicate",
        DeliveryOutcome.InProgress => "in_progress",
        DeliveryOutcome.StoreFailed => "store_failed",
        DeliveryOutcome.Verified => "verified",
        _ => "failed",
    };

    public static string Of(RejectionReason refusal) => refusal switch
    {
        RejectionReason.MissingSignature => "missing_signature",
        RejectionReason.MalformedSignature => "malformed_signature",
        RejectionReason.SignatureMismatch => "signature_mismatch",
        RejectionReason.UnsupportedMediaType => "unsupported_media_type",
        RejectionReason.PayloadTooLarge => "payload_too_large",
        RejectionReason.InvalidPayload => "invalid_payload",
        RejectionReason.IncompleteBody => "incomplete_body",
        RejectionReason.ClientDisconnected => "client_disconnected",
        _ => "invalid_options",
    };

    public static string Of(WebhookDriftKind kind) => kind switch
    {
        WebhookDriftKind.UnknownEvent => "unknown_event",
        WebhookDriftKind.UnknownProperty => "unknown_property",
        WebhookDriftKind.UnreadableValue => "unreadable_value",
        WebhookDriftKind.UnknownValue => "unknown_value",
        _ => "other",
    };

    /// <summary>Adds the endpoint's name, in apps that name their endpoints.</summary>
    public static void AddEndpoint(ref this TagList tags, string name)
    {
        if (name.Length > 0)
        {
            tags.Add(Endpoint, name);
        }
    }
}
