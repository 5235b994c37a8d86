using HelpCrunch.Webhooks.Sdk.AspNetCore;
using Wolverine;

namespace HelpCrunch.Webhooks.Sdk.Wolverine;

/// <summary>Sends verified deliveries to Wolverine, which stores them before the method returns.</summary>
internal sealed class WolverineInbox(IMessageBus bus) : IWebhookInbox
{
    /// <remarks>
    /// A redelivery is stored, too: a message that is being handled could still fail. Wolverine discards it at the handler, if the first one
    /// was handled by then.
    /// </remarks>
    public async ValueTask<WebhookInboxReceipt> StoreAsync(WebhookInboxMessage message, CancellationToken cancellationToken)
    {
        var options = new DeliveryOptions { DeduplicationId = message.DeduplicationId, GroupId = message.GroupId ?? message.DeduplicationId };
        await bus.SendAsync(message, options).ConfigureAwait(false); // Unlike PublishAsync, it throws if the message has no destination.
        return WebhookInboxReceipt.Stored;
    }
}
