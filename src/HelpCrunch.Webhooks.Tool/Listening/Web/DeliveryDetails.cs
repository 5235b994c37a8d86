using System.Text;

namespace HelpCrunch.Webhooks.Tool.Listening.Web;

/// <summary>What the page shows of the selected delivery.</summary>
internal sealed record DeliveryDetails(
    DeliverySummary Summary,
    string? KeyName,
    string? Explanation,
    string? Error,
    IReadOnlyList<WebhookDrift> Drift,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    BodyNode? Tree,
    string Body,
    bool IsBodyCut,
    int ForwardingAttempts,
    string? ForwardingError,
    string? Response)
{
    private const int MaxTextLength = 256 * 1024;

    public static DeliveryDetails From(ReceivedDelivery delivery, DeliveryInspector inspector)
    {
        var (inspection, forwarding) = (delivery.Inspection, delivery.Forwarding);
        return new DeliveryDetails(
            DeliverySummary.From(delivery),
            inspection.KeyName,
            inspector.Explain(delivery),
            inspection.Error?.Message,
            inspection.Drift,
            delivery.Headers,
            BodyTree.Create(delivery.Body.Span, inspection),
            TextOf(delivery.Body),
            delivery.Body.Length > MaxTextLength,
            forwarding.Attempts,
            forwarding.Error,
            forwarding.StatusCode is null ? null : TextOf(forwarding.Body));
    }

    private static string TextOf(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span[..Math.Min(bytes.Length, MaxTextLength)]);
}
