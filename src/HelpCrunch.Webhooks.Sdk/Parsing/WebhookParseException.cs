namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The exception that <see cref="WebhookParseResult.GetEventOrThrow"/> throws when a body could not be parsed.</summary>
/// <remarks>
/// The exception of your converter or type is <see cref="WebhookParseError.Exception"/> of <see cref="Error"/>. It is not the inner
/// exception, because it can contain personal data, which a logger would write.
/// </remarks>
public sealed class WebhookParseException : Exception
{
    /// <summary>Initializes an exception from an error.</summary>
    /// <param name="error">The error. Its message is the message of the exception.</param>
    /// <exception cref="ArgumentNullException"><paramref name="error"/> is null.</exception>
    public WebhookParseException(WebhookParseError error)
        : base((error ?? throw new ArgumentNullException(nameof(error))).Message) => Error = error;

    /// <summary>The reason why the body could not be parsed.</summary>
    public WebhookParseError Error { get; }
}
