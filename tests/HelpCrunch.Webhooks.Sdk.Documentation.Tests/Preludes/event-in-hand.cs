var chatRated = new HelpCrunch.Webhooks.Sdk.ChatRatedEvent
{
    Id = "252041ed-62a7-4303-81f9-842ec6e8d18f",
    CreatedAt = DateTimeOffset.FromUnixTimeSeconds(1785585590),
    EventData = new HelpCrunch.Webhooks.Sdk.ChatEventData
    {
        ChatId = 743,
        Rating = HelpCrunch.Webhooks.Sdk.ChatRating.Poor,
        Customer = new HelpCrunch.Webhooks.Sdk.ChatCustomer { Id = 8745474, Name = "Paul", Email = "paul@example.com" },
    },
};
