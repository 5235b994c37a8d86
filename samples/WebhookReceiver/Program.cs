using HelpCrunch.Webhooks.Sdk;
using WebhookReceiverSample;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddHttpClient<TeamChat>();

builder.Services.AddHelpCrunchWebhooks(builder.Configuration.GetSection("HelpCrunch"))
    .AddHandler<ChatRatedEvent, TellTheTeamAboutPoorRatings>()
    .AddHandler<ChatEvent, ILogger<ChatEvent>>((chatEvent, logger, _) =>
    {
        logger.LogChat(chatEvent.EventType, chatEvent.EventData.ChatId);
        return Task.CompletedTask;
    })
    .AddHandler<UnknownEvent, LogUnknownEvents>();

var app = builder.Build();
app.MapHelpCrunchWebhooks("/webhooks/helpcrunch");
app.Run();
