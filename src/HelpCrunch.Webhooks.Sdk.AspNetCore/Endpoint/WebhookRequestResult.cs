using System.Diagnostics.CodeAnalysis;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>The result of reading a request: an event, or a rejection.</summary>
internal readonly struct WebhookRequestResult
{
    /// <summary>The event; null when the request is rejected.</summary>
    public WebhookEvent? Event { get; private init; }

    /// <summary>The name of the key that matched; null when the request is not signed, or is rejected and <see cref="IsVerifiedButUnreadable"/> is false.</summary>
    public string? KeyName { get; private init; }

    /// <summary>
    /// The options that the request was accepted or rejected with; null when the request is rejected, unless signing keys were missing or
    /// <see cref="IsVerifiedButUnreadable"/> is true.
    /// </summary>
    public ResolvedEndpointOptions? Options { get; private init; }

    /// <summary>The reason that the request is rejected; null when there is an event.</summary>
    public Rejection? Rejection { get; private init; }

    /// <summary>The error of the body; null unless the body could not be parsed.</summary>
    public WebhookParseError? Error { get; private init; }

    /// <summary>
    /// The exception of the app's key provider or account resolver; null unless the rejection is
    /// <see cref="Rejection.SigningKeysUnavailable"/> or <see cref="Rejection.AccountUnavailable"/>.
    /// </summary>
    public Exception? Exception { get; private init; }

    /// <summary>The length of the body, in bytes; null when it was not read to its end.</summary>
    public int? BodySize { get; private init; }

    /// <summary>
    /// Whether the signature is valid, but the body could not be parsed. An endpoint with an inbox stores the body, unless its options limit
    /// the age of deliveries: the age is not known.
    /// </summary>
    [MemberNotNullWhen(true, nameof(Error), nameof(Options))]
    public bool IsVerifiedButUnreadable => Error is not null && KeyName is not null && Options is { MaxDeliveryAge: null };

    /// <summary>Whether the request is rejected and its body is still compressed.</summary>
    public bool IsCompressed { get; init; }

    [MemberNotNullWhen(true, nameof(Event), nameof(Options), nameof(BodySize))]
    [MemberNotNullWhen(false, nameof(Rejection))]
    public bool Succeeded => Event is not null;

    public static WebhookRequestResult Success(WebhookEvent webhookEvent, string? keyName, ResolvedEndpointOptions options, int bodySize) =>
        new() { Event = webhookEvent, KeyName = keyName, Options = options, BodySize = bodySize };

    public static WebhookRequestResult Reject(Rejection rejection, int? bodySize = null) =>
        new() { Rejection = rejection, BodySize = bodySize };

    public static WebhookRequestResult Reject(Exception signingKeyProviderException, ResolvedEndpointOptions options, int bodySize) =>
        new() { Rejection = Rejection.SigningKeysUnavailable, Options = options, Exception = signingKeyProviderException, BodySize = bodySize };

    public static WebhookRequestResult Reject(Exception accountResolverException, ResolvedEndpointOptions options) =>
        new() { Rejection = Rejection.AccountUnavailable, Options = options, Exception = accountResolverException };

    public static WebhookRequestResult Reject(WebhookParseError error, int bodySize) =>
        new() { Rejection = Rejection.InvalidPayload, Error = error, BodySize = bodySize };

    /// <summary>Changes the rejection of a body that is not JSON, like its Content-Type.</summary>
    public WebhookRequestResult AsUnsupportedMediaType() => this with { Rejection = Rejection.UnsupportedMediaType };

    public static WebhookRequestResult RejectVerified(WebhookParseError error, string? keyName, ResolvedEndpointOptions options, int bodySize) =>
        new() { Rejection = Rejection.InvalidPayload, Error = error, KeyName = keyName, Options = options, BodySize = bodySize };
}
