using HelpCrunch.Webhooks.Sdk.AspNetCore;

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
    /// <param name="options">The options, with the timeout of the handlers.</param>
    /// <param name="timeProvider">The clock of the timeout.</param>
    /// <param name="cancellationToken">Canceled when the app stops.</param>
    /// <returns>A task that completes when the delivery is handled.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="message"/>, <paramref name="processor"/>, <paramref name="options"/>, or <paramref name="timeProvider"/> is null.</exception>
    /// <exception cref="WebhookParseException">The body cannot be parsed.</exception>
    /// <exception cref="InvalidOperationException">The app has no handlers for the endpoint of the delivery.</exception>
    /// <exception cref="WebhookHandlersFailedException">One or more handlers failed.</exception>
    /// <exception cref="WebhookHandlersCanceledException">The handlers were canceled.</exception>
    public static async Task HandleAsync(
        WebhookInboxMessage message,
        WebhookInboxProcessor processor,
        HelpCrunchWolverineOptions options,
        TimeProvider timeProvider,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(processor);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(timeProvider);

        using var timeout = new HandlerTimeout(options.HandlerTimeout, timeProvider, cancellationToken);
        await processor.ProcessAsync(message, timeout.Token).ConfigureAwait(false);
    }
}
