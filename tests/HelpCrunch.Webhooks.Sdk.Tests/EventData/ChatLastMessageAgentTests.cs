using System.Text.Json;
using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Tests.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Tests.EventData;

/// <summary>"If sent from agent, also the ID of that agent": the name of that key is not documented.</summary>
public sealed class ChatLastMessageAgentTests
{
    private static readonly JsonSerializerOptions Listed = ParserJsonOptions.With(new FirstOfList());

    [Theory]
    [InlineData("""{"id":1,"agentId":5}""")]
    [InlineData("""{"id":1,"agent":5}""")]
    [InlineData("""{"id":1,"agent_id":5}""")]
    [InlineData("""{"id":1,"agentId":"5"}""")] // PHP sends ids as numbers or strings.
    [InlineData("""{"id":1,"agent":"5"}""")]
    [InlineData("""{"id":1,"agent":{"id":5,"name":"Ann"}}""")]
    [InlineData("""{"id":1,"agentId":{"name":"Ann","id":"5"}}""")]
    [InlineData("""{"id":1,"agent_id":{"id":5}}""")]
    [InlineData("""{"agent":{"id":5},"agentId":5,"id":1}""")] // The same id twice, before the id of the message.
    [InlineData("""{"id":1,"agentId":5,"agent":null}""")] // Null under one name does not remove the id of another.
    [InlineData("""{"id":1,"agent":null,"agentId":5}""")]
    [InlineData("""{"id":1,"agentId":5,"agent":"Ann"}""")] // An unreadable value does not remove it either.
    [InlineData("""{"id":1,"agent":{"id":5},"agentId":null}""")]
    [InlineData("""{"id":1,"agent":{"id":5},"agent_id":{"name":"Ann"}}""")]
    [InlineData("""{"id":1,"agentId":5,"agent":{"id":6}}""")] // The plain id is used, and the object is preserved.
    [InlineData("""{"id":1,"agent_id":7,"agent":6,"agentId":5}""")] // Of several plain ids, that of the likeliest name is used, in any order.
    [InlineData("""{"id":1,"agent_id":7,"agent":5}""")]
    [InlineData("""{"id":1,"agent":{"id":6},"agentId":{"id":5}}""")] // The same for several objects.
    [InlineData("""{"id":1,"agent_id":{"id":7},"agent":{"id":5}}""")]
    public void AgentId_UnderEachNameAndForm_IsReadAndSurvivesARoundTrip(string json)
    {
        var message = Read(json);

        message.AgentId.Should().Be(5);
        message.Id.Should().Be(1);
        Read(JsonSerializer.Serialize(message)).Should().Be(message);
    }

    [Theory]
    [InlineData("""{"id":1}""")]
    [InlineData("""{"id":1,"agentId":null}""")]
    [InlineData("""{"id":1,"agent":null}""")]
    [InlineData("""{"id":1,"agent":"Ann"}""")]
    [InlineData("""{"id":1,"agent":true}""")]
    [InlineData("""{"id":1,"agent":{"name":"Ann"}}""")] // An object without an id.
    [InlineData("""{"id":1,"agent":{"id":{"id":5}}}""")]
    [InlineData("""{"id":1,"agent":{"id":["id",5]}}""")] // A list is not an id.
    [InlineData("""{"id":1,"agent":{"team":{"id":5}}}""")] // The id of a nested object is not used.
    [InlineData("""{"id":1,"agent":[5]}""")]
    [InlineData("""{"id":1,"agent":[]}""")]
    public void AgentId_WithoutAReadableId_IsNullAndSurvivesARoundTrip(string json)
    {
        var message = Read(json);

        message.AgentId.Should().BeNull();
        Read(JsonSerializer.Serialize(message)).Should().Be(message);
    }

    [Fact]
    public void AgentId_FromAnObject_PreservesTheObject() =>
        Write("""{"id":1,"agent":{"id":5,"name":"Ann"}}""").Should()
            .Be("""{"id":1,"text":null,"createdAt":null,"agent":{"id":5,"name":"Ann"}}""");

    [Fact]
    public void AgentId_PlainId_IsWrittenAsAgentId() =>
        Write("""{"id":1,"agent_id":"5"}""").Should().Be("""{"id":1,"text":null,"createdAt":null,"agentId":5}""");

