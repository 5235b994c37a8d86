using System.Text;
using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.Tests.Inbox;

/// <summary>The stored form of a delivery.</summary>
public sealed class WebhookInboxMessageTests
{
    private const string Body = """{"event":"chat.rated","eventData":{"chat_id":743},"attempts":0,"lastAttemptAt":1,"createdAt":1,"id":"252041ed"}""";

    private static readonly DateTimeOffset Time = new(2026, 8, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("""{"event":"chat.rated","eventData":{"chat_id":743},"id":"1"}""", "chat-743")]
    [InlineData("""{"event":"message.chat.customer","eventData":{"chat_id":743,"message":{"id":5}},"id":"1"}""", "chat-743")]
    [InlineData("""{"event":"customer.new","eventData":{"id":12},"id":"1"}""", "customer-12")]
    [InlineData("""{"event":"chat.teleported","eventData":{"chat_id":743},"id":"1"}""", null)]
    public void Create_Event_HasTheGroupOfItsChatOrCustomer(string body, string? groupId) =>
        Message(body).GroupId.Should().Be(groupId);

    [Theory]
    [InlineData("shop", null, "shop/chat-743")]
    [InlineData("", "first", "/first/chat-743")]
    public void Create_EndpointOrAccount_IsPartOfTheGroup(string endpointName, string? account, string groupId) =>
        Message(Body, endpointName, account).GroupId.Should().Be(groupId);

    [Fact]
    public void Create_Error_HasTheTypeAndIdThatWereRead()
    {
        const string Unreadable = """{"event":"chat.rated","id":"7","eventData":"a text"}""";
        WebhookParser.Default.Parse(Unreadable).TryGetEvent(out _, out var error);

        var message = WebhookInboxMessage.Create(error!, Encoding.UTF8.GetBytes(Unreadable), new WebhookDeliveryContext());

        (message.EventType, message.Id, message.GroupId).Should().Be(("chat.rated", "7", null));
    }

    [Fact]
    public void Json_AllMembers_AreReadBack()
    {
        var message = Message(Body, "shop", "first");

        var read = WebhookInboxMessage.Parse(message.ToUtf8Json().Span);

        read.Should().BeEquivalentTo(message, options => options.Excluding(other => other.Body));
        read.Body.ToArray().Should().Equal(message.Body.ToArray());
    }

    [Fact]
    public void Json_EmptyTexts_AreReadBack()
    {
        var read = WebhookInboxMessage.Parse(Message(WithId(""), account: "").ToUtf8Json().Span);

        (read.Id, read.Account, read.EndpointName).Should().Be(("", "", ""));
    }

    [Fact]
    public void Json_IsTheStorageFormat()
    {
        // Messages wait while a new version of the SDK is deployed, so the format must not change.
        var message = Message("""{"event":"chat.rated","eventData":{"chat_id":743},"id":"1"}""", "shop", "first");

        Encoding.UTF8.GetString(message.ToUtf8Json().Span).Should().Be(
            """{"id":"1","eventType":"chat.rated","groupId":"shop/first/chat-743","endpointName":"shop","account":"first","keyName":"2026","receivedAt":"2026-08-01T12:00:00+00:00","body":"eyJldmVudCI6ImNoYXQucmF0ZWQiLCJldmVudERhdGEiOnsiY2hhdF9pZCI6NzQzfSwiaWQiOiIxIn0="}""");
    }

    [Fact]
    public void Json_SystemTextJson_WritesTheSame()
    {
        var message = Message(Body);

        JsonSerializer.SerializeToUtf8Bytes(message).Should().Equal(message.ToUtf8Json().ToArray());
        JsonSerializer.Deserialize<WebhookInboxMessage>(message.ToUtf8Json().Span)!.Id.Should().Be("252041ed");
    }

