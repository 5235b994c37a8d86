using HelpCrunch.Webhooks.Sdk.Tests.Conventions;

namespace HelpCrunch.Webhooks.Sdk.Tests.Parsing;

/// <summary>Parsing fails only for bodies without a usable event. The error has a code, a position, and what the envelope contains.</summary>
public sealed class FailureTests
{
    [Fact]
    public void Parse_TruncatedBody_IsInvalidJsonWithItsPosition()
    {
        const string Body = """
            {
              "event": "chat.snoozed",
              "id": "e-1",
              "eventData": {
                "customer": { "id": 8745474, "name": oops
            """;

        Parsed.Error(Body).Should().Be(new WebhookParseError(
            WebhookParseErrorCode.InvalidJson,
            "The body is not valid JSON at $.eventData.customer.name (line 4, byte 41).",
            "$.eventData.customer.name")
        {
            LineNumber = 4,
            BytePositionInLine = 41,
            EventType = "chat.snoozed",
            Id = "e-1",
        });
    }

    [Fact]
    public void Parse_EmptyBody_FailsWithAdvice() => Parsed.Error("").Should().Be(new WebhookParseError(
        WebhookParseErrorCode.InvalidJson,
        "The body is empty. Pass the request's body as received, before anything else has read it.",
        "$"));

    [Fact]
    public void Parse_TrailingContent_IsInvalidJsonWithTheEnvelope() =>
        Parsed.Error("""{"event":"chat.new","eventData":{"chat_id":1},"id":"e-1"}]""").Should().Be(new WebhookParseError(
            WebhookParseErrorCode.InvalidJson,
            "The body is not valid JSON at $ (line 0, byte 57).",
            "$")
        {
            BytePositionInLine = 57,
            EventType = "chat.new",
            Id = "e-1",
        });

    [Theory]
    [InlineData("null", 0)]
    [InlineData("[]", 0)]
    [InlineData("42", 0)]
    [InlineData(" -1.5e3 ", 1)]
    [InlineData("\"chat.new\"", 0)]
    [InlineData("  false", 2)]
    [InlineData("""[{"event":"chat.new","eventData":{"chat_id":1},"id":"e-1"}]""", 0)] // a batch, which HelpCrunch does not send
    public void Parse_RootIsOfAnotherType_IsNotAnObject(string body, int at) => Parsed.Error(body).Should().Be(new WebhookParseError(
        WebhookParseErrorCode.NotAnObject,
        "The body is valid JSON but not an object, so it is not a webhook.",
        "$")
    {
        BytePositionInLine = at,
    });

    [Theory]
    [InlineData("""{"id":"e-1"}""", 0)] // absent: the position is that of the object
    [InlineData("""{"event":null,"id":"e-1"}""", 9)]
    [InlineData("""{"event":7,"id":"e-1"}""", 9)]
    [InlineData("""{"event":["chat.new"],"id":"e-1"}""", 9)]
    [InlineData("""{"event":{"name":"chat.new"},"id":"e-1"}""", 9)]
    [InlineData("""{"event":"\ud800","id":"e-1"}""", 9)] // valid JSON, but not Unicode
    [InlineData("""{"event":"chat.new","event":null,"id":"e-1"}""", 28)] // duplicate: the last one is used
    [InlineData("""{"Event":"chat.new","id":"e-1"}""", 0)] // names are case-sensitive, as JSON's are
    public void Parse_NoEventString_IsMissingEventType(string body, int at) => Parsed.Error(body).Should().Be(new WebhookParseError(
        WebhookParseErrorCode.MissingEventType,
        "The body has no string property 'event', so its type is not known.",
        "$.event")
    {
        BytePositionInLine = at,
        Id = "e-1",
    });

