namespace HelpCrunch.Webhooks.Tool.Listening;

/// <summary>The counts of a run. They include the deliveries that are no longer in the list.</summary>
internal readonly record struct DeliveryCounts
{
    public long Received { get; init; }

    public long Valid { get; init; }

    public long InvalidSignature { get; init; }

    public long NotVerified { get; init; }

    /// <summary>The bodies that are not a webhook.</summary>
    public long Invalid { get; init; }

    /// <summary>The webhooks with drift.</summary>
    public long WithDrift { get; init; }

    /// <summary>The bodies that were over the limit. They are not in the list.</summary>
    public long TooLarge { get; init; }

    /// <summary>The deliveries that were rejected because too many bytes were being received. They are not in the list.</summary>
    public long Overloaded { get; init; }

    /// <summary>The deliveries that could not be saved.</summary>
    public long NotSaved { get; init; }

    /// <summary>The deliveries without a response of the app that left the list, so they can't be sent again.</summary>
    public long Dropped { get; init; }

    /// <summary>The deliveries that are waiting for the app now.</summary>
    public int Waiting { get; init; }

    /// <summary>The deliveries in the list now.</summary>
    public int Listed { get; init; }

    public DeliveryCounts Add(Inspection inspection) => this with
    {
        Received = Received + 1,
        Valid = Valid + (inspection.Signature == SignatureStatus.Valid ? 1 : 0),
        InvalidSignature = InvalidSignature + (inspection.HasInvalidSignature ? 1 : 0),
        NotVerified = NotVerified + (inspection.Signature == SignatureStatus.NotVerified ? 1 : 0),
        Invalid = Invalid + (inspection.Error is null ? 0 : 1),
        WithDrift = WithDrift + (inspection.Drift.Count == 0 ? 0 : 1),
    };
}
