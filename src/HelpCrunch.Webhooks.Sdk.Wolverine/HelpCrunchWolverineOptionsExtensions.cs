using HelpCrunch.Webhooks.Sdk;
using HelpCrunch.Webhooks.Sdk.Wolverine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Wolverine.Persistence;
using Wolverine.Runtime.Partitioning;
using Wolverine.Transports.Local;

namespace Wolverine;

/// <summary>Lets Wolverine handle HelpCrunch webhooks from its durable inbox.</summary>
public static class HelpCrunchWolverineOptionsExtensions
{
    private static readonly TimeSpan DefaultStaleNodeTimeout = TimeSpan.FromSeconds(15);

    // One process loads the deliveries of killed processes. If it is paused when it is chosen, Wolverine chooses again only after this time,
    // which is 5 minutes by default.
    private static readonly TimeSpan DefaultAgentProgressStallTimeout = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Lets Wolverine handle the deliveries that <c>AddWolverineInbox</c> stores: with a durable local queue, deduplication by webhook id,
    /// retries, and dead letters. The app also needs message storage, such as that of WolverineFx.Postgresql.
    /// </summary>
    /// <remarks>
    /// Settings of <see cref="WolverineOptions.Durability"/> change for the whole app: <see cref="DurabilitySettings.StaleNodeTimeout"/> and
    /// <see cref="DurabilitySettings.AgentProgressStallTimeout"/> if they have Wolverine's defaults,
    /// <see cref="DurabilitySettings.MessageDeduplicationMode"/> if it is <see cref="MessageDeduplicationMode.None"/>, and
    /// <see cref="DurabilitySettings.HealthCheckPollingTime"/> if it is longer than a third of the stale node timeout. To use other values, also
    /// Wolverine's defaults, set them after this call. <see cref="DurabilitySettings.MessageDeduplicationMode"/> cannot be
    /// <see cref="MessageDeduplicationMode.None"/>, and <see cref="DurabilitySettings.Mode"/> must be <see cref="DurabilityMode.Balanced"/> or
    /// <see cref="DurabilityMode.Solo"/>: otherwise the app does not start.
    /// </remarks>
    /// <param name="wolverine">The options of Wolverine.</param>
    /// <param name="configure">Changes the defaults.</param>
    /// <returns>The options of Wolverine.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="wolverine"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is not valid.</exception>
    /// <exception cref="InvalidOperationException">The method was called before.</exception>
    public static WolverineOptions UseHelpCrunchWebhooks(this WolverineOptions wolverine, Action<HelpCrunchWolverineOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(wolverine);

        if (wolverine.Services.Any(static service => service.ServiceType == typeof(HelpCrunchWolverineOptions)))
        {
            throw new InvalidOperationException("UseHelpCrunchWebhooks was called before. Call it once, and set all options in that call.");
        }

        var options = new HelpCrunchWolverineOptions();
        configure?.Invoke(options);
        Validate(options);

        wolverine.Services.AddSingleton(options);
        wolverine.Services.AddSingleton<IHostedService, WolverineSettingsCheck>();
        wolverine.Services.TryAddSingleton(TimeProvider.System);
        wolverine.Discovery.IncludeType(options.HandlerType);
        wolverine.Policies.Add(new DeliveryHandlerPolicy(options));
        Deduplicate(wolverine, options);
        wolverine.AddSerializer(WebhookInboxMessageSerializer.Instance);
        TakeOver(wolverine.Durability, options);
        if (options.UseLocalQueue)
        {
            Route(wolverine, options);
        }

        return wolverine;
    }

    private static void Validate(HelpCrunchWolverineOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.QueueName))
        {
            throw Invalid("QueueName must not be blank.");
        }

        if (options.MaximumParallelMessages < 1)
        {
            throw Invalid("MaximumParallelMessages must be at least 1.");
        }

        if (options.RetryDelays.Any(delay => delay <= TimeSpan.Zero || delay > TimeSpan.FromDays(1)))
        {
            throw Invalid("RetryDelays must be greater than zero and at most one day.");
        }

        if (options.RetryDelays.Count > 25)
        {
            throw Invalid("RetryDelays must have at most 25 entries, because Wolverine does not allow more.");
        }

        if (options.HandlerTimeout <= TimeSpan.Zero || options.HandlerTimeout > TimeSpan.FromDays(1))
        {
            throw Invalid("HandlerTimeout must be greater than zero and at most one day.");
        }

        if (options.DeduplicationWindow <= TimeSpan.Zero || options.DeduplicationWindow > TimeSpan.FromDays(365))
        {
            throw Invalid("DeduplicationWindow must be greater than zero and at most 365 days.");
        }

        if (options.StaleNodeTimeout < TimeSpan.FromSeconds(3))
        {
            throw Invalid("StaleNodeTimeout must be at least 3 seconds, so that a short pause of a process is not taken for its end.");
        }

        static ArgumentException Invalid(string problem) => new($"The options of UseHelpCrunchWebhooks are not valid. {problem}");
    }

    private static void Deduplicate(WolverineOptions wolverine, HelpCrunchWolverineOptions options)
    {
        if (wolverine.Durability.MessageDeduplicationMode == MessageDeduplicationMode.None)
        {
            wolverine.Durability.MessageDeduplicationMode = MessageDeduplicationMode.CompareByHash;
        }

        wolverine.Policies.RequireDeduplicationId(DeliveryHandlerPolicy.IsDelivery, new DeduplicationRequirement
        {
            Window = TimeSpan.FromSeconds(Math.Ceiling(options.DeduplicationWindow.TotalSeconds)),
        });
    }

    private static void TakeOver(DurabilitySettings durability, HelpCrunchWolverineOptions options)
    {
        var defaults = new DurabilitySettings();
        var isAppSetting = durability.StaleNodeTimeout != defaults.StaleNodeTimeout;
        durability.StaleNodeTimeout = options.StaleNodeTimeout ?? (isAppSetting ? durability.StaleNodeTimeout : DefaultStaleNodeTimeout);
        durability.HealthCheckPollingTime = Min(durability.HealthCheckPollingTime, durability.StaleNodeTimeout / 3);
        if (durability.AgentProgressStallTimeout == defaults.AgentProgressStallTimeout)
        {
            durability.AgentProgressStallTimeout = DefaultAgentProgressStallTimeout;
        }
    }

    private static void Route(WolverineOptions wolverine, HelpCrunchWolverineOptions options)
    {
        if (options.OrderByGroup)
        {
            wolverine.MessagePartitioning.PublishToPartitionedLocalMessaging(options.QueueName, options.MaximumParallelMessages, topology =>
            {
                topology.Message<WebhookInboxMessage>();
                topology.ConfigureQueues(static queue => queue.UseDurableInbox(QueueLimits.Buffering));
            });
        }
        else
        {
            wolverine.LocalQueue(options.QueueName).UseDurableInbox(QueueLimits.Buffering).MaximumParallelMessages(options.MaximumParallelMessages);
            wolverine.PublishMessage<WebhookInboxMessage>().ToLocalQueue(options.QueueName);
        }
    }

    private static TimeSpan Min(TimeSpan first, TimeSpan second) => first < second ? first : second;
}
