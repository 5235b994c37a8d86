using Microsoft.Extensions.Logging;

namespace HelpCrunch.Webhooks.Sdk.Wolverine;

/// <summary>The log messages of the inbox. The event ids are stable.</summary>
internal static partial class WolverineInboxLog
{
    [LoggerMessage(1, LogLevel.Warning, "Durability.DurabilityAgentEnabled of Wolverine is false, so this process does not retry failed deliveries, and does not take over the deliveries of killed processes. Enable it in at least one process of the app.")]
    public static partial void DurabilityAgentDisabled(this ILogger logger);
}
