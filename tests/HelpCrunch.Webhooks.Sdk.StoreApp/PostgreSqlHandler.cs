namespace HelpCrunch.Webhooks.Sdk.StoreApp;

/// <summary>Saves the id of the event. The endpoint completes the delivery afterwards.</summary>
internal sealed class PostgreSqlHandler(NpgsqlDataSource database) : IWebhookEventHandler<ChatRatedEvent>
{
    public async Task HandleAsync(ChatRatedEvent webhookEvent, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(5), cancellationToken);
        await using var command = database.CreateCommand("INSERT INTO effects (id) VALUES ($1)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = webhookEvent.Id });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
