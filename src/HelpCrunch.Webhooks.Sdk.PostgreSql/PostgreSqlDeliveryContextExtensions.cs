using HelpCrunch.Webhooks.Sdk.AspNetCore;
using Npgsql;

namespace HelpCrunch.Webhooks.Sdk.PostgreSql;

/// <summary>Completes a delivery in the transaction of its handler.</summary>
public static class PostgreSqlDeliveryContextExtensions
{
    /// <summary>
    /// Completes the delivery in a transaction of the database that has the store. If the transaction is committed, the delivery is handled. If
    /// it is rolled back, or the process ends before, the delivery is not handled, and neither are the effects that the transaction contains.
    /// </summary>
    /// <remarks>Call it in the last handler of the delivery, because a completed delivery is not handled again even if another handler fails.</remarks>
    /// <param name="context">The context of the delivery, which the handler takes as a service.</param>
    /// <param name="transaction">The transaction with the effects of the handler.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>A task that completes when the delivery is completed in the transaction.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> or <paramref name="transaction"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// The claim of the delivery has expired, and another process may have claimed the delivery. Or the delivery was not claimed in a PostgreSQL
    /// store. Do not commit the transaction.
    /// </exception>
    /// <exception cref="PostgresException">The statement failed, for example because the transaction is one of another database.</exception>
    public static async Task CompleteAsync(
        this WebhookDeliveryContext context,
        NpgsqlTransaction transaction,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(transaction);

        var claim = context.GetFeature<WebhookDeliveryClaimFeature>() ?? throw new InvalidOperationException(
            "The delivery cannot be completed in a transaction because it was not claimed. An endpoint claims a delivery if DeduplicationWindow is "
            + "greater than zero and the id of the event is not blank.");
        if (claim.Store is not PostgreSqlDeliveryStore store)
        {
            throw new InvalidOperationException(
                $"The delivery cannot be completed in a transaction of PostgreSQL because it was claimed in {claim.Store.GetType().Name}. Call AddPostgreSqlStore() "
                + "on the builder that AddHelpCrunchWebhooks returns, and do not register another IWebhookDeliveryStore.");
        }

        if (!await store.TryCompleteAsync(claim.Completion, transaction, cancellationToken).ConfigureAwait(false))
        {
            throw new InvalidOperationException(
                "The claim of the delivery has expired, and another process may have claimed the delivery. Roll the transaction back, so that its "
                + "effects do not happen twice. If this happens often, increase HandlerTimeout.");
        }
    }
}
