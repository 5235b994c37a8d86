using System.Diagnostics.CodeAnalysis;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// The result of receiving a request: <see cref="Accepted"/>, <see cref="Rejected"/> or <see cref="InvalidPayload"/>. These
/// are the only cases.
/// </summary>
public abstract record WebhookReceiveResult
{
    private protected WebhookReceiveResult()
    {
    }

    /// <summary>Calls one of three functions, depending on the result.</summary>
    /// <typeparam name="TResult">The type that the functions return.</typeparam>
    /// <param name="onAccepted">The function to call with the event and the name of the key that matched.</param>
    /// <param name="onRejected">The function to call with the status of the signature.</param>
    /// <param name="onInvalidPayload">The function to call with the error.</param>
    /// <returns>The value that the function returned.</returns>
    /// <exception cref="ArgumentNullException">A function is null.</exception>
    public TResult Match<TResult>(
        Func<WebhookEvent, string, TResult> onAccepted,
        Func<WebhookSignatureStatus, TResult> onRejected,
        Func<WebhookParseError, TResult> onInvalidPayload)
    {
        ArgumentNullException.ThrowIfNull(onAccepted);
        ArgumentNullException.ThrowIfNull(onRejected);
        ArgumentNullException.ThrowIfNull(onInvalidPayload);

        return MatchCore(onAccepted, onRejected, onInvalidPayload);
    }

    /// <summary>Gets the event, or the rejection to respond with.</summary>
    /// <param name="webhookEvent">The event. Null when the method returns false.</param>
    /// <param name="rejection">The rejection. Null when the method returns true.</param>
    /// <returns>true if the request was accepted; otherwise, false.</returns>
    public bool TryGetEvent([NotNullWhen(true)] out WebhookEvent? webhookEvent, [NotNullWhen(false)] out WebhookRejection? rejection)
    {
        webhookEvent = (this as Accepted)?.Event;
        rejection = this switch
        {
            Rejected { Status: var status } => WebhookRejection.From(status),
            InvalidPayload { Error: var error } => WebhookRejection.From(error),
            _ => null,
        };
        return webhookEvent is not null;
    }

    /// <summary>The core of <see cref="Match"/>. Other assemblies cannot override it, so they cannot add a case.</summary>
    private protected abstract TResult MatchCore<TResult>(
        Func<WebhookEvent, string, TResult> onAccepted,
        Func<WebhookSignatureStatus, TResult> onRejected,
        Func<WebhookParseError, TResult> onInvalidPayload);

    /// <summary>The signature is valid and the body is a webhook. Respond with 200 after handling it.</summary>
    /// <param name="Event">The event.</param>
    /// <param name="KeyName">The name of the key that matched.</param>
    /// <exception cref="ArgumentNullException"><paramref name="Event"/> or <paramref name="KeyName"/> is null.</exception>
    public sealed record Accepted(WebhookEvent Event, string KeyName) : WebhookReceiveResult
    {
        /// <summary>The event.</summary>
        public WebhookEvent Event { get; init; } = Event ?? throw new ArgumentNullException(nameof(Event));

        /// <summary>The name of the key that matched.</summary>
        public string KeyName { get; init; } = KeyName ?? throw new ArgumentNullException(nameof(KeyName));

        private protected override TResult MatchCore<TResult>(
            Func<WebhookEvent, string, TResult> onAccepted,
            Func<WebhookSignatureStatus, TResult> onRejected,
            Func<WebhookParseError, TResult> onInvalidPayload) => onAccepted(Event, KeyName);
    }

    /// <summary>The signature is not valid. The body was not parsed. Respond with 401.</summary>
    /// <param name="Status">The status of the signature. It is not <see cref="WebhookSignatureStatus.Valid"/>.</param>
    public sealed record Rejected(WebhookSignatureStatus Status) : WebhookReceiveResult
    {
        private protected override TResult MatchCore<TResult>(
            Func<WebhookEvent, string, TResult> onAccepted,
            Func<WebhookSignatureStatus, TResult> onRejected,
            Func<WebhookParseError, TResult> onInvalidPayload) => onRejected(Status);
    }

    /// <summary>The signature is valid, but the body is not a webhook. Respond with 400.</summary>
    /// <param name="Error">The reason why the body could not be parsed.</param>
    /// <exception cref="ArgumentNullException"><paramref name="Error"/> is null.</exception>
    public sealed record InvalidPayload(WebhookParseError Error) : WebhookReceiveResult
    {
        /// <summary>The reason why the body could not be parsed.</summary>
        public WebhookParseError Error { get; init; } = Error ?? throw new ArgumentNullException(nameof(Error));

        /// <summary>The name of the key that matched. Null when your code created the result without it.</summary>
        public string? KeyName { get; init; }

        private protected override TResult MatchCore<TResult>(
            Func<WebhookEvent, string, TResult> onAccepted,
            Func<WebhookSignatureStatus, TResult> onRejected,
            Func<WebhookParseError, TResult> onInvalidPayload) => onInvalidPayload(Error);
    }
}
