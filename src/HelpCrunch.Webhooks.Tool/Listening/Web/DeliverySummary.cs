namespace HelpCrunch.Webhooks.Tool.Listening.Web;

/// <summary>What the list of the page shows of a delivery.</summary>
internal sealed record DeliverySummary(
    long Number,
    DateTimeOffset ReceivedAt,
    EventFamily Family,
    string? EventType,
    string? EventId,
    int Attempts,
    string Path,
    int Size,
    SignatureStatus Signature,
    bool IsWebhook,
    int DriftCount,
    ForwardingStatus Forwarding,
    int? StatusCode,
    int? Milliseconds)
{
    private const int MaxPathLength = 200;

    public static DeliverySummary From(ReceivedDelivery delivery)
    {
        var (inspection, forwarding) = (delivery.Inspection, delivery.Forwarding);
        return new DeliverySummary(
            delivery.Number,
            delivery.ReceivedAt,
            inspection.Family,
            inspection.EventType,
            inspection.EventId,
            inspection.Attempts,
            Shorten(delivery.Path),
            delivery.Body.Length,
            inspection.Signature,
            inspection.Error is null,
            inspection.Drift.Count,
            forwarding.Status,
            forwarding.StatusCode,
            (int?)forwarding.Duration?.TotalMilliseconds);
    }

    private static string Shorten(string path) => path.Length <= MaxPathLength ? path : path[..MaxPathLength] + "…";
}
