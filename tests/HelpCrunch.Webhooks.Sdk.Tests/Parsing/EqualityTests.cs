using System.Text.Json;
using HelpCrunch.Webhooks.Sdk.Tests.Corpus;

namespace HelpCrunch.Webhooks.Sdk.Tests.Parsing;

/// <summary>Events have value equality: they are equal if the content of their bodies is equal.</summary>
public sealed class EqualityTests
{
    private const string Chat = """{"event":"chat.new","eventData":{"chat_id":1,"communicatedAgents":[1,2],"customer":{"id":3,"name":"Paul","vip":true},"status":"open","createdAt":"1607540767.414","applications":[743,42],"lastMessage":{"id":4,"agent":{"id":5,"x":1.0}},"tags":[{"a":1,"b":"c"}]},"attempts":0,"id":"e-1","version":[1,2]}""";

    private const string Customer = """{"event":"customer.new","eventData":{"id":1,"unsubscribed":false,"customData":{"Plan":"Free","Seats":25,"Since":null}},"id":"e-1"}""";

    [Theory]
    [InlineData(Chat, "\"chat.new\"", "\"chat.closed\"")]
    [InlineData(Chat, "\"chat_id\":1", "\"chat_id\":2")]
    [InlineData(Chat, "[1,2],\"customer\"", "[2,1],\"customer\"")] // order is part of a list
    [InlineData(Chat, "[1,2],\"customer\"", "[1],\"customer\"")]
    [InlineData(Chat, "\"Paul\"", "\"paul\"")]
    [InlineData(Chat, "\"Paul\"", "null")]
    [InlineData(Chat, "\"vip\":true", "\"vip\":false")] // an additional property, deep down
    [InlineData(Chat, "\"open\"", "\"closed\"")]
    [InlineData(Chat, "767.414", "767.4140001")] // one tick
    [InlineData(Chat, "[743,42]", "[743]")]
    [InlineData(Chat, "[743,42]", "[{\"id\":743},{\"id\":42}]")] // objects are preserved in addition to the ids
    [InlineData(Chat, "\"id\":5", "\"id\":6")]
    [InlineData(Chat, "1.0", "1.00")] // numbers compare as written
    [InlineData(Chat, "\"b\":\"c\"", "\"b\":\"d\"")]
    [InlineData(Chat, "\"b\":\"c\"", "\"b\":[]")]
    [InlineData(Chat, "\"b\":\"c\"", "\"d\":\"c\"")]
    [InlineData(Chat, "\"attempts\":0", "\"attempts\":1")]
    [InlineData(Chat, "\"e-1\"", "\"e-2\"")]
    [InlineData(Chat, "\"version\":[1,2]", "\"version\":[1,2,3]")]
    [InlineData(Chat, "\"version\":[1,2]", "\"version\":null")]
    [InlineData(Customer, "\"Free\"", "\"free\"")]
    [InlineData(Customer, "\"Plan\"", "\"plan\"")] // the name of an attribute is case-sensitive
    [InlineData(Customer, "25", "\"25\"")]
    [InlineData(Customer, ",\"Since\":null", "")] // an attribute that is null differs from an absent one
    [InlineData(Customer, "false", "null")]
    public void Equals_OnePartDiffers_IsFalse(string body, string part, string other)
    {
        body.Should().Contain(part);

        var (x, y) = (Event(body), Event(body.Replace(part, other, StringComparison.Ordinal)));

        x.ShouldNotEqual(y);
        y.ShouldNotEqual(x);
    }

