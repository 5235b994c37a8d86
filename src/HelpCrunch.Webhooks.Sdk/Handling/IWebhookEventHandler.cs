namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Handles the events of one kind: add it with <c>AddHandler</c> of <see cref="IHelpCrunchWebhooksBuilder"/>.</summary>
/// <typeparam name="TEvent">
/// A leaf such as <see cref="ChatRatedEvent"/>, a family such as <see cref="ChatEvent"/>, <see cref="UnknownEvent"/>,
/// <see cref="CustomEvent{TData}"/>, or <see cref="WebhookEvent"/> for all.
/// </typeparam>
public interface IWebhookEventHandler<in TEvent>
    where TEvent : WebhookEvent
{
    /// <summary>
    /// Handles an event. It may come more than once, since a delivery is repeated until it succeeds: do what may be done twice,
    /// or remember what is done.
    /// </summary>
    /// <param name="webhookEvent">The event. Never null.</param>
    /// <param name="cancellationToken">Asks to stop; what was stopped counts as failed, and the delivery will come again.</param>
    /// <returns>A task that ends when the event is handled. An exception says that it is not.</returns>
    Task HandleAsync(TEvent webhookEvent, CancellationToken cancellationToken);
}
