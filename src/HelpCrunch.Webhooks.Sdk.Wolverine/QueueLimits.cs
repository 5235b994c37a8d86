using Wolverine.Transports;

namespace HelpCrunch.Webhooks.Sdk.Wolverine;

/// <summary>How many deliveries wait in the memory of a process, in a local queue. The others wait in the storage.</summary>
internal static class QueueLimits
{
    /// <summary>From this number on, a new delivery waits in the storage.</summary>
    public const int Receive = 4_000;

    /// <summary>
    /// To this number, Wolverine loads deliveries from the storage. It is greater than <see cref="Receive"/>, so that new deliveries do not
    /// keep older ones waiting, and less than 10,000, when a queue of Wolverine blocks.
    /// </summary>
    public const int Load = 8_000;

    public static BufferingLimits Buffering { get; } = new(Load, Receive);
}
