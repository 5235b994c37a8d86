namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

internal sealed record LogEntry(string Category, LogLevel Level, EventId Id, string Message, Exception? Exception, IReadOnlyList<string> Scopes)
{
    /// <summary>Everything that a log sink can write.</summary>
    public override string ToString() => $"{Level} {Category} {Id.Id} {Message} {Exception} {string.Join(" | ", Scopes)}";
}
