using Microsoft.Extensions.Logging;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>The reason that a request is rejected, with its response and telemetry.</summary>
/// <param name="Reason">The value of the tag <see cref="WebhookTags.Reason"/>.</param>
/// <param name="StatusCode">The status of the response.</param>
/// <param name="LogLevel">The level of the log.</param>
/// <param name="LogId">The event id of the log.</param>
/// <param name="Message">The message of the log, for operators. It contains no data of the request.</param>
internal sealed record Rejection(string Reason, int StatusCode, LogLevel LogLevel, int LogId, string Message)
{
    public static readonly Rejection InvalidOptions = new(
        "invalid_options", 503, LogLevel.Warning, 20, "The options are not valid. See the earlier error in the log.");

    public static readonly Rejection MethodNotAllowed = new(
        "method_not_allowed", 405, LogLevel.Warning, 20, $"The method is not POST, but the header {WebhookSignature.HeaderName} is present. A redirect in front of the app, such as from HTTP to HTTPS, turns a POST into a GET without a body. Enter the final address in HelpCrunch.");

    // Anyone can send any number of these, too.
    public static readonly Rejection MethodNotAllowedUnsigned = new(
        "method_not_allowed", 405, LogLevel.Information, 23, "The method is not POST. HelpCrunch did not send the request.");

    public static readonly Rejection UnsupportedMediaType = new(
        "unsupported_media_type", 415, LogLevel.Warning, 20, "The Content-Type is not JSON. That is accepted only for a signed body that is JSON.");

    public static readonly Rejection PayloadTooLarge = new(
        "payload_too_large", 413, LogLevel.Warning, 20, "The body is larger than MaxRequestBodySize.");

    public static readonly Rejection PayloadTooLargeForServer = new(
        "payload_too_large", 413, LogLevel.Warning, 20, "The body is larger than the limit of the server, such as MaxRequestBodySize of Kestrel.");

    // Anyone can send any number of unsigned requests. Logged as warnings, they would hide other warnings.
    public static readonly Rejection MissingSignature = new(
        "missing_signature", 401, LogLevel.Information, 23, $"The header {WebhookSignature.HeaderName} is missing. HelpCrunch did not send the request, or a proxy removed the header.");

    public static readonly Rejection MalformedSignature = new(
        "malformed_signature", 401, LogLevel.Warning, 20, $"The header {WebhookSignature.HeaderName} is not a hexadecimal HMAC-SHA1.");

    public static readonly Rejection SignatureMismatch = new(
        "signature_mismatch", 401, LogLevel.Warning, 20, "No signing key matches the signature. To find the cause, use WebhookSignatureDiagnostics; see docs/verifying-signatures.md.");

    public static readonly Rejection SigningKeysUnavailable = new(
        "signing_keys_unavailable", 503, LogLevel.Error, 24, "SigningKeyProvider threw an exception, so the signature cannot be verified. The delivery may be sent again.");

    public static readonly Rejection AccountUnavailable = SigningKeysUnavailable with
    {
        Message = "AccountResolver threw an exception, so the signature cannot be verified. The delivery may be sent again.",
    };

    // The response is that of a wrong signature, so that it does not tell which accounts exist.
    public static readonly Rejection UnknownAccount = SignatureMismatch with
    {
        Reason = "unknown_account",
        Message = "AccountResolver returned null: the account is not known. Either the account was removed and HelpCrunch still sends its webhooks, or the address is wrong.",
    };

    public static readonly Rejection InvalidPayload = new(
        "invalid_payload", 400, LogLevel.Warning, 21, "The body is not a HelpCrunch webhook.");

    public static readonly Rejection BodyAlreadyRead = new(
        "body_already_read", 500, LogLevel.Error, 26, "A middleware or a filter read the body before, so the signature cannot be verified. Let it call Request.EnableBuffering() first, or exclude the path of the webhooks.");

    public static readonly Rejection DeliveryTooOld = new(
        "delivery_too_old", 401, LogLevel.Warning, 25, "The signature is valid, but the delivery is older than MaxDeliveryAge. Either an earlier request was recorded and sent again, or the clocks of HelpCrunch and this server differ.");

    public static readonly Rejection IncompleteBody = new(
        "incomplete_body", 400, LogLevel.Warning, 20, "The body could not be read to its end.");

    public static readonly Rejection ClientDisconnected = new(
        "client_disconnected", 499, LogLevel.Debug, 22, "The client disconnected before the whole body arrived.");

    private readonly Action<ILogger, string, int, string, string, Exception?> _log = LoggerMessage.Define<string, int, string, string>(
        LogLevel, new EventId(LogId, "RequestRejected"), "A request to {Webhooks} was rejected with {StatusCode} ({Reason}). {Message}");

    public static Rejection From(WebhookSignatureStatus status) => status switch
    {
        WebhookSignatureStatus.Missing => MissingSignature,
        WebhookSignatureStatus.Malformed => MalformedSignature,
        WebhookSignatureStatus.Mismatch => SignatureMismatch,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "The status is not a reason to reject a request."),
    };

    public void Log(ILogger logger, string endpointName, string details, Exception? exception) =>
        _log(logger, WebhookTags.LogEndpoint(endpointName), StatusCode, Reason, Message + details, exception);
}
