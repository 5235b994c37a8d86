using System.Text.Json;
using HelpCrunch.Webhooks.Sdk.AspNetCore;
using Npgsql;
using NpgsqlTypes;

namespace HelpCrunch.Webhooks.Sdk.PostgreSql;

/// <summary>Stores deliveries in a table of PostgreSQL. Each operation is one statement and one round trip.</summary>
internal sealed class PostgreSqlDeliveryStore(NpgsqlDataSource dataSource, PostgreSqlTable table, PostgreSqlStatements statements) : IWebhookDeliveryStore
{
    public async ValueTask<WebhookDeliveryClaim> ClaimAsync(WebhookDeliveryClaimRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await ClaimCoreAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException exception) when (table.IsMissing(exception))
        {
            await table.CreateAsync(cancellationToken).ConfigureAwait(false);
            return await ClaimCoreAsync(request, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask CompleteAsync(WebhookDeliveryCompletion completion, CancellationToken cancellationToken)
    {
        var command = dataSource.CreateCommand(statements.Complete);
        await using (command.ConfigureAwait(false))
        {
            Add(command, completion.Delivery, completion.ClaimToken, completion.RememberFor);
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask AbandonAsync(WebhookDeliveryAbandonment abandonment, CancellationToken cancellationToken)
    {
        var command = dataSource.CreateCommand(statements.Abandon);
        await using (command.ConfigureAwait(false))
        {
            Add(command, abandonment.Delivery, abandonment.ClaimToken, abandonment.RememberFor);
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = Serialize(abandonment.CompletedHandlers) });
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Completes a delivery in a transaction, if the row of the claim is still there.</summary>
    /// <returns>False if another caller has claimed or completed the delivery, or the expired claim was deleted.</returns>
    public async Task<bool> TryCompleteAsync(WebhookDeliveryCompletion completion, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(statements.CompleteClaim, transaction.Connection, transaction);
        await using (command.ConfigureAwait(false))
        {
            Add(command, completion.Delivery, completion.ClaimToken, completion.RememberFor);
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) == 1;
        }
    }

    private static void Add(NpgsqlCommand command, WebhookDeliveryId delivery, long token, TimeSpan time)
    {
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = delivery.ToStorageKey(), NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = token });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = time, NpgsqlDbType = NpgsqlDbType.Interval });
    }

    // JSON instead of an array, because a data source of NpgsqlSlimDataSourceBuilder has no arrays.
    private static object Serialize(IReadOnlyCollection<string> handlers) =>
        handlers.Count == 0 ? DBNull.Value : JsonSerializer.Serialize([.. handlers], HandlersJsonContext.Default.StringArray);

    private async ValueTask<WebhookDeliveryClaim> ClaimCoreAsync(WebhookDeliveryClaimRequest request, CancellationToken cancellationToken)
    {
        var command = dataSource.CreateCommand(statements.Claim);
        await using (command.ConfigureAwait(false))
        {
            Add(command, request.Delivery, request.ClaimToken, request.ExpiresAfter);
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    return WebhookDeliveryClaim.InProgress;
                }

                if (!reader.GetBoolean(0))
                {
                    return WebhookDeliveryClaim.Completed;
                }

                return WebhookDeliveryClaim.Claimed(
                    reader.IsDBNull(1) ? null : JsonSerializer.Deserialize(reader.GetString(1), HandlersJsonContext.Default.StringArray));
            }
        }
    }
}
