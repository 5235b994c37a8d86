namespace HelpCrunch.Webhooks.Tool.Listening.Web;

/// <summary>A message of the feed. The first one of a connection has the whole list.</summary>
internal sealed record FeedMessage(
    bool IsFirst,
    bool HasKey,
    string? ForwardTo,
    string? SaveTo,
    string? SaveError,
    DateTimeOffset Now,
    long FirstNumber,
    DeliveryCounts Counts,
    IReadOnlyList<MinuteCount> Minutes,
    IEnumerable<DeliverySummary> Deliveries);
