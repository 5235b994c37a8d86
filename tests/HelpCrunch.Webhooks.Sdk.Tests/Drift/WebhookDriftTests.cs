using System.Text.Json;
using HelpCrunch.Webhooks.Sdk.Tests.Corpus;
using static HelpCrunch.Webhooks.Sdk.WebhookDriftKind;

namespace HelpCrunch.Webhooks.Sdk.Tests.Drift;

public sealed class WebhookDriftTests
{
    [Theory]
    [InlineData("Documented/chat.snoozed.json")]
    [InlineData("Documented/chat.snoozed.as-printed.txt")]
    [InlineData("Documented/customer.email_updated.json")]
    [InlineData("Documented/message.chat.customer.json")]
    public void GetDrift_DocumentedExample_IsEmpty(string file) =>
        DriftOf(WebhookParser.Default.Parse(PayloadFiles.Read(file))).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(PayloadFiles.Events), MemberType = typeof(PayloadFiles))]
    public void GetDrift_DocumentedEvent_IsEmpty(string file) =>
        DriftOf(WebhookParser.Default.Parse(PayloadFiles.Read(file))).Should().BeEmpty();

    [Fact]
    public void GetDrift_UnknownPropertyAtEachDepth_NamesEach()
    {
        var drift = DriftOf("""
            {"event":"chat.closed","id":"1","workspace":1,"eventData":{"chat_id":5,"lastMessageAt":2,
             "customer":{"id":1,"phone":"+1"},"department":{"id":1,"color":"red"},
             "assignee":{"id":1,"avatar":null},"lastMessage":{"id":1,"type":"tech"}}}
            """);

        drift.Should().Equal(
            new WebhookDrift(UnknownProperty, "$.eventData.customer.phone"),
            new WebhookDrift(UnknownProperty, "$.eventData.department.color"),
            new WebhookDrift(UnknownProperty, "$.eventData.assignee.avatar"),
            new WebhookDrift(UnknownProperty, "$.eventData.lastMessage.type"),
            new WebhookDrift(UnknownProperty, "$.eventData.lastMessageAt"),
            new WebhookDrift(UnknownProperty, "$.workspace"));
    }

    [Fact]
    public void GetDrift_UnreadableValueOfEachChatMember_NamesEach()
    {
        var drift = DriftOf("""
            {"event":"chat.closed","attempts":"many","lastAttemptAt":"soon","createdAt":[],"id":"1","eventData":{
             "communicatedAgents":"x","customer":7,"closedBy":1,"status":{},"closedAt":"never","rating":5,"createdAt":true,
             "snoozedUntil":[1],"applicationId":"one","applications":["a"],"department":"Sales",
             "lastCustomerMessageAt":"2020-12-09","chat_id":5,"assignee":[3],"lastMessage":"hi"}}
            """);

        drift.Should().AllSatisfy(entry => entry.Kind.Should().Be(UnreadableValue));
        drift.Select(entry => entry.Path).Should().Equal(
            "$.eventData.communicatedAgents",
            "$.eventData.customer",
            "$.eventData.closedBy",
            "$.eventData.status",
            "$.eventData.closedAt",
            "$.eventData.rating",
            "$.eventData.createdAt",
            "$.eventData.snoozedUntil",
            "$.eventData.applicationId",
            "$.eventData.applications",
            "$.eventData.department",
            "$.eventData.lastCustomerMessageAt",
            "$.eventData.assignee",
            "$.eventData.lastMessage",
            "$.attempts",
            "$.lastAttemptAt",
            "$.createdAt");
    }

    [Fact]
    public void GetDrift_UnreadableValueOfEachCustomerMember_NamesEach()
    {
        var drift = DriftOf("""
            {"event":"customer.new","id":"1","eventData":{"id":3,"name":1,"userId":[],"email":{},"unsubscribed":"no","customData":"none"}}
            """);

        drift.Should().Equal(
            new WebhookDrift(UnreadableValue, "$.eventData.name"),
            new WebhookDrift(UnreadableValue, "$.eventData.userId"),
            new WebhookDrift(UnreadableValue, "$.eventData.email"),
            new WebhookDrift(UnreadableValue, "$.eventData.unsubscribed"),
            new WebhookDrift(UnreadableValue, "$.eventData.customData"));
    }

    [Fact]
    public void GetDrift_UnreadableValueInNestedObjects_NamesEach()
    {
        var drift = DriftOf("""
            {"event":"message.private","id":"1","eventData":{"chat_id":5,"agent":{"id":1,"name":2,"email":3,"role":4},
             "customer":{"id":1,"name":[],"email":1,"userId":true},
             "message":{"id":1,"text":0,"createdAt":"x","updatedAt":"y","edited":"z","read":2,"broadcastType":1,"applicationId":1.5}}}
            """);

        drift.Should().AllSatisfy(entry => entry.Kind.Should().Be(UnreadableValue));
        drift.Select(entry => entry.Path).Should().BeEquivalentTo(
            "$.eventData.agent.name",
            "$.eventData.agent.email",
            "$.eventData.agent.role",
            "$.eventData.customer.name",
            "$.eventData.customer.email",
            "$.eventData.customer.userId",
            "$.eventData.message.text",
            "$.eventData.message.createdAt",
            "$.eventData.message.updatedAt",
            "$.eventData.message.edited",
            "$.eventData.message.read",
            "$.eventData.message.broadcastType",
            "$.eventData.message.applicationId");
    }

    [Fact]
    public void GetDrift_UnknownValues_NamesThePathsOnly()
    {
        var drift = DriftOf("""
            {"event":"chat.closed","id":"1","eventData":{"closedBy":"automation","status":"parked","rating":"stellar",
             "chat_id":5,"assignee":{"id":1,"role":"night shift"}}}
            """);

        drift.Should().Equal(
            new WebhookDrift(UnknownValue, "$.eventData.closedBy"),
            new WebhookDrift(UnknownValue, "$.eventData.status"),
            new WebhookDrift(UnknownValue, "$.eventData.rating"),
            new WebhookDrift(UnknownValue, "$.eventData.assignee.role"));
    }

    [Fact]
    public void GetDrift_UnknownBroadcastType_NamesItsPath() =>
        DriftOf("""{"event":"message.private","id":"1","eventData":{"chat_id":5,"message":{"id":1,"broadcastType":"fax"}}}""")
            .Should().Equal(new WebhookDrift(UnknownValue, "$.eventData.message.broadcastType"));

    [Theory]
    [InlineData("opened")] // the REST API's spelling of `open`
    [InlineData("onhold")] // the REST API's spelling of `on-hold`
    public void GetDrift_OtherSpellingOfAKnownValue_IsEmpty(string status) =>
        DriftOf($$$"""{"event":"chat.closed","id":"1","eventData":{"status":"{{{status}}}","chat_id":5}}""").Should().BeEmpty();

    [Fact]
    public void GetDrift_UnknownEvent_ReportsTheEventAndNotItsData() =>
        DriftOf("""{"event":"chat.teleported","eventData":{"anything":1},"id":"1","region":"eu"}""").Should().Equal(
            new WebhookDrift(WebhookDriftKind.UnknownEvent, "$.event"),
            new WebhookDrift(UnknownProperty, "$.region"));

    [Fact]
    public void GetDrift_UnknownEventWithoutData_ReportsTheEventOnly() =>
        DriftOf("""{"event":"ping","id":"1"}""").Should().Equal(new WebhookDrift(WebhookDriftKind.UnknownEvent, "$.event"));

    [Fact]
    public void GetDrift_CustomEvent_CoversTheEnvelopeOnly()
    {
        var parser = new WebhookParser(new WebhookParserOptions().AddEvent<Dictionary<string, int>>("order.paid"));

        var drift = DriftOf(parser.Parse("""{"event":"order.paid","eventData":{"total":1},"id":"1","attempts":[],"region":"eu"}"""));

        drift.Should().Equal(
            new WebhookDrift(UnreadableValue, "$.attempts"),
            new WebhookDrift(UnknownProperty, "$.region"));
    }

    [Theory]
    [InlineData("applications")]
    [InlineData("communicatedAgents")]
    public void GetDrift_ListOfObjectsWithIds_IsAnUnreadableValue(string name) =>
        DriftOf($$$"""{"event":"chat.closed","id":"1","eventData":{"chat_id":5,"{{{name}}}":[{"id":743,"name":"Site"},42]} }""")
            .Should().Equal(new WebhookDrift(UnreadableValue, "$.eventData." + name));

    [Theory]
    [InlineData("""{"0":743,"2":42}""")] // PHP's array with gaps
    [InlineData("""["743","42"]""")] // numeric strings
    [InlineData("[]")]
    [InlineData("null")]
    public void GetDrift_ListOfIdsInAnExpectedForm_IsEmpty(string applications) =>
        DriftOf($$$"""{"event":"chat.closed","id":"1","eventData":{"chat_id":5,"applications":{{{applications}}}}}""").Should().BeEmpty();

    [Theory]
    [InlineData("""  "agent":{"id":7,"name":"Paul"}  """)]
    [InlineData("""  "agentId":7  """)]
    [InlineData("""  "agent_id":"7"  """)]
    [InlineData("""  "agentId":7,"agent":{"id":7,"email":"paul@example.com"}  """)]
    public void GetDrift_LastMessageWithAnAgentsId_IsEmpty(string agent) => DriftOfLastMessage(agent).Should().BeEmpty();

    [Theory]
    [InlineData("""  "agent":{"name":"Paul"}  """, "agent")]
    [InlineData("""  "agentId":"paul"  """, "agentId")]
    [InlineData("""  "agent_id":[]  """, "agent_id")]
    [InlineData("""  "agentId":7,"agent":"Paul"  """, "agent")] // the id was read, the other property was not
    [InlineData("""  "agentId":7,"agent":{"name":"Paul"}  """, "agent")]
    [InlineData("""  "agentId":7,"agent":8  """, "agent")] // two ids, of which one is used
    public void GetDrift_LastMessageWithAnUnreadableAgent_NamesThePath(string agent, string name) =>
        DriftOfLastMessage(agent).Should().Equal(new WebhookDrift(UnreadableValue, "$.eventData.lastMessage." + name));

    [Theory]
    [InlineData("""[{"property":"Plan","value":1},7]""")]
    [InlineData("""{"\ud800":1}""")] // a name that is not Unicode
    [InlineData("true")]
    public void GetDrift_InvalidCustomData_NamesItsPath(string customData) =>
        DriftOf($$$"""{"event":"customer.new","id":"1","eventData":{"id":3,"customData":{{{customData}}}}}""")
            .Should().Equal(new WebhookDrift(UnreadableValue, "$.eventData.customData"));

    [Fact]
    public void GetDrift_CustomData_DoesNotShowItsNames() =>
        DriftOf("""{"event":"customer.new","id":"1","eventData":{"id":3,"customData":{"Mother's name":{"deep":[1]}}}}""").Should().BeEmpty();

    [Theory]
    [InlineData("last login", "['*']")]
    [InlineData("", "['*']")]
    [InlineData("it's", "['*']")]
    [InlineData("back\\\\slash", "['*']")]
    [InlineData("größe", "['*']")]
    [InlineData("a.b", "['*']")]
    [InlineData("line\\nfeed", "['*']")] // no second line in a log
    [InlineData("\\u0041bc", ".Abc")] // the name, not its escapes
    [InlineData("snake_Case9", ".snake_Case9")]
    [InlineData("4915112345678", "['*']")] // a telephone number
    [InlineData("anna@example.com", "['*']")] // an address
    public void GetDrift_NameThatIsNotAnIdentifier_IsHidden(string name, string path) =>
        DriftOf($$$"""{"event":"customer.new","id":"1","eventData":{"id":3,"{{{name}}}":1}}""")
            .Should().Equal(new WebhookDrift(UnknownProperty, "$.eventData" + path));

    [Fact]
    public void GetDrift_VeryLongName_IsTruncated() =>
        DriftOf($$$"""{"event":"customer.new","id":"1","{{{new string('x', 5_000)}}}":1,"eventData":{"id":3}}""")
            .Should().Equal(new WebhookDrift(UnknownProperty, "$." + new string('x', 100) + "…"));

    [Fact]
    public void GetDrift_UnreadableThenReadableValue_IsEmpty() =>
        DriftOf("""{"event":"chat.closed","id":"1","attempts":"x","attempts":2,"eventData":{"chat_id":5,"status":1,"status":"new"}}""").Should().BeEmpty();

    [Fact]
    public void GetDrift_AnyBody_DoesNotQuoteTheContents()
    {
        var drift = DriftOf("""
            {"event":"customer.new","id":"SECRET","attempts":"SECRET","eventData":{"id":3,"name":["SECRET"],"userId":{"SECRET":1},
             "email":{"a":"SECRET"},"unsubscribed":"SECRET","customData":{"SECRET":"SECRET"},"phone":"SECRET"}}
            """);

        drift.Should().HaveCount(6);
        drift.Should().AllSatisfy(entry => entry.ToString().Should().NotContain("SECRET"));
    }

    [Fact]
    public void GetDrift_ConstructedEvent_IsThatOfItsRecords()
    {
        var made = new ChatClosedEvent { Id = "1", EventData = new ChatEventData { ChatId = 5, Status = new ChatStatus("parked") } };

        made.GetDrift().Should().Equal(new WebhookDrift(UnknownValue, "$.eventData.status"));
    }

    [Fact]
    public void GetDrift_ReadThroughJsonSerializer_IsTheSame()
    {
        const string Body = """{"event":"chat.closed","id":"1","x":1,"eventData":{"chat_id":5,"closedAt":[]}}""";

        JsonSerializer.Deserialize<WebhookEvent>(Body)!.GetDrift().Should().Equal(DriftOf(Body));
    }

    [Fact]
    public void ToString_Drift_IsKindAndPath() =>
        new WebhookDrift(UnknownProperty, "$.x").ToString().Should().Be("UnknownProperty at $.x");

    private static IReadOnlyList<WebhookDrift> DriftOf(string body) => DriftOf(WebhookParser.Default.Parse(body));

    private static IReadOnlyList<WebhookDrift> DriftOf(WebhookParseResult result) => result.GetEventOrThrow().GetDrift();

    private static IReadOnlyList<WebhookDrift> DriftOfLastMessage(string agent) =>
        DriftOf($$$$"""{"event":"chat.closed","id":"1","eventData":{"chat_id":5,"lastMessage":{"id":1,{{{{agent}}}}}}}""");
}
