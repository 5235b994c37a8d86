namespace HelpCrunch.Webhooks.Tool.Listening;

/// <summary>The deliveries of one minute.</summary>
/// <param name="Received">All deliveries.</param>
/// <param name="Rejected">The deliveries with an invalid signature or an invalid body.</param>
internal readonly record struct MinuteCount(int Received, int Rejected);
