using System.Diagnostics.CodeAnalysis;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The result of parsing a body: <see cref="Success"/> or <see cref="Failure"/>. These are the only cases.</summary>
public abstract record WebhookParseResult
{
    private protected WebhookParseResult()
    {
    }

    /// <summary>Calls one of two functions, depending on the result.</summary>
    /// <typeparam name="TResult">The type that the functions return.</typeparam>
    /// <param name="onEvent">The function to call with the event.</param>
    /// <param name="onError">The function to call with the error.</param>
    /// <returns>The value that the function returned.</returns>
    /// <exception cref="ArgumentNullException">A function is null.</exception>
    public TResult Match<TResult>(Func<WebhookEvent, TResult> onEvent, Func<WebhookParseError, TResult> onError)
    {
        ArgumentNullException.ThrowIfNull(onEvent);
        ArgumentNullException.ThrowIfNull(onError);

        return MatchCore(onEvent, onError);
    }

    /// <summary>Gets the event, or the error.</summary>
    /// <param name="webhookEvent">The event. Null when the method returns false.</param>
    /// <param name="error">The error. Null when the method returns true.</param>
    /// <returns>true if the body was parsed; otherwise, false.</returns>
    public bool TryGetEvent([NotNullWhen(true)] out WebhookEvent? webhookEvent, [NotNullWhen(false)] out WebhookParseError? error)
    {
        (webhookEvent, error) = ((this as Success)?.Event, (this as Failure)?.Error);
        return webhookEvent is not null;
    }

    /// <summary>Gets the event, or throws when the body could not be parsed.</summary>
    /// <returns>The event.</returns>
    /// <exception cref="WebhookParseException">The body could not be parsed.</exception>
    public WebhookEvent GetEventOrThrow() => this is Success success ? success.Event : throw Exception();

    /// <summary>The core of <see cref="Match"/>. Other assemblies cannot override it, so they cannot add a case.</summary>
    private protected abstract TResult MatchCore<TResult>(Func<WebhookEvent, TResult> onEvent, Func<WebhookParseError, TResult> onError);

    // Cold path: compiling this method loads the exception type.
    private WebhookParseException Exception() => new(((Failure)this).Error);

    /// <summary>The body is a webhook. Its event can be an <see cref="UnknownEvent"/>.</summary>
    /// <param name="Event">The event.</param>
    /// <exception cref="ArgumentNullException"><paramref name="Event"/> is null.</exception>
    public sealed record Success(WebhookEvent Event) : WebhookParseResult
    {
        /// <summary>The event.</summary>
        public WebhookEvent Event { get; init; } = Event ?? throw new ArgumentNullException(nameof(Event));

        private protected override TResult MatchCore<TResult>(Func<WebhookEvent, TResult> onEvent, Func<WebhookParseError, TResult> onError) => onEvent(Event);
    }

    /// <summary>The body is not a webhook.</summary>
    /// <param name="Error">The reason why the body could not be parsed.</param>
    /// <exception cref="ArgumentNullException"><paramref name="Error"/> is null.</exception>
    public sealed record Failure(WebhookParseError Error) : WebhookParseResult
    {
        /// <summary>The reason why the body could not be parsed.</summary>
        public WebhookParseError Error { get; init; } = Error ?? throw new ArgumentNullException(nameof(Error));

        private protected override TResult MatchCore<TResult>(Func<WebhookEvent, TResult> onEvent, Func<WebhookParseError, TResult> onError) => onError(Error);
    }
}
