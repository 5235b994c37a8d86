namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Handles events of one type. Add it with <c>AddHandler</c> of <see cref="IHelpCrunchWebhooksBuilder"/>.</summary>
/// <typeparam name="TEvent">
/// An event such as <see cref="ChatRatedEvent"/>, a family such as <see cref="ChatEvent"/>, <see cref="UnknownEvent"/>,
/// <see cref="CustomEvent{TData}"/>, or <see cref="WebhookEvent"/> for all events.
/// </typeparam>
public interface IWebhookEventHandler<in TEvent>
    where TEvent : WebhookEvent
{
    /// <summary>
    /// Handles an event. HelpCrunch may send the delivery again, so the same event can arrive more than once. Make the handler
    /// idempotent, or store the ids of the events that it handled.
    /// </summary>
    /// <param name="webhookEvent">The event.</param>
    /// <param name="cancellationToken">Signals that the handler must stop. If the handler stops, it has failed, and HelpCrunch may send the delivery again.</param>
    /// <returns>A task that completes when the event is handled. If the task fails, the event is not handled.</returns>
    Task HandleAsync(TEvent webhookEvent, CancellationToken cancellationToken);
}
