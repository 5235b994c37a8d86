namespace HelpCrunch.Webhooks.Sdk.StoreApp;

/// <summary>Saves the id of the event, and completes the delivery in the same transaction.</summary>
internal sealed class TransactionHandler(NpgsqlDataSource database, WebhookDeliveryContext delivery) : IWebhookEventHandler<ChatRatedEvent>
{
    public async Task HandleAsync(ChatRatedEvent webhookEvent, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("INSERT INTO effects (id) VALUES ($1)", connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = webhookEvent.Id });
        await command.ExecuteNonQueryAsync(cancellationToken);
        await Task.Delay(TimeSpan.FromMilliseconds(5), cancellationToken);
        await delivery.CompleteAsync(transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
