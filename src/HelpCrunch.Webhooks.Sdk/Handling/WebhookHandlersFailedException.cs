namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// One or more handlers failed on an event; the others ran all the same. Do not acknowledge the delivery, so that it comes again.
/// </summary>
public sealed class WebhookHandlersFailedException : AggregateException
{
    private readonly string _message;

    internal WebhookHandlersFailedException(
        WebhookEvent webhookEvent,
        int handlerCount,
        IReadOnlyList<WebhookHandlerFailure> failures,
        WebhookHandlerFailure? scopeFailure)
        : this(
            failures.Count == 0 ? $"No handler failed on {webhookEvent}, but {scopeFailure} did."
            : $"{failures.Count} of {handlerCount} handlers failed on {webhookEvent}: {string.Join(", ", failures)}"
                + (scopeFailure is null ? "." : $"; so did {scopeFailure}."),
            scopeFailure is null ? [.. failures] : [.. failures, scopeFailure])
    {
    }

    private WebhookHandlersFailedException(string message, WebhookHandlerFailure[] failures)
        : base(failures.Select(failure => failure.Exception))
    {
        Failures = Array.AsReadOnly(failures);
        _message = message;
    }

    /// <summary>
    /// What failed, in the order in which the handlers ran; behind them the end of their scope, when a scoped service failed there.
    /// Never null or empty.
    /// </summary>
    public IReadOnlyList<WebhookHandlerFailure> Failures { get; }

    /// <summary>The event and what failed on it; the handlers' own messages, which may be personal, are in <see cref="Failures"/>.</summary>
    public override string Message => _message;
}
