namespace HelpCrunch.Webhooks.Sdk.Wolverine;

/// <summary>
/// Wolverine's handler of stored deliveries, which runs your handlers. It is public because the code that Wolverine generates calls it.
/// <c>UseHelpCrunchWebhooks</c> adds it.
/// </summary>
public static class HelpCrunchWebhookHandler
{
    /// <summary>Runs the handlers of a delivery.</summary>
    /// <param name="message">The delivery.</param>
    /// <param name="processor">The processor.</param>
    /// <param name="cancellationToken">Canceled after the timeout of the handlers, and when the app stops.</param>
    /// <returns>A task that completes when the delivery is handled.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> or <paramref name="processor"/> is null.</exception>
    /// <exception cref="WebhookParseException">The body cannot be parsed.</exception>
    /// <exception cref="WebhookHandlersFailedException">One or more handlers failed.</exception>
    public static Task HandleAsync(WebhookInboxMessage message, WebhookInboxProcessor processor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(processor);

        return processor.ProcessAsync(message, cancellationToken).AsTask();
    }
}
