using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Wolverine;
using Wolverine.Runtime;

namespace HelpCrunch.Webhooks.Sdk.Wolverine;

/// <summary>Checks the settings of the Wolverine app, which can change after <c>UseHelpCrunchWebhooks</c>.</summary>
internal sealed class WolverineSettingsCheck(IWolverineRuntime runtime, ILogger<WolverineSettingsCheck> logger) : IHostedLifecycleService
{
    /// <remarks>
    /// It runs before the app receives deliveries, and before Wolverine starts: when the command codegen starts the app, Wolverine changes
    /// the mode itself.
    /// </remarks>
    /// <exception cref="InvalidOperationException">Wolverine would not handle deliveries.</exception>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var durability = runtime.Options.Durability;
        if (durability.Mode is not (DurabilityMode.Balanced or DurabilityMode.Solo))
        {
            throw new InvalidOperationException($"Durability.Mode of Wolverine is {durability.Mode}. In this mode, Wolverine does not handle or retry stored deliveries, so they would be lost. Set it to Balanced or Solo.");
        }

        if (durability.MessageDeduplicationMode == MessageDeduplicationMode.None)
        {
            throw new InvalidOperationException("Durability.MessageDeduplicationMode of Wolverine was set to None after UseHelpCrunchWebhooks(), so each delivery would become a dead letter. Remove the setting, or set it to CompareByHash.");
        }

        if (!durability.DurabilityAgentEnabled)
        {
            logger.DurabilityAgentDisabled();
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
