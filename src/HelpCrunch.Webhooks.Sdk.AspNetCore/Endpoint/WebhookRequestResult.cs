using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>What the door decided about a request. The default refuses.</summary>
internal readonly struct WebhookRequestResult
{
    private WebhookRequestResult(RejectionReason refusal, int statusCode)
    {
        RejectionReason = refusal;
        StatusCode = statusCode;
    }

    /// <summary>The event; null when the request is refused.</summary>
    public WebhookEvent? Event { get; private init; }

    /// <summary>The name of the key that matched; null when the request is refused, or came unsigned where that is allowed.</summary>
    public string? KeyName { get; private init; }

    /// <summary>The settings that decided. Not null when there is an event, or when the body is larger than they allow.</summary>
    public ResolvedEndpointOptions? Settings { get; private init; }

    /// <summary>Why the body could not be read; null unless that is the refusal.</summary>
    public WebhookParseError? Error { get; private init; }

    /// <summary>The length of the body, in bytes; null when it was not read to its end.</summary>
    public int? BodySize { get; private init; }

    /// <summary>Why not; of no meaning when there is an event.</summary>
    public RejectionReason RejectionReason { get; }

    /// <summary>The answer to a refused request.</summary>
    public int StatusCode { get; }

    [MemberNotNullWhen(true, nameof(Event), nameof(Settings))]
    public bool Succeeded => Event is not null;

    public static WebhookRequestResult Success(WebhookEvent webhookEvent, string? keyName, ResolvedEndpointOptions settings, int bodySize) =>
        new(default, StatusCodes.Status200OK) { Event = webhookEvent, KeyName = keyName, Settings = settings, BodySize = bodySize };

    public static WebhookRequestResult Reject(RejectionReason refusal, int statusCode, ResolvedEndpointOptions? settings = null) => new(refusal, statusCode) { Settings = settings };

    public static WebhookRequestResult Reject(WebhookSignatureStatus status, int? bodySize = null) =>
        new(
            status switch
            {
                WebhookSignatureStatus.Malformed => RejectionReason.MalformedSignature,
                WebhookSignatureStatus.Mismatch => RejectionReason.SignatureMismatch,
                _ => RejectionReason.MissingSignature,
            },
            StatusCodes.Status401Unauthorized)
        {
            BodySize = bodySize,
        };

    public static WebhookRequestResult Reject(WebhookParseError error, int bodySize) =>
        new(RejectionReason.InvalidPayload, StatusCodes.Status400BadRequest) { Error = error, BodySize = bodySize };
}
