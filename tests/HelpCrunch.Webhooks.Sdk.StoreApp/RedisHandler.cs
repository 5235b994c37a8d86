namespace HelpCrunch.Webhooks.Sdk.StoreApp;

/// <summary>Saves the id of the event. The endpoint completes the delivery afterwards.</summary>
internal sealed class RedisHandler(Task<ConnectionMultiplexer> redis) : IWebhookEventHandler<ChatRatedEvent>
{
    public async Task HandleAsync(ChatRatedEvent webhookEvent, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(5), cancellationToken);
        await (await redis.WaitAsync(cancellationToken)).GetDatabase().HashIncrementAsync("effects", webhookEvent.Id);
    }
}
