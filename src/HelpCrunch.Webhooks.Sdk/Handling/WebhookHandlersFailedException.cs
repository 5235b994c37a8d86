namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// The exception that <see cref="WebhookDispatcher"/> throws when one or more handlers failed for an event. Do not acknowledge the
/// delivery. HelpCrunch may send the delivery again.
/// </summary>
public sealed class WebhookHandlersFailedException : AggregateException
{
    private readonly string _message;

    /// <summary>Initializes an exception without failures.</summary>
    public WebhookHandlersFailedException()
        : this(null)
    {
    }

    /// <summary>Initializes an exception without failures.</summary>
    /// <param name="message">The message. Null for the default message.</param>
    public WebhookHandlersFailedException(string? message)
        : this(message, [])
    {
    }

    /// <summary>Initializes an exception without failures.</summary>
    /// <param name="message">The message. Null for the default message.</param>
    /// <param name="innerException">The exception that is the cause of this one.</param>
    /// <exception cref="ArgumentNullException"><paramref name="innerException"/> is null.</exception>
    public WebhookHandlersFailedException(string? message, Exception innerException)
        : base(message, innerException)
    {
        Failures = [];
        _message = message ?? DefaultMessage;
    }

    /// <summary>Initializes an exception with failures, for example to test code that catches it.</summary>
    /// <param name="message">The message. Null for the default message.</param>
    /// <param name="failures">The handlers that failed. Their exceptions become the inner exceptions.</param>
    /// <exception cref="ArgumentNullException"><paramref name="failures"/> is null.</exception>
    public WebhookHandlersFailedException(string? message, IEnumerable<WebhookHandlerFailure> failures)
        : this(message, failures is null ? throw new ArgumentNullException(nameof(failures)) : failures.ToArray())
    {
    }

    internal WebhookHandlersFailedException(string message, IEnumerable<WebhookHandlerFailure> failures, IReadOnlyCollection<string> completedHandlers)
        : this(message, failures.ToArray())
    {
        CompletedHandlers = completedHandlers;
    }

    private WebhookHandlersFailedException(string? message, WebhookHandlerFailure[] failures)
        : base(failures.Select(failure => failure.Exception))
    {
        Failures = Array.AsReadOnly(failures);
        _message = message ?? DefaultMessage;
    }

    /// <summary>
    /// The handlers that failed, in the order in which they ran. If a scoped service threw while it was disposed, that failure
    /// is the last one.
    /// </summary>
    public IReadOnlyList<WebhookHandlerFailure> Failures { get; }

    /// <summary>
    /// The full names of the handler classes that succeeded, in this attempt or an earlier one. Pass them to the
    /// <see cref="WebhookDeliveryContext"/> of the next attempt to run only the other handlers, but not if what the handlers did is rolled
    /// back. If a scoped service threw while it was disposed, only the handlers of earlier attempts are included, because the work of this
    /// attempt may not be saved. Functions are not included, because they have no name that stays the same in the next version of the app.
    /// </summary>
    public IReadOnlyCollection<string> CompletedHandlers { get; } = [];

    /// <summary>
    /// The message: the event, the handlers that failed, and the types of their exceptions. It does not contain the messages of these
    /// exceptions, because they can contain personal data. <see cref="Failures"/>, <see cref="AggregateException.InnerExceptions"/> and
    /// <see cref="AggregateException.ToString"/> contain them, so a logger that gets this exception writes them.
    /// </summary>
    public override string Message => _message;

    private static string DefaultMessage => "One or more handlers failed.";
}