    [Theory]
    [InlineData("""{"event":"chat.new","eventData":{"chat_id":1}}""", 0)]
    [InlineData("""{"event":"chat.new","id":null,"eventData":{"chat_id":1}}""", 25)]
    [InlineData("""{"event":"chat.new","id":false,"eventData":{"chat_id":1}}""", 25)]
    [InlineData("""{"event":"chat.new","id":["e-1"],"eventData":{"chat_id":1}}""", 25)]
    [InlineData("""{"event":"chat.new","id":"\udfff","eventData":{"chat_id":1}}""", 25)]
    [InlineData("""{"event":"chat.new","id":"e-1","id":null,"eventData":{"chat_id":1}}""", 36)] // duplicate: the last one is used
    [InlineData("""{"event":"chat.new","eventData":7}""", 0)] // the first missing property is reported
    public void Parse_NoIdString_IsMissingId(string body, int at) => Parsed.Error(body).Should().Be(new WebhookParseError(
        WebhookParseErrorCode.MissingId,
        "The body has no readable property 'id', so a redelivery could not be recognized.",
        "$.id")
    {
        BytePositionInLine = at,
        EventType = "chat.new",
    });

    public static TheoryData<string, string, string> Identities => new()
    {
        { "chat.new", "chat_id", "id" },
        { "chat.status_updated", "chat_id", "id" },
        { "chat.assigned", "chat_id", "id" },
        { "chat.snoozed", "chat_id", "id" },
        { "chat.unsnoozed", "chat_id", "id" },
        { "chat.closed", "chat_id", "id" },
        { "chat.rated", "chat_id", "id" },
        { "customer.new", "id", "chat_id" },
        { "customer.email_updated", "id", "chat_id" },
        { "customer.tags_changed", "id", "chat_id" },
        { "customer.unsubscribed", "id", "chat_id" },
        { "customer.subscribed", "id", "chat_id" },
        { "customer.blocked", "id", "chat_id" },
        { "customer.unblocked", "id", "chat_id" },
        { "customer.deleted", "id", "chat_id" },
        { "message.chat.customer", "chat_id", "id" },
        { "message.email.customer", "chat_id", "id" },
        { "message.private", "chat_id", "id" },
        { "message.chat.agent", "chat_id", "id" },
        { "message.email.agent", "chat_id", "id" },
    };

    [Theory]
    [MemberData(nameof(Identities))]
    public void Parse_DataWithoutItsIdentity_IsInvalidEventDataAtTheObject(string eventType, string identity, string another) =>
        Parsed.Error($$"""
            {"event":"{{eventType}}",
            "eventData":{"{{another}}":1},
            "id":"e-1"}
            """).Should().Be(InvalidData(eventType, $"$.eventData.{identity}", line: 1, at: 12));

    [Theory]
    [MemberData(nameof(Identities))]
    public void Parse_UnreadableDataId_IsInvalidEventDataAtTheId(string eventType, string identity, string another)
    {
        foreach (var value in (string[])["null", "true", "1.5", "\"\"", "\"x\"", "\" 1\"", "[1]", "{\"id\":1}", "9223372036854775808", "-9223372036854775809", "1e3"])
        {
            Parsed.Error($$"""
                {"event":"{{eventType}}","eventData":{"{{another}}":1,
                "{{identity}}":{{value}}},
                "id":"e-1"}
                """).Should().Be(InvalidData(eventType, $"$.eventData.{identity}", line: 1, at: identity.Length + 3), "of {0}", value);
        }
    }

    [Theory]
    [MemberData(nameof(Identities))]
    public void Parse_DataIsOfAnotherType_IsInvalidEventDataAtTheData(string eventType, string identity, string another)
    {
        foreach (var value in (string[])["null", "true", "1", "\"\"", "[]", $"[{{\"{identity}\":1}}]", $"\"{another}\""])
        {
            Parsed.Error($$"""
                {"event":"{{eventType}}",
                "eventData":{{value}},
                "id":"e-1"}
                """).Should().Be(InvalidData(eventType, "$.eventData", line: 1, at: 12), "of {0}", value);
        }
    }

