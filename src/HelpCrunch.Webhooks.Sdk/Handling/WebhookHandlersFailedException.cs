namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// One or more handlers failed on an event; the others ran all the same. Do not acknowledge the delivery, so that it comes again.
/// </summary>
public sealed class WebhookHandlersFailedException : AggregateException
{
    private readonly string _message;

    internal WebhookHandlersFailedException(WebhookEvent webhookEvent, int handlerCount, IReadOnlyList<WebhookHandlerFailure> failures)
        : base(failures.Select(failure => failure.Exception))
    {
        Failures = failures;
        _message = $"{failures.Count} of {handlerCount} handlers failed on {webhookEvent}: {string.Join(", ", failures)}.";
    }

    /// <summary>What failed, in the order in which the handlers ran. Never null or empty.</summary>
    public IReadOnlyList<WebhookHandlerFailure> Failures { get; }

    /// <summary>The event and what failed on it; the handlers' own messages, which may be personal, are in <see cref="Failures"/>.</summary>
    public override string Message => _message;
}
