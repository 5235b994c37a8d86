using System.Diagnostics.CodeAnalysis;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>What became of a body: a <see cref="Success"/> or a <see cref="Failure"/>, and nothing else.</summary>
public abstract record WebhookParseResult
{
    /// <summary>Calls the function of the case at hand.</summary>
    /// <typeparam name="TResult">What both functions return.</typeparam>
    /// <param name="onEvent">Called with the event. Must not be null.</param>
    /// <param name="onError">Called with the error. Must not be null.</param>
    /// <returns>What the function returned.</returns>
    /// <exception cref="ArgumentNullException">A function is null.</exception>
    public TResult Match<TResult>(Func<WebhookEvent, TResult> onEvent, Func<WebhookParseError, TResult> onError)
    {
        ArgumentNullException.ThrowIfNull(onEvent);
        ArgumentNullException.ThrowIfNull(onError);

        return MatchCore(onEvent, onError);
    }

    /// <summary>Gets the event, or the error.</summary>
    /// <param name="webhookEvent">The event; null when the result is false.</param>
    /// <param name="error">The error; null when the result is true.</param>
    /// <returns>Whether the body was parsed.</returns>
    public bool TryGetEvent([NotNullWhen(true)] out WebhookEvent? webhookEvent, [NotNullWhen(false)] out WebhookParseError? error)
    {
        (webhookEvent, error) = ((this as Success)?.Event, (this as Failure)?.Error);
        return webhookEvent is not null;
    }

    /// <summary>The event, for callers to whom a bad body is an exception.</summary>
    /// <exception cref="WebhookParseException">The body could not be parsed.</exception>
    public WebhookEvent GetEventOrThrow() => this is Success success ? success.Event : throw Exception();

    /// <summary>The core of <see cref="Match"/>. Being out of reach of other assemblies, it also closes the union.</summary>
    private protected abstract TResult MatchCore<TResult>(Func<WebhookEvent, TResult> onEvent, Func<WebhookParseError, TResult> onError);

    // Apart, because what compiles it loads the exception's type, which a good body does not need.
    private WebhookParseException Exception() => new(((Failure)this).Error);

    /// <summary>The body is a webhook, known or not.</summary>
    /// <param name="Event">The event. Never null.</param>
    public sealed record Success(WebhookEvent Event) : WebhookParseResult
    {
        private protected override TResult MatchCore<TResult>(Func<WebhookEvent, TResult> onEvent, Func<WebhookParseError, TResult> onError) => onEvent(Event);
    }

    /// <summary>The body is no webhook.</summary>
    /// <param name="Error">Why. Never null.</param>
    public sealed record Failure(WebhookParseError Error) : WebhookParseResult
    {
        private protected override TResult MatchCore<TResult>(Func<WebhookEvent, TResult> onEvent, Func<WebhookParseError, TResult> onError) => onError(Error);
    }
}
