using JasperFx;
using JasperFx.CodeGeneration;
using Microsoft.Extensions.DependencyInjection;
using Wolverine.Attributes;
using Wolverine.Configuration;
using Wolverine.ErrorHandling;
using Wolverine.Persistence;
using Wolverine.Runtime.Handlers;

namespace HelpCrunch.Webhooks.Sdk.Wolverine;

/// <summary>Sets the timeout, the retries, and the transaction of the handler of deliveries. Other handlers do not change.</summary>
internal sealed class DeliveryHandlerPolicy(HelpCrunchWolverineOptions options) : IHandlerPolicy
{
    /// <summary>
    /// Wolverine's own timeout, which must not expire. It also cancels the token with which Wolverine releases the claim of a failed delivery:
    /// the claim would remain, and a redelivery would be discarded. A handler that ignores its token runs for longer than
    /// <see cref="HelpCrunchWolverineOptions.HandlerTimeout"/>, so this timeout is much longer.
    /// </summary>
    private const int TimeoutInSeconds = 30 * 24 * 60 * 60;

    public static bool IsDelivery(HandlerChain chain) => chain.MessageType == typeof(WebhookInboxMessage);

    public void Apply(IReadOnlyList<HandlerChain> chains, GenerationRules rules, IServiceContainer container)
    {
        foreach (var chain in chains.Where(IsDelivery))
        {
            chain.ExecutionTimeoutInSeconds = TimeoutInSeconds;
            chain.OnException<WebhookParseException>().MoveToErrorQueue();
            if (options.DbContextType is { } dbContextType)
            {
                UseTransaction(chain, dbContextType, rules, container);
            }

            TimeSpan[] delays = [.. options.RetryDelays];
            var onFailure = chain.OnAnyException();
            if (delays.Length == 0)
            {
                onFailure.MoveToErrorQueue();
            }
            else if (options.OrderByGroup)
            {
                onFailure.RetryWithCooldown(delays).Then.MoveToErrorQueue(); // A scheduled retry would let later deliveries of the chat pass.
            }
            else
            {
                onFailure.ScheduleRetry(delays).Then.MoveToErrorQueue();
            }
        }
    }

    private static void UseTransaction(HandlerChain chain, Type dbContextType, GenerationRules rules, IServiceContainer container)
    {
        chain.AddDependencyType(dbContextType);

        // Eager: with the other mode, each SaveChangesAsync of a handler would be a transaction.
        new TransactionalAttribute(dbContextType) { Mode = TransactionMiddlewareMode.Eager }.Modify(chain, rules, container);
        if (!chain.IsTransactional)
        {
            throw new InvalidOperationException($"UseDbContext<{dbContextType.Name}>() was called, but Wolverine has no transactions for {dbContextType.Name}. Call UseEntityFrameworkCoreTransactions() of WolverineFx.EntityFrameworkCore in UseWolverine.");
        }

        if (!container.GetInstance<IServiceProviderIsService>().IsService(dbContextType))
        {
            throw new InvalidOperationException($"UseDbContext<{dbContextType.Name}>() was called, but {dbContextType.Name} is not registered, so each delivery would fail. Call builder.Services.AddDbContext<{dbContextType.Name}>(…).");
        }
    }
}