    [Theory]
    [InlineData(Chat, "\"vip\":true", "\"vip\" : true")] // white space
    [InlineData(Chat, "\"Paul\"", "\"P\\u0061ul\"")] // escapes
    [InlineData(Chat, "\"b\":\"c\"", "\"\\u0062\":\"\\u0063\"")] // escapes in preserved JSON
    [InlineData(Chat, "{\"a\":1,\"b\":\"c\"}", "{\"b\":\"c\",\"a\":1}")] // the order of properties
    [InlineData(Chat, "{\"a\":1,\"b\":\"c\"}", "{\"a\":0,\"b\":\"c\",\"a\":1}")] // the last of one name
    [InlineData(Chat, "\"chat_id\":1", "\"chat_id\":\"1\"")] // a numeric string
    [InlineData(Chat, "[743,42]", "{\"0\":743,\"2\":42}")] // PHP's object
    [InlineData(Chat, "\"1607540767.414\"", "1607540767.4140")] // a number
    [InlineData(Chat, "\"open\"", "\"opened\"")] // the spelling of other pages
    [InlineData(Chat, "\"attempts\":0,", "")] // absent means 0
    [InlineData(Chat, "\"status\"", "\"closedBy\":null,\"status\"")] // null means absent
    [InlineData(Customer, "{\"Plan\":\"Free\",\"Seats\":25,\"Since\":null}", "{\"Since\":null,\"Seats\":25,\"Plan\":\"Free\"}")]
    [InlineData(Customer, "{\"Plan\":\"Free\",\"Seats\":25,\"Since\":null}", "[{\"property\":\"Plan\",\"value\":\"Free\"},{\"property\":\"Seats\",\"value\":25},{\"property\":\"Since\",\"value\":null}]")]
    public void Equals_AnotherNotation_IsTrue(string body, string part, string other)
    {
        body.Should().Contain(part);

        var (x, y) = (Event(body), Event(body.Replace(part, other, StringComparison.Ordinal)));

        x.ShouldEqual(y);
        x.GetHashCode().Should().Be(y.GetHashCode());
    }

    [Fact]
    public void Equals_LoneSurrogates_AreEqualByTheirEscapes()
    {
        const string Body = """{"event":"zzz","eventData":{"\ud800":"\udfff"},"x":"\ud83d","id":"e-1"}""";

        Event(Body).Should().Be(Event(Body));
        Event(Body).Should().NotBe(Event(Body.Replace("\\udfff", "\\udffe", StringComparison.Ordinal)));
        Event(Body).Should().NotBe(Event(Body.Replace("\\ud800", "\\ud801", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""{"\ud800a":1}""")] // A name of another length.
    [InlineData("""{"\ud800\"a":1,"\ud800\"b":2}""")] // Names that differ after a quote.
    public void Equals_NamesWithLoneSurrogates_AreComparedCompletely(string data)
    {
        var body = $$"""{"event":"zzz","eventData":{{data}},"id":"e-1"}""";

        Event(body).Should().Be(Event(body));
        Event(body).Should().NotBe(Event(body.Replace(":1", ":3", StringComparison.Ordinal)));
    }

    [Fact]
    public void Equals_UnknownEvents_DifferByTypeAndByData()
    {
        const string Body = """{"event":"zzz","eventData":{"a":1},"id":"e-1"}""";

        Event(Body).Should().NotBe(Event(Body.Replace("zzz", "zzy", StringComparison.Ordinal)));
        Event(Body).Should().NotBe(Event(Body.Replace("{\"a\":1}", "null", StringComparison.Ordinal)));
        Event("""{"event":"zzz","eventData":null,"id":"e-1"}""").Should().NotBe(Event("""{"event":"zzz","id":"e-1"}"""));
    }

    [Fact]
    public void Equals_ConstructedEvent_IsEqualToTheParsedOne()
    {
        var made = new ChatNewEvent
        {
            Id = "e-1",
            EventData = new ChatEventData
            {
                ChatId = 1,
                Applications = [743, 42],
                Customer = new ChatCustomer { Id = 3, Name = "Paul" },
                AdditionalProperties = new Dictionary<string, JsonElement> { ["x"] = JsonElement.Parse("[1]") },
            },
        };

        made.Should().Be(Event("""{"event":"chat.new","eventData":{"chat_id":1,"applications":[743,42],"customer":{"id":3,"name":"Paul"},"x":[1]},"id":"e-1"}"""));
        (made with { Attempts = 1 }).Should().NotBe(made);
    }

    [Fact]
    public void With_ListsOfAnotherEvent_SharesThem()
    {
        var chat = Parsed.Chat("\"applications\":[1],\"x\":1");

        var other = Parsed.Chat("\"status\":\"open\"") with { Applications = chat.Applications, AdditionalProperties = chat.AdditionalProperties };

        other.Applications.Should().BeSameAs(chat.Applications, "it is immutable");
        other.AdditionalProperties.Should().BeSameAs(chat.AdditionalProperties);
    }

    [Fact]
    public void Lists_Empty_AreTheSameObject()
    {
        var (x, y) = (Parsed.Chat("\"applications\":[]"), Parsed.Chat("\"applications\":{},\"status\":1,\"status\":\"open\""));

        x.Applications.Should().BeSameAs(y.Applications);
        x.AdditionalProperties.Should().BeSameAs(y.AdditionalProperties, "the unreadable value is not preserved");
    }

    private static WebhookEvent Event(string body) => WebhookParser.Default.Parse(body).GetEventOrThrow();
}
