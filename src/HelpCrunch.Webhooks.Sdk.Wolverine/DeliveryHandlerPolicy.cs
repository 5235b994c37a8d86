using JasperFx;
using JasperFx.CodeGeneration;
using Wolverine.Configuration;
using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace HelpCrunch.Webhooks.Sdk.Wolverine;

/// <summary>Sets the timeout and the retries of the handler, and of no other handler of the app.</summary>
internal sealed class DeliveryHandlerPolicy(HelpCrunchWolverineOptions options) : IHandlerPolicy
{
    public void Apply(IReadOnlyList<HandlerChain> chains, GenerationRules rules, IServiceContainer container)
    {
        foreach (var chain in chains.Where(IsDelivery))
        {
            chain.ExecutionTimeoutInSeconds = (int)Math.Ceiling(options.HandlerTimeout.TotalSeconds);
            chain.OnException<WebhookParseException>().MoveToErrorQueue();
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

    public static bool IsDelivery(HandlerChain chain) => chain.MessageType == typeof(WebhookInboxMessage);
}
