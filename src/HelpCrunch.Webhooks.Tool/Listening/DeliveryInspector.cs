namespace HelpCrunch.Webhooks.Tool.Listening;

/// <summary>Verifies and parses deliveries. A body whose signature is not valid is parsed too, because a developer wants to see it.</summary>
internal sealed class DeliveryInspector(IReadOnlyList<WebhookSigningKey> keys)
{
    private readonly WebhookSignatureVerifier? _verifier = keys.Count == 0 ? null : new WebhookSignatureVerifier(keys);

    public bool HasKey => _verifier is not null;

    public Inspection Inspect(ReadOnlySpan<byte> body, string? signatureHeader)
    {
        var verification = _verifier?.Verify(body, signatureHeader);
        var inspection = new Inspection { Signature = StatusOf(verification?.Status), KeyName = verification?.KeyName };
        return WebhookParser.Default.Parse(body).Match(
            webhookEvent => inspection with
            {
                Family = FamilyOf(webhookEvent),
                EventType = LogSanitizer.Sanitize(webhookEvent.EventType),
                EventId = LogSanitizer.Sanitize(webhookEvent.Id),
                Attempts = webhookEvent.Attempts,
                Drift = webhookEvent.GetDrift(),
            },
            error => inspection with
            {
                EventType = error.EventType is { } eventType ? LogSanitizer.Sanitize(eventType) : null,
                EventId = error.Id is { } id ? LogSanitizer.Sanitize(id) : null,
                Error = error,
            });
    }

    /// <summary>Finds out why a signature does not match. It takes up to a few tenths of a second, so it is not part of receiving.</summary>
    public string? Explain(ReceivedDelivery delivery) => keys.Count == 0 || !delivery.Inspection.HasInvalidSignature
        ? null
        : WebhookSignatureDiagnostics.Diagnose(delivery.Body.Span, delivery.SignatureHeader, keys).Advice;

    private static SignatureStatus StatusOf(WebhookSignatureStatus? status) => status switch
    {
        null => SignatureStatus.NotVerified,
        WebhookSignatureStatus.Valid => SignatureStatus.Valid,
        WebhookSignatureStatus.Missing => SignatureStatus.Missing,
        WebhookSignatureStatus.Malformed => SignatureStatus.Malformed,
        _ => SignatureStatus.Mismatch,
    };

    private static EventFamily FamilyOf(WebhookEvent webhookEvent) => webhookEvent switch
    {
        ChatEvent => EventFamily.Chat,
        CustomerEvent => EventFamily.Customer,
        MessageEvent => EventFamily.Message,
        _ => EventFamily.Other,
    };
}