    [Theory]
    [InlineData("chat.new")]
    [InlineData("customer.new")]
    [InlineData("message.private")]
    public void Parse_DataAbsent_IsInvalidEventDataAtTheBody(string eventType) =>
        Parsed.Error($$"""

            {"event":"{{eventType}}","chat_id":5224081,"id":"e-1"}
            """).Should().Be(InvalidData(eventType, "$.eventData", line: 1, at: 0));

    [Theory]
    [MemberData(nameof(Identities))]
    public void Parse_IdentityAsString_IsRead(string eventType, string identity, string another)
    {
        var webhookEvent = WebhookParser.Default.Parse($$"""{"event":"{{eventType}}","eventData":{"{{another}}":null,"{{identity}}":"9223372036854775807"},"id":"e-1"}""").GetEventOrThrow();

        var id = webhookEvent switch
        {
            ChatEvent chat => chat.EventData.ChatId,
            CustomerEvent customer => customer.EventData.Id,
            MessageEvent message => message.EventData.ChatId,
            _ => 0,
        };
        id.Should().Be(long.MaxValue);
    }

    [Fact]
    public void Parse_NamesInsideCustomData_AreNotInThePath()
    {
        Parsed.Error("""{"event":"customer.new","eventData":{"id":1,"customData":{"Paul Hunter":{"phone":""").Path.Should().Be("$.eventData.customData.*.*");
        Parsed.Error("""{"event":"customer.new","eventData":{"id":1,"customData":{"Paul":[{"Hunter":""").Path.Should().Be("$.eventData.customData.*[0].*");
        Parsed.Error("""{"event":"customer.new","eventData":{"id":1,"custom\u0044ata":{"Paul":""").Path.Should().Be("$.eventData.*.*");
        Parsed.Error("""{"event":"customer.new","eventData":{"id":1,"paul.hunter@example.com":{"Paul":""").Path.Should().Be("$.eventData.*.*");
        Parsed.Error("""{"event":"customer.new","eventData":{"id":1,"customData":{"customData":{"name":""").Path.Should().Be("$.eventData.customData.*.*");
        Parsed.Error("""{"event":"customer.new","eventData":{"id":1,"Paul":{"name":""").Path.Should().Be("$.eventData.*.*");
    }

    [Fact]
    public void Parse_SyntaxErrorInADocumentedMember_ThePathShowsItsName()
    {
        string[] ofAnAgent = ["agentId", "agent", "agent_id"]; // The names under which a last message may have its agent.
        foreach (var name in DocumentedFields.OfTheEnvelope.Concat(DocumentedFields.Of.Values.SelectMany(names => names)).Concat(ofAnAgent))
        {
            Parsed.Error($"{{\"{name}\":").Path.Should().Be($"$.{name}");
        }
    }

    [Fact]
    public void Parse_SyntaxErrorAfterAValue_IsInTheParentObject() =>
        Parsed.Error("""{"event":"chat.new","eventData":{"chat_id":1 x""").Path.Should().Be("$.eventData");

    [Fact]
    public void Parse_SyntaxErrorInAList_ThePathHasTheIndex() =>
        Parsed.Error("""{"event":"chat.new","eventData":{"chat_id":1,"communicatedAgents":[1,[2],x""").Path.Should().Be("$.eventData.communicatedAgents[2]");

    [Fact]
    public void Parse_SyntaxErrorAfterAHiddenName_ShowsTheOtherNames() =>
        Parsed.Error("""{"event":"chat.new","eventData":{"a b":{"c":[1]},"customer":{"id":x""").Path.Should().Be("$.eventData.customer.id");

    [Fact]
    public void Parse_ByteOrderMark_DoesNotCountInPositions() =>
        Parsed.Error("\uFEFF{\"event\":\"chat.new\",}").BytePositionInLine.Should().Be(20);

    private static WebhookParseError InvalidData(string eventType, string path, int line, int at) =>
        new(WebhookParseErrorCode.InvalidEventData, $"The data of '{eventType}' has no readable {path}.", path)
        {
            LineNumber = line,
            BytePositionInLine = at,
            EventType = eventType,
            Id = "e-1",
        };
}
