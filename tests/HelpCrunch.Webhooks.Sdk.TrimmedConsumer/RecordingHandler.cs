namespace HelpCrunch.Webhooks.Sdk.TrimmedConsumer;

/// <summary>A handler whose constructor only dependency injection calls.</summary>
internal sealed class RecordingHandler(List<string> handledEvents) : IWebhookEventHandler<WebhookEvent>
{
    public Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken)
    {
        handledEvents.Add($"{webhookEvent.EventType} by a class");
        return Task.CompletedTask;
    }
}
