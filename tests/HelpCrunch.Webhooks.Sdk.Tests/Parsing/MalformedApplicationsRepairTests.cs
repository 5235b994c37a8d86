using System.Text;
using System.Text.Json;
using HelpCrunch.Webhooks.Sdk.Tests.Corpus;

namespace HelpCrunch.Webhooks.Sdk.Tests.Parsing;

/// <summary>HelpCrunch's page prints <c>"applications": { 743, 42 }</c>. The parser reads that property as a list, and rejects the same text elsewhere.</summary>
public sealed class MalformedApplicationsRepairTests
{
    [Fact]
    public void Parse_ExampleAsPrinted_IsReadAsAnArray()
    {
        var printed = WebhookParser.Default.Parse(PayloadFiles.Read("Documented/chat.snoozed.as-printed.txt"));
        var array = WebhookParser.Default.Parse(PayloadFiles.Read("Documented/chat.snoozed.json"));

        printed.Should().Be(array);
        printed.GetEventOrThrow().Should().BeOfType<ChatSnoozedEvent>().Subject.EventData.Applications.Should().Equal(743, 42);
    }

    [Theory]
    [InlineData("{743,42}", new long[] { 743, 42 })]
    [InlineData("{743}", new long[] { 743 })]
    [InlineData("{ 743 ,\t42\r\n, 7 }", new long[] { 743, 42, 7 })]
    [InlineData("{\n}", new long[0])] // valid JSON already
    [InlineData("{9223372036854775807}", new[] { long.MaxValue })]
    public void Parse_PrintedList_IsRead(string list, long[] expected) =>
        Parsed.Chat($"\"applications\":{list},\"status\":\"open\"").Should().Be(new ChatEventData { ChatId = 5224081, Applications = expected, Status = ChatStatus.Open });

    [Fact]
    public void Parse_PrintedNumberBeyondAnId_IsPreserved()
    {
        var chat = Parsed.Chat("\"applications\":{743,9223372036854775808}");

        chat.Applications.Should().BeEmpty();
        chat.AdditionalProperties["applications"].GetRawText().Should().Be("[743,9223372036854775808]");
    }

    [Theory]
    [InlineData("""{"eventData":{"applications":{743,42},"chat_id":1},"id":"e-1","event":"chat.new"}""")] // the event comes last
    [InlineData("""{"event":"chat.tagged","eventData":{"applications":{743,42}},"id":"e-1"}""")] // an unknown chat event
    [InlineData("\uFEFF{\"event\":\"chat.new\",\"eventData\":{\"applications\":{743,42},\"chat_id\":1},\"id\":\"e-1\"}")]
    public void Parse_PrintedListInAChatEvent_IsRead(string body) =>
        WebhookParser.Default.Parse(body).Should().BeOfType<WebhookParseResult.Success>();

    [Fact]
    public void Parse_PrintedListInAnUnknownChatEvent_IsAnArrayInTheRawData() =>
        Parsed.Event<UnknownEvent>("""{"event":"chat.tagged","eventData":{"applications":{743,42}},"id":"e-1"}""").EventData.GetRawText().Should().Be("""{"applications":[743,42]}""");

    [Theory]
    [InlineData("{743 42}")] // no comma
    [InlineData("{743,}")] // a trailing comma
    [InlineData("{,743}")]
    [InlineData("{,}")]
    [InlineData("{0743}")] // not a JSON number
    [InlineData("{-743}")] // not an id
    [InlineData("{743.5}")]
    [InlineData("{7e2}")]
    [InlineData("{\"743\",\"42\"}")] // not numbers
    [InlineData("{743,\"2\":42}")] // partly a PHP object
    [InlineData("{743,null}")]
    [InlineData("{743,[42]}")]
    [InlineData("{743,{42}}")]
    [InlineData("{743]")]
    [InlineData("[743}")]
    [InlineData("[{743}]")] // one level deeper
    public void Parse_OtherInvalidApplications_IsInvalidJson(string list)
    {
        var error = Parsed.Error($$"""{"event":"chat.new","eventData":{"chat_id":1,"applications":{{list}}},"id":"e-1"}""");

        error.Code.Should().Be(WebhookParseErrorCode.InvalidJson);
        error.Path.Should().StartWith("$.eventData.applications");
        error.Message.Should().Be($"The body is not valid JSON at {error.Path} (line 0, byte {error.BytePositionInLine}).");
    }

    [Theory]
    [InlineData("""{"event":"customer.new","eventData":{"id":1,"applications":{743,42}},"id":"e-1"}""", "$.eventData.applications", 60)] // not a chat event
    [InlineData("""{"event":"message.private","eventData":{"chat_id":1,"applications":{743,42}},"id":"e-1"}""", "$.eventData.applications", 68)]
    [InlineData("""{"event":"chat.new","eventData":{"chat_id":1,"communicatedAgents":{743,42}},"id":"e-1"}""", "$.eventData.communicatedAgents", 67)] // another list
    [InlineData("""{"event":"chat.new","applications":{743,42},"eventData":{"chat_id":1},"id":"e-1"}""", "$.applications", 36)] // another object
    [InlineData("""{"event":"chat.new","eventData":{"chat_id":1,"customer":{"id":1,"applications":{743}}},"id":"e-1"}""", "$.eventData.customer.applications", 80)]
    [InlineData("""{"event":"chat.new","eventData":{"chat_id":1,"applications":{743},"applications":{42}},"id":"e-1"}""", "$.eventData.applications", 61)] // twice
    [InlineData("""{"event":"chat.new","eventData":{"chat_id":1,"applications":{743},"status":open},"id":"e-1"}""", "$.eventData.applications", 61)] // two errors: the first one is reported
    public void Parse_PrintedListElsewhere_IsInvalidJson(string body, string path, int at)
    {
        var error = Parsed.Error(body);

        error.Message.Should().Be($"The body is not valid JSON at {path} (line 0, byte {at}).");
        error.Code.Should().Be(WebhookParseErrorCode.InvalidJson);
        error.BytePositionInLine.Should().Be(at);
    }

    [Theory]
    [InlineData("""{"event":"chat.new","eventData":{"applications":{743}},"id":"e-1"}""", WebhookParseErrorCode.InvalidEventData, "$.eventData.chat_id")]
    [InlineData("""{"event":"chat.new","eventData":{"chat_id":1,"applications":{743}}}""", WebhookParseErrorCode.MissingId, "$.id")]
    public void Parse_PrintedListWithoutAnEvent_FailsForTheEvent(string body, WebhookParseErrorCode code, string path)
    {
        var error = Parsed.Error(body);

        error.Code.Should().Be(code);
        error.Path.Should().Be(path);
    }

    [Fact]
    public void Deserialize_ExampleAsPrinted_IsAJsonException() =>
        FluentActions.Invoking(() => JsonSerializer.Deserialize<WebhookEvent>(PayloadFiles.Read("Documented/chat.snoozed.as-printed.txt"))).Should().Throw<JsonException>();

    [Fact]
    public void Parse_ExampleAsPrinted_DoesNotChangeTheBody()
    {
        var body = PayloadFiles.Read("Documented/chat.snoozed.as-printed.txt");
        var copy = Encoding.UTF8.GetString(body);

        WebhookParser.Default.Parse(body);

        Encoding.UTF8.GetString(body).Should().Be(copy, "the signature is over these bytes");
    }
}
