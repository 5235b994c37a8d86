using HelpCrunch.Webhooks.Sdk;
using Npgsql;

namespace DurableReceiver;

/// <summary>Saves a rating once, even if it runs twice for a delivery: the id of the event is the key of the table.</summary>
internal sealed class SaveRating(NpgsqlDataSource database, IConfiguration configuration) : IWebhookEventHandler<ChatRatedEvent>
{
    public async Task HandleAsync(ChatRatedEvent rated, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(400), cancellationToken); // Slow work, so that deliveries wait.

        await using var command = database.CreateCommand("""
            INSERT INTO ratings (event_id, chat_id, rating, process, runs) VALUES ($1, $2, $3, $4, 1)
            ON CONFLICT (event_id) DO UPDATE SET runs = ratings.runs + 1
            """);
        command.Parameters.AddWithValue(rated.Id);
        command.Parameters.AddWithValue(rated.EventData.ChatId);
        command.Parameters.AddWithValue(rated.EventData.Rating?.Value ?? "");
        command.Parameters.AddWithValue(configuration["name"] ?? "");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
