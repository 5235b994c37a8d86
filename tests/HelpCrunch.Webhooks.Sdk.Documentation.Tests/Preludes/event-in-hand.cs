using HelpCrunch.Webhooks.Sdk;

var chatRated = new ChatRatedEvent
{
    Id = "252041ed-62a7-4303-81f9-842ec6e8d18f",
    CreatedAt = DateTimeOffset.FromUnixTimeSeconds(1785585590),
    EventData = new ChatEventData { ChatId = 743, Rating = ChatRating.Poor },
};