    [Fact]
    public void AgentId_UnreadableValue_IsWrittenBack() =>
        Write("""{"id":1,"agent":"Ann"}""").Should().Be("""{"id":1,"text":null,"createdAt":null,"agent":"Ann"}""");

    [Theory]
    [InlineData("""{"id":1,"agent_id":"7","agent":6,"agentId":5}""", """{"id":1,"text":null,"createdAt":null,"agentId":5,"agent":6,"agent_id":"7"}""")]
    [InlineData("""{"id":1,"agent_id":7,"agent":5}""", """{"id":1,"text":null,"createdAt":null,"agentId":5,"agent_id":7}""")]
    [InlineData("""{"id":1,"agent_id":5,"agent":5,"agentId":5}""", """{"id":1,"text":null,"createdAt":null,"agentId":5}""")] // The same id three times is written once.
    [InlineData("""{"id":1,"agent":{"id":6},"agent":7,"agentId":5}""", """{"id":1,"text":null,"createdAt":null,"agentId":5,"agent":7}""")] // Duplicate name: the last one is used.
    public void AgentId_SeveralDifferentIds_PreservesTheOthers(string json, string expected) => Write(json).Should().Be(expected);

    [Theory]
    [InlineData("""{"id":1,"agentId":{"id":5,"name":"Ann"}}""", """{"id":1,"text":null,"createdAt":null,"agent":9,"agentId":{"id":5,"name":"Ann"}}""")] // The preserved object is written back.
    [InlineData("""{"id":1,"agentId":"Ann"}""", """{"id":1,"text":null,"createdAt":null,"agent":9,"agentId":"Ann"}""")]
    [InlineData("""{"id":1,"agent":{"id":5}}""", """{"id":1,"text":null,"createdAt":null,"agentId":9,"agent":{"id":5}}""")]
    public void AgentId_Changed_IsWrittenAndReadAgain(string json, string expected)
    {
        var changed = Read(json) with { AgentId = 9 };

        JsonSerializer.Serialize(changed).Should().Be(expected);
        Read(expected).AgentId.Should().Be(9);
    }

    [Fact]
    public void AgentId_SeveralPlainIdsWithACustomConverter_SurviveARoundTrip()
    {
        var options = ParserJsonOptions.With(new AddThousandConverter());

        var message = JsonSerializer.Deserialize<ChatLastMessage>("""{"id":1,"agentId":10,"agent":20}""", options)!;
        var written = JsonSerializer.Serialize(message, options);

        message.AgentId.Should().Be(1010);
        written.Should().Be("""{"id":1,"text":null,"createdAt":null,"agentId":10,"agent":20}""");
        JsonSerializer.Deserialize<ChatLastMessage>(written, options).Should().Be(message);
    }

    [Fact]
    public void AgentId_InEveryCombinationOfNamesAndForms_SurvivesARoundTrip()
    {
        string[] forms = ["", "null", "5", "6", "\"5\"", "\"Ann\"", "true", "[5]", """{"id":5}""", """{"id":6}""", """{"name":"Ann"}"""];
        var bodies =
            from agentId in forms
            from agent in forms
            from agentIdInSnakeCase in forms
            select $$"""{"id":1{{Property("agentId", agentId)}}{{Property("agent", agent)}}{{Property("agent_id", agentIdInSnakeCase)}}}""";

        bodies.Where(body => !Read(JsonSerializer.Serialize(Read(body))).Equals(Read(body))).Should().BeEmpty();

        static string Property(string name, string value) => value.Length == 0 ? "" : $",\"{name}\":{value}";
    }

    [Fact]
    public void AgentId_CustomConverterReadsAList_IsPreserved()
    {
        var message = JsonSerializer.Deserialize<ChatLastMessage>("""{"id":[1],"agentId":[10],"agent":[20,30]}""", Listed)!;

        message.AgentId.Should().Be(10);
        message.AdditionalProperties["agent"].GetRawText().Should().Be("[20,30]");
    }

    private sealed class FirstOfList : JsonConverter<long>
    {
        public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonElement.ParseValue(ref reader)[0].GetInt64();

        public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) => throw new NotSupportedException();
    }

    private static ChatLastMessage Read(string json) => JsonSerializer.Deserialize<ChatLastMessage>(json)!;

    private static string Write(string json) => JsonSerializer.Serialize(Read(json));
}