    [Fact]
    public void Parse_UnknownProperties_AreIgnored() =>
        WebhookInboxMessage.Parse("""{"later":{"a":[1]},"id":"1","body":"e30="}"""u8).Id.Should().Be("1");

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"body":"e30=","id":1}""")]
    [InlineData("""{"body":"?"}""")]
    [InlineData("""{"body":"e30="}{"body":"e30="}""")]
    [InlineData("""{"body":"e30=","receivedAt":"yesterday"}""")]
    public void Parse_OtherBytes_Throws(string json)
    {
        var parsing = () => WebhookInboxMessage.Parse(Encoding.UTF8.GetBytes(json));

        parsing.Should().Throw<JsonException>();
    }

    [Theory]
    [InlineData("[]", "The JSON is not a stored HelpCrunch delivery: it is a JSON StartArray, not an object.")]
    [InlineData("{}", "The JSON is not a stored HelpCrunch delivery, because the property 'body' is missing.")]
    [InlineData("""{"body":"e30=","id":1}""", "The stored HelpCrunch delivery cannot be read, because the property 'id' has a JSON Number that is not valid.")]
    [InlineData("""{"body":"?"}""", "The stored HelpCrunch delivery cannot be read, because the property 'body' has a JSON String that is not valid.")]
    [InlineData("""{"body":"e30=","\ud800":1}""", "The stored HelpCrunch delivery cannot be read, because the name of a property is not Unicode text.")]
    public void Parse_OtherJson_SaysWhatWasFound(string json, string message) =>
        FluentActions.Invoking(() => WebhookInboxMessage.Parse(Encoding.UTF8.GetBytes(json))).Should().Throw<JsonException>().Which.Message.Should().Be(message);

    [Theory]
    [InlineData("", null, "252041ed-62a7", "252041ed-62a7")]
    [InlineData("shop", null, "1", "shop/1")]
    [InlineData("", "first", "1", "/first/1")]
    [InlineData("shop", "first", "1", "shop/first/1")]
    public void DeduplicationId_UsualParts_IsReadable(string endpointName, string? account, string id, string expected) =>
        Message(WithId(id), endpointName, account).DeduplicationId.Should().Be(expected);

    [Theory]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("é")]
    [InlineData("a\\u0000")]
    [InlineData("sha256:x")]
    public void DeduplicationId_OtherCharacters_IsAHash(string id) =>
        Message(WithId(id)).DeduplicationId.Should().MatchRegex("^sha256:[0-9a-f]{64}$");

    [Fact]
    public void DeduplicationId_DifferentParts_AreDifferent()
    {
        var longId = new string('x', 200);
        string[] ids =
        [
            Message(WithId("b/1"), "a").DeduplicationId,
            Message(WithId("1"), "a/b").DeduplicationId,
            Message(WithId("1"), "a", "b").DeduplicationId,
            Message(WithId("1"), "", "a b").DeduplicationId,
            Message(WithId("1"), "a b").DeduplicationId,
            Message(WithId(longId)).DeduplicationId,
            Message(WithId(longId + "y")).DeduplicationId,
            Message(WithId(longId), account: "").DeduplicationId,
        ];

        ids.Should().OnlyHaveUniqueItems().And.OnlyContain(id => id.Length <= 128);
    }

    [Fact]
    public void DeduplicationId_BlankId_DependsOnTheBody()
    {
        var first = Message(WithId(" ")).DeduplicationId;

        Message(WithId(" ")).DeduplicationId.Should().Be(first);
        Message(WithId("  ")).DeduplicationId.Should().NotBe(first);
    }

    [Fact]
    public void ToString_HasTypeAndIdOnly() =>
        Message(Body).ToString().Should().Be("WebhookInboxMessage { EventType = chat.rated, Id = 252041ed }");

    private static string WithId(string id) => $$$"""{"event":"chat.rated","eventData":{"chat_id":743},"id":"{{{id}}}"}""";

    private static WebhookInboxMessage Message(string body, string endpointName = "", string? account = null) => WebhookInboxMessage.Create(
        WebhookParser.Default.Parse(body).GetEventOrThrow(),
        Encoding.UTF8.GetBytes(body),
        new WebhookDeliveryContext(endpointName, "2026", Time, account: account));
}
