using HelpCrunch.Webhooks.Sdk;

namespace WebhookReceiverSample;

/// <summary>
/// Tells the team about chats that were rated poor. It does not catch an exception of the team's chat: the delivery is
/// answered with 500, and the redelivery is handled again.
/// </summary>
internal sealed class TellTheTeamAboutPoorRatings(TeamChat teamChat) : IWebhookEventHandler<ChatRatedEvent>
{
    public Task HandleAsync(ChatRatedEvent webhookEvent, CancellationToken cancellationToken) =>
        webhookEvent.EventData.Rating == ChatRating.Poor
            ? teamChat.SayAsync($"Chat {webhookEvent.EventData.ChatId} was rated poor.", cancellationToken)
            : Task.CompletedTask;
}
