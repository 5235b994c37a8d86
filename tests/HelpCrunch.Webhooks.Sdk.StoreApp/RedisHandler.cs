namespace HelpCrunch.Webhooks.Sdk.StoreApp;

/// <summary>Saves the id of the event. The endpoint completes the delivery afterwards.</summary>
internal sealed class RedisHandler(IConnectionMultiplexer redis) : IWebhookEventHandler<ChatRatedEvent>
{
    public async Task HandleAsync(ChatRatedEvent webhookEvent, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(5), cancellationToken);
        await redis.GetDatabase().HashIncrementAsync("effects", webhookEvent.Id);
    }
}
