using HelpCrunch.Webhooks.Sdk;

namespace WebhookReceiverSample;

/// <summary>Logs events that this version of the SDK does not know. They are not errors.</summary>
internal sealed class LogUnknownEvents(ILogger<LogUnknownEvents> logger) : IWebhookEventHandler<UnknownEvent>
{
    public Task HandleAsync(UnknownEvent webhookEvent, CancellationToken cancellationToken)
    {
        logger.LogNewEvent(webhookEvent); // ToString has the event type and the id only. The data can be personal.
        return Task.CompletedTask;
    }
}
