using JasperFx.CodeGeneration;
using Microsoft.Extensions.Hosting;
using Wolverine.Persistence.Durability;
using Wolverine.Runtime;

namespace HelpCrunch.Webhooks.Sdk.Wolverine;

/// <summary>Checks that a delivery survives a crash: the response to HelpCrunch promises it.</summary>
internal sealed class WolverineInboxCheck(
    string endpointName, IWolverineRuntime? runtime, HelpCrunchWolverineOptions? options, WebhookHandlerRegistry handlers) : IHostedLifecycleService
{
    /// <exception cref="InvalidOperationException">A delivery would not be stored or handled.</exception>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (runtime is null)
        {
            throw new InvalidOperationException("AddWolverineInbox was called, but Wolverine was not added. Call builder.Host.UseWolverine(wolverine => …), with UseHelpCrunchWebhooks() inside.");
        }

        if (options is null)
        {
            throw new InvalidOperationException("AddWolverineInbox was called, but Wolverine does not handle its messages. Call UseHelpCrunchWebhooks() in UseWolverine.");
        }

        if (runtime.Storage is NullMessageStore)
        {
            throw WolverineInbox.NoStorage();
        }

        if (options.UseLocalQueue && !handlers.Handlers.Any(handler => handler.EndpointName == endpointName))
        {
            var endpoint = endpointName.Length == 0 ? "the unnamed endpoint" : $"the endpoint '{endpointName}'";
            throw new InvalidOperationException($"This process handles the deliveries of {endpoint} from the inbox, but it has no handlers for them, so each delivery would become a dead letter. Add handlers with AddHandler. To handle the deliveries in another process, set UseLocalQueue to false, and route WebhookInboxMessage to it.");
        }

        if (!DynamicCodeBuilder.WithinCodegenCommand) // The command generates the code itself, and fails if it was generated before.
        {
            _ = ((IExecutorFactory)runtime).BuildFor(typeof(WebhookInboxMessage)); // Generates the code now: the first delivery does not wait for it.
        }

        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
