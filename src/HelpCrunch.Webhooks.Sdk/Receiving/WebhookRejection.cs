namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The reason why a request was not accepted, and the HTTP status to respond with.</summary>
public sealed record WebhookRejection
{
    private WebhookRejection(int statusCode, string message)
    {
        StatusCode = statusCode;
        Message = message;
    }

    /// <summary>The HTTP status to respond with: 401 when the signature is not valid, 400 when the body is not a webhook.</summary>
    public int StatusCode { get; }

    /// <summary>The reason, for logs. It does not contain personal data. Do not send it to the client.</summary>
    public string Message { get; }

    /// <summary>Returns the HTTP status and the message.</summary>
    public override string ToString() => $"{StatusCode}: {Message}";

    internal static WebhookRejection From(WebhookSignatureStatus status) => new(401, status switch
    {
        WebhookSignatureStatus.Missing =>
            $"The request has no {WebhookSignature.HeaderName} header. HelpCrunch did not send the request, or a proxy removed the header.",
        WebhookSignatureStatus.Malformed => $"The {WebhookSignature.HeaderName} header is not 40 hexadecimal characters.",
        _ => "The signature does not match the body with any signing key. WebhookSignatureDiagnostics.Diagnose finds the cause.",
    });

    internal static WebhookRejection From(WebhookParseError error) => new(400, error.ToString());
}
