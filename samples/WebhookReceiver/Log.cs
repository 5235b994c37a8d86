using HelpCrunch.Webhooks.Sdk;

namespace WebhookReceiverSample;

/// <summary>The log messages of the sample. They contain ids and event types, and no personal data.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "{EventType}: chat {ChatId}.")]
    public static partial void LogChat(this ILogger logger, string eventType, long chatId);

    [LoggerMessage(2, LogLevel.Information, "The team would be told: {Text}")]
    public static partial void LogUntold(this ILogger logger, string text);

    [LoggerMessage(3, LogLevel.Information, "HelpCrunch has a new event; look for a newer version of the SDK. {Event}")]
    public static partial void LogNewEvent(this ILogger logger, UnknownEvent @event);
}
