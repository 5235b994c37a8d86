using System.Diagnostics;
using HelpCrunch.Webhooks.Sdk.AspNetCore;
using Wolverine;
using Wolverine.Persistence.Durability;
using Wolverine.Runtime;
using Wolverine.Transports;
using Wolverine.Transports.Sending;

namespace HelpCrunch.Webhooks.Sdk.Wolverine;

/// <summary>Stores verified deliveries in the message storage of Wolverine, and lets Wolverine handle them.</summary>
/// <remarks>
/// It does not send them with <c>IMessageBus.SendAsync</c>, for two reasons. SendAsync succeeds even if the storage fails: it tries again in
/// the background for less than a second, and then discards the message. And it waits while a queue has 10,000 messages.
/// </remarks>
internal sealed class WolverineInbox(IMessageBus bus, IWolverineRuntime runtime, HelpCrunchWolverineOptions options) : IWebhookInbox
{
    private const int AnyNode = 0;

    public static InvalidOperationException NoStorage() => new(
        "Wolverine has no message storage, so a stored delivery would be lost when the process ends. Call, for example, PersistMessagesWithPostgresql(connectionString) in UseWolverine.");

    /// <remarks>
    /// A redelivery is stored, too: a message that is being handled could still fail. Wolverine discards it at the handler, if the first one
    /// was handled by then.
    /// </remarks>
    public async ValueTask<WebhookInboxReceipt> StoreAsync(WebhookInboxMessage message, CancellationToken cancellationToken)
    {
        if (runtime.Storage is NullMessageStore)
        {
            throw NoStorage(); // A delivery can arrive before the check at the start has stopped the app.
        }

        runtime.Cancellation.ThrowIfCancellationRequested(); // A storage that has stopped ignores messages without an exception.
        var delivery = new DeliveryOptions { DeduplicationId = message.DeduplicationId, GroupId = message.GroupId ?? message.DeduplicationId };
        var envelopes = bus.PreviewSubscriptions(message, delivery);
        if (envelopes.Count == 0)
        {
            throw new InvalidOperationException("The delivery was not stored, because WebhookInboxMessage has no destination. Publish it to an endpoint of Wolverine, or set UseLocalQueue to true.");
        }

        // All destinations are checked before the first one stores the delivery: a delivery that is handled does not get 503.
        ISendingAgent[] destinations = [.. envelopes.Select(envelope => runtime.Endpoints.GetOrBuildSendingAgent(envelope.Destination!))];
        foreach (var destination in destinations)
        {
            Check(destination);
        }

        foreach (var (envelope, destination) in envelopes.Zip(destinations))
        {
            WebhookInboxMessageSerializer.Use(envelope);
            envelope.CorrelationId ??= Activity.Current?.RootId;
            envelope.ParentId = Activity.Current?.Id;
            await StoreAsync(envelope, destination).ConfigureAwait(false);
        }

        return WebhookInboxReceipt.Stored;
    }

    private void Check(ISendingAgent destination)
    {
        if (!destination.IsDurable)
        {
            throw new InvalidOperationException($"The delivery was not stored, because the route of WebhookInboxMessage to {destination.Destination} is not durable. Call UseDurableOutbox on the route.");
        }

        if (options.OrderByGroup && destination is IListenerCircuit { QueueCount: >= QueueLimits.Load })
        {
            throw new InvalidOperationException($"The delivery was not stored, because {QueueLimits.Load} deliveries wait in its queue. Make the handlers faster, or set OrderByGroup to false: then any number can wait.");
        }
    }

    private async Task StoreAsync(Envelope envelope, ISendingAgent destination)
    {
        // Wolverine loads a message without an owner from the storage when there is room.
        var waitsInMemory = !destination.Latched && HasRoom(destination);
        envelope.OwnerId = waitsInMemory ? runtime.DurabilitySettings.AssignedNodeNumber : AnyNode;
        if (destination is IListenerCircuit)
        {
            await runtime.Storage.Inbox.StoreIncomingAsync(envelope).ConfigureAwait(false);
        }
        else
        {
            envelope.Status = EnvelopeStatus.Outgoing;
            await runtime.Storage.Outbox.StoreOutgoingAsync(envelope, envelope.OwnerId).ConfigureAwait(false);
        }

        if (waitsInMemory)
        {
            await destination.EnqueueOutgoingAsync(envelope).ConfigureAwait(false);
            if (destination is IListenerCircuit && destination.Latched)
            {
                // The queue was paused meanwhile, so it can have ignored the envelope. A row with the number of this process would wait until it
                // ends. If the envelope was taken before the pause, another process can handle it too: at least once.
                await runtime.Storage.ReassignIncomingAsync(AnyNode, [envelope]).ConfigureAwait(false);
            }
        }
    }

    // With OrderByGroup, a delivery that waits in the storage would let later ones of its chat pass.
    private bool HasRoom(ISendingAgent destination) =>
        destination is not IListenerCircuit queue || options.OrderByGroup || queue.QueueCount < QueueLimits.Receive;
}
