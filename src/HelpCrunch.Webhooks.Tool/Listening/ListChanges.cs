namespace HelpCrunch.Webhooks.Tool.Listening;

/// <summary>What changed in the list since a revision.</summary>
/// <param name="Revision">The revision of the list.</param>
/// <param name="FirstNumber">The number of the oldest delivery in the list. Deliveries before it left the list.</param>
/// <param name="Counts">The counts of the run.</param>
/// <param name="Minutes">The deliveries per minute, the current minute last.</param>
/// <param name="Deliveries">The deliveries that are new or changed, the oldest first.</param>
internal sealed record ListChanges(
    long Revision,
    long FirstNumber,
    DeliveryCounts Counts,
    IReadOnlyList<MinuteCount> Minutes,
    IReadOnlyList<ReceivedDelivery> Deliveries);
