namespace HelpCrunch.Webhooks.Sdk;

/// <summary>A body could not be parsed; thrown by <see cref="WebhookParseResult.GetEventOrThrow"/> alone.</summary>
public sealed class WebhookParseException : Exception
{
    /// <summary>Initializes an exception from the error it carries.</summary>
    /// <param name="error">The error, whose message becomes this one's. Must not be null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="error"/> is null.</exception>
    public WebhookParseException(WebhookParseError error)
        : base((error ?? throw new ArgumentNullException(nameof(error))).Message, error.Exception) => Error = error;

    /// <summary>Why the body could not be parsed. Never null.</summary>
    public WebhookParseError Error { get; }
}
