namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// What became of a request: it is <see cref="Accepted"/>, <see cref="Rejected"/> or <see cref="InvalidPayload"/>, and nothing else.
/// </summary>
public abstract record WebhookReceiveResult
{
    /// <summary>Calls the function of the case at hand.</summary>
    /// <typeparam name="TResult">What the functions return.</typeparam>
    /// <param name="onAccepted">Called with the event. Must not be null.</param>
    /// <param name="onRejected">Called with what the signature is worth. Must not be null.</param>
    /// <param name="onInvalidPayload">Called with the error. Must not be null.</param>
    /// <returns>What the function returned.</returns>
    /// <exception cref="ArgumentNullException">A function is null.</exception>
    public TResult Match<TResult>(
        Func<WebhookEvent, TResult> onAccepted,
        Func<WebhookSignatureStatus, TResult> onRejected,
        Func<WebhookParseError, TResult> onInvalidPayload)
    {
        ArgumentNullException.ThrowIfNull(onAccepted);
        ArgumentNullException.ThrowIfNull(onRejected);
        ArgumentNullException.ThrowIfNull(onInvalidPayload);

        return MatchCore(onAccepted, onRejected, onInvalidPayload);
    }

    /// <summary>The core of <see cref="Match"/>. Being out of reach of other assemblies, it also closes the union.</summary>
    private protected abstract TResult MatchCore<TResult>(
        Func<WebhookEvent, TResult> onAccepted,
        Func<WebhookSignatureStatus, TResult> onRejected,
        Func<WebhookParseError, TResult> onInvalidPayload);

    /// <summary>The signature is valid and the body a webhook. Answer 200, once it is handled.</summary>
    /// <param name="Event">The event. Never null.</param>
    /// <param name="KeyName">The name of the key that matched. Never null.</param>
    public sealed record Accepted(WebhookEvent Event, string KeyName) : WebhookReceiveResult
    {
        private protected override TResult MatchCore<TResult>(
            Func<WebhookEvent, TResult> onAccepted,
            Func<WebhookSignatureStatus, TResult> onRejected,
            Func<WebhookParseError, TResult> onInvalidPayload) => onAccepted(Event);
    }

    /// <summary>The signature is not valid, and the body was not read. Answer 401.</summary>
    /// <param name="Status">What the signature is worth; never <see cref="WebhookSignatureStatus.Valid"/>.</param>
    public sealed record Rejected(WebhookSignatureStatus Status) : WebhookReceiveResult
    {
        private protected override TResult MatchCore<TResult>(
            Func<WebhookEvent, TResult> onAccepted,
            Func<WebhookSignatureStatus, TResult> onRejected,
            Func<WebhookParseError, TResult> onInvalidPayload) => onRejected(Status);
    }

    /// <summary>The signature is valid, but the body is no webhook. Answer 400.</summary>
    /// <param name="Error">Why. Never null.</param>
    public sealed record InvalidPayload(WebhookParseError Error) : WebhookReceiveResult
    {
        private protected override TResult MatchCore<TResult>(
            Func<WebhookEvent, TResult> onAccepted,
            Func<WebhookSignatureStatus, TResult> onRejected,
            Func<WebhookParseError, TResult> onInvalidPayload) => onInvalidPayload(Error);
    }
}
