using System.Globalization;

namespace HelpCrunch.Webhooks.Sdk.Testing;

/// <summary>
/// Creates a sample of each documented event. Each call returns a new event, with the values of HelpCrunch's examples. Change it with a
/// <c>with</c> expression.
/// </summary>
/// <remarks>
/// A sample is complete: its members have values even where HelpCrunch sends null, such as the time when a new chat was closed. Only
/// <see cref="MessageEventData.Agent"/> and <see cref="ChatMessage.BroadcastType"/> are null, in events where HelpCrunch documents or
/// implies it. The <see cref="WebhookEvent.Id"/> depends on the event type only. To send two events of one type, change the id: an endpoint
/// treats the second one as a duplicate otherwise.
/// </remarks>
public static partial class WebhookSamples
{
    private static readonly DateTimeOffset Sent = DateTimeOffset.FromUnixTimeMilliseconds(1607542030000);

    /// <summary>Creates a sample of each documented event.</summary>
    /// <returns>The events, in the order of <see cref="WebhookEventTypes.All"/>.</returns>
    public static IReadOnlyList<WebhookEvent> CreateAll() => [.. WebhookEventTypes.All.Select(Create)];

    /// <summary>Creates a sample of a documented event.</summary>
    /// <param name="eventType">The event type, such as <c>chat.rated</c>: one of <see cref="WebhookEventTypes.All"/>.</param>
    /// <returns>The event.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="eventType"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="eventType"/> is not a documented event type.</exception>
    public static WebhookEvent Create(string eventType)
    {
        ArgumentNullException.ThrowIfNull(eventType);

        return eventType switch
        {
            WebhookEventTypes.ChatNew => ChatNew(),
            WebhookEventTypes.ChatStatusUpdated => ChatStatusUpdated(),
            WebhookEventTypes.ChatAssigned => ChatAssigned(),
            WebhookEventTypes.ChatSnoozed => ChatSnoozed(),
            WebhookEventTypes.ChatUnsnoozed => ChatUnsnoozed(),
            WebhookEventTypes.ChatClosed => ChatClosed(),
            WebhookEventTypes.ChatRated => ChatRated(),
            WebhookEventTypes.CustomerNew => CustomerNew(),
            WebhookEventTypes.CustomerEmailUpdated => CustomerEmailUpdated(),
            WebhookEventTypes.CustomerTagsChanged => CustomerTagsChanged(),
            WebhookEventTypes.CustomerUnsubscribed => CustomerUnsubscribed(),
            WebhookEventTypes.CustomerSubscribed => CustomerSubscribed(),
            WebhookEventTypes.CustomerBlocked => CustomerBlocked(),
            WebhookEventTypes.CustomerUnblocked => CustomerUnblocked(),
            WebhookEventTypes.CustomerDeleted => CustomerDeleted(),
            WebhookEventTypes.MessageChatCustomer => MessageChatCustomer(),
            WebhookEventTypes.MessageEmailCustomer => MessageEmailCustomer(),
            WebhookEventTypes.MessagePrivate => MessagePrivate(),
            WebhookEventTypes.MessageChatAgent => MessageChatAgent(),
            WebhookEventTypes.MessageEmailAgent => MessageEmailAgent(),
            _ => throw new ArgumentException(
                $"'{eventType}' is not a documented event type. Use one of WebhookEventTypes.All, or create an UnknownEvent.", nameof(eventType)),
        };
    }

    private static string IdOf(string eventType)
    {
        for (var index = 0; index < WebhookEventTypes.All.Count; index++)
        {
            if (WebhookEventTypes.All[index] == eventType)
            {
                return "5b0c7d1e-9a34-4f6b-8c2d-" + (index + 1).ToString("x12", CultureInfo.InvariantCulture);
            }
        }

        throw new ArgumentException($"'{eventType}' is not a documented event type.", nameof(eventType));
    }

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private static ChatCustomer Customer() => new() { Id = 8745474, Name = "Paul", Email = "paul.hunter@example.com", UserId = "example_9106" };

    private static ChatAgent Agent() => new() { Id = 2924, Name = "Anna", Email = "anna@example.com", Role = AgentRole.Admin };
}
