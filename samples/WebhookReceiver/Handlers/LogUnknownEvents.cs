using HelpCrunch.Webhooks.Sdk;

namespace WebhookReceiverSample;

/// <summary>Says that HelpCrunch sends an event which this version of the SDK does not know. It is no error.</summary>
internal sealed class LogUnknownEvents(ILogger<LogUnknownEvents> logger) : IWebhookEventHandler<UnknownEvent>
{
    public Task HandleAsync(UnknownEvent webhookEvent, CancellationToken cancellationToken)
    {
        logger.LogNewEvent(webhookEvent); // Its ToString has the type and the id; its data may be personal.
        return Task.CompletedTask;
    }
}
