using System.Globalization;

namespace HelpCrunch.Webhooks.Tool.Listening;

/// <summary>What changed in the list since a revision.</summary>
/// <param name="Revision">The revision of the list.</param>
/// <param name="FirstNumber">The number of the oldest delivery in the list. Deliveries before it left the list.</param>
/// <param name="Counts">The counts of the run.</param>
/// <param name="LastSaveError">Why the last of the deliveries that could not be saved was not saved. Null if all were saved.</param>
/// <param name="Minutes">The deliveries per minute, the current minute last.</param>
/// <param name="Deliveries">The deliveries that are new or changed, the oldest first.</param>
internal sealed record ListChanges(
    long Revision,
    long FirstNumber,
    DeliveryCounts Counts,
    string? LastSaveError,
    IReadOnlyList<MinuteCount> Minutes,
    IReadOnlyList<ReceivedDelivery> Deliveries)
{
    /// <summary>How many deliveries were not saved, and why. Null if all were saved.</summary>
    public string? SaveError => LastSaveError is null ? null
        : Counts.NotSaved == 1 ? $"A delivery was not saved: {LastSaveError}"
        : string.Create(CultureInfo.InvariantCulture, $"{Counts.NotSaved:N0} deliveries were not saved. The last one: {LastSaveError}");
}
