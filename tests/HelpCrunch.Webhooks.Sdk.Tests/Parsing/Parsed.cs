using System.Text;

namespace HelpCrunch.Webhooks.Sdk.Tests.Parsing;

/// <summary>The results of the default parser, for tests that expect an event or an error.</summary>
internal static class Parsed
{
    public static TEvent Event<TEvent>(string json)
        where TEvent : WebhookEvent =>
        WebhookParser.Default.Parse(json).GetEventOrThrow().Should().BeOfType<TEvent>().Subject;

    public static ChatEventData Chat(string fields) =>
        Event<ChatNewEvent>($$"""{"event":"chat.new","eventData":{"chat_id":5224081,{{fields}}},"id":"e-1"}""").EventData;

    public static WebhookParseError Error(string json) => Error(Encoding.UTF8.GetBytes(json));

    public static WebhookParseError Error(byte[] body) =>
        WebhookParser.Default.Parse(body).Should().BeOfType<WebhookParseResult.Failure>().Subject.Error;
}
