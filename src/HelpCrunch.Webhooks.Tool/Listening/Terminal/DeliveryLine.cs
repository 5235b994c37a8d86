using System.Globalization;

namespace HelpCrunch.Webhooks.Tool.Listening.Terminal;

/// <summary>The texts of a delivery in the terminal. They have no control characters, so a stranger can't control the terminal.</summary>
internal static class DeliveryLine
{
    public static string Time(ReceivedDelivery delivery) => delivery.ReceivedAt.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Event(ReceivedDelivery delivery) => delivery.Inspection switch
    {
        { EventType: { } eventType, Attempts: > 0 and var attempts } => string.Create(CultureInfo.InvariantCulture, $"{eventType} (attempt {attempts + 1})"),
        { EventType: { } eventType } => eventType,
        _ => "not a webhook",
    };

    public static string Id(ReceivedDelivery delivery) => delivery.Inspection.EventId ?? "";

    /// <summary>The status of the signature and the body, in a few words.</summary>
    public static string Status(Inspection inspection) => inspection switch
    {
        { Signature: SignatureStatus.Missing } => "no signature",
        { Signature: SignatureStatus.Malformed } => "malformed signature",
        { Signature: SignatureStatus.Mismatch } => "wrong signature",
        { Error: { Code: var code } } => $"not a webhook: {code}",
        { Drift.Count: > 0 and var count } => string.Create(CultureInfo.InvariantCulture, $"{SignatureText(inspection)}, {count} drift"),
        _ => SignatureText(inspection),
    };

    public static string Response(Forwarding forwarding) => forwarding switch
    {
        { Status: ForwardingStatus.Sending } => "sending",
        { Status: ForwardingStatus.Waiting } => "waiting for the app",
        { StatusCode: { } code, Duration: { } duration } => string.Create(CultureInfo.InvariantCulture, $"{code} in {duration.TotalMilliseconds:0} ms"),
        _ => "",
    };

    /// <summary>The delivery as one line of plain text.</summary>
    public static string Plain(ReceivedDelivery delivery) => string.Join(
        "  ",
        new[] { Time(delivery), $"#{delivery.Number}", Event(delivery), Id(delivery), Status(delivery.Inspection), Response(delivery.Forwarding) }.Where(text => text.Length > 0));

    /// <summary>The counts of a run as one line of plain text.</summary>
    public static string Counts(DeliveryCounts counts) => string.Join(
        " · ",
        new[]
        {
            Count(counts.Received, "received"), Count(counts.Valid, "valid"), Count(counts.InvalidSignature, "invalid signature"), Count(counts.NotVerified, "not verified"),
            Count(counts.Invalid, "not a webhook"), Count(counts.WithDrift, "with drift"), Count(counts.TooLarge, "too large"), Count(counts.Overloaded, "rejected under load"), Count(counts.Waiting, "waiting for the app"),
            Count(counts.NotSaved, "not saved"), Count(counts.Dropped, "dropped without a response"),
        }.OfType<string>().DefaultIfEmpty("no deliveries yet"));

    private static string SignatureText(Inspection inspection) => inspection.Signature == SignatureStatus.Valid ? "valid" : "not verified";

    private static string? Count(long count, string text) => count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{count:N0} {text}");
}
