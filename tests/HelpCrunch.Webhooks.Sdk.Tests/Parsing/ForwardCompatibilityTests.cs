namespace HelpCrunch.Webhooks.Sdk.Tests.Parsing;

/// <summary>Unknown and unreadable values are preserved and do not affect other values.</summary>
public sealed class ForwardCompatibilityTests
{
    [Fact]
    public void Parse_UnknownEvent_IsAnUnknownEventWithItsRawData()
    {
        var webhookEvent = Parsed.Event<UnknownEvent>("""{"event":"chat.tagged","eventData":{"chat_id":5224081,"tags":["vip"]},"attempts":2,"id":"e-1"}""");

        webhookEvent.EventType.Should().Be("chat.tagged");
        webhookEvent.Id.Should().Be("e-1");
        webhookEvent.Attempts.Should().Be(2);
        webhookEvent.EventData.GetRawText().Should().Be("""{"chat_id":5224081,"tags":["vip"]}""");
    }

    [Theory]
    [InlineData("Chat.New")] // events are case-sensitive
    [InlineData("chat.new ")] // a trailing space
    [InlineData("chat.ne")] // the start of a known event
    [InlineData("chat.newer")] // a known event with a suffix
    [InlineData("chat_new")] // the length of a known event
    [InlineData("чат.новий")] // not ASCII
    public void Parse_SimilarEventType_IsUnknown(string eventType) =>
        Parsed.Event<UnknownEvent>($$"""{"event":"{{eventType}}","eventData":{"chat_id":1},"id":"e-1"}""").EventType.Should().Be(eventType);

    [Fact]
    public void Parse_UnknownValue_IsPreservedInTheOpenValue()
    {
        var chat = Parsed.Chat("\"status\":\"parked\",\"rating\":\"fine\",\"closedBy\":\"automation\"");

        chat.Status.Should().Be(new ChatStatus("parked"));
        chat.Rating.Should().Be(new ChatRating("fine"));
        chat.ClosedBy.Should().Be(new ChatClosedBy("automation"));
        chat.Status!.Value.IsKnown.Should().BeFalse();
        chat.AdditionalProperties.Should().BeEmpty();
    }

    [Fact]
    public void Parse_UnknownProperty_IsPreservedInItsRecord()
    {
        var webhookEvent = Parsed.Event<ChatNewEvent>("""{"event":"chat.new","a":1,"eventData":{"chat_id":5224081,"b":2,"customer":{"id":1,"c":3},"lastMessage":{"id":2,"d":4}},"id":"e-1"}""");

        webhookEvent.AdditionalProperties.Keys.Should().Equal("a");
        webhookEvent.EventData.AdditionalProperties.Keys.Should().Equal("b");
        webhookEvent.EventData.Customer!.AdditionalProperties.Keys.Should().Equal("c");
        webhookEvent.EventData.LastMessage!.AdditionalProperties.Keys.Should().Equal("d");
        webhookEvent.EventData.LastMessage.AdditionalProperties["d"].GetInt32().Should().Be(4);
    }

    [Theory]
    [InlineData(1, 10_000)] // one property, more than twice as long as the initial buffer
    [InlineData(300, 50)] // many short properties, which reach the end of the buffer
    public void Parse_UnknownPropertiesOfAnyLength_ArePreserved(int count, int length)
    {
        var names = Enumerable.Range(0, count).Select(number => $"x{number}").ToArray();

        var chat = Parsed.Chat(string.Join(",", names.Select(name => $"\"{name}\":\"{new string('§', length)}\"")));

        chat.AdditionalProperties.Keys.Should().Equal(names);
        chat.AdditionalProperties.Values.Select(value => value.GetString()).Should().AllBe(new string('§', length));
    }

    [Theory]
    [InlineData("customer", "7")] // an id where the object is documented
    [InlineData("customer", """{"name":"Paul"}""")] // an object without the id
    [InlineData("closedBy", "1")] // a code in place of a text
    [InlineData("status", "[\"open\"]")] // a list of texts
    [InlineData("closedAt", "\"yesterday\"")] // not a number
    [InlineData("createdAt", "253402300800")] // one second after DateTimeOffset.MaxValue
    [InlineData("snoozedUntil", "\"-62135596801\"")] // one second before DateTimeOffset.MinValue
    [InlineData("rating", "5")] // stars
    [InlineData("applicationId", "9223372036854775808")] // long.MaxValue + 1
    [InlineData("applicationId", "1.5")] // not an integer
    [InlineData("applications", "\"743\"")] // not a list
    [InlineData("applications", "[743,[42]]")] // a list in the list
    [InlineData("communicatedAgents", "[null]")] // not an agent
    [InlineData("department", "\"Sales\"")] // only its name
    [InlineData("assignee", "{\"id\":\"x\"}")] // an invalid id
    [InlineData("lastMessage", "true")] // not an object
    public void Parse_UnreadableKnownProperty_IsPreservedAndTheMemberIsNull(string name, string value)
    {
        var chat = Parsed.Chat($"\"{name}\":{value},\"lastCustomerMessageAt\":\"1607540767.166\"");

        chat.AdditionalProperties.Keys.Should().Equal(name);
        chat.AdditionalProperties[name].GetRawText().Should().Be(value);
        chat.LastCustomerMessageAt.Should().NotBeNull("the other members are read");
        (chat with { AdditionalProperties = null! }).Should().Be(Parsed.Chat("\"lastCustomerMessageAt\":\"1607540767.166\""), "the member is empty");
    }

    [Theory]
    [InlineData("2147483647", int.MaxValue, false)]
    [InlineData("-2147483648", int.MinValue, false)]
    [InlineData("2147483648", 0, true)] // int.MaxValue + 1
    [InlineData("-2147483649", 0, true)]
    public void Parse_Attempts_AreReadWithinTheRangeOfAnInteger(string attempts, int expected, bool isPreserved)
    {
        var webhookEvent = Parsed.Event<ChatNewEvent>($$"""{"event":"chat.new","eventData":{"chat_id":1},"attempts":{{attempts}},"id":"e-1"}""");

        webhookEvent.Attempts.Should().Be(expected);
        webhookEvent.AdditionalProperties.ContainsKey("attempts").Should().Be(isPreserved);
    }

    [Fact]
    public void Parse_UnreadableThenReadableValue_UsesTheReadableOne() =>
        Parsed.Chat("\"status\":1,\"rating\":5,\"status\":\"open\"").AdditionalProperties.Keys.Should().Equal("rating");

    [Fact]
    public void Parse_UnreadableEnvelopeValues_ArePreserved()
    {
        var webhookEvent = Parsed.Event<ChatNewEvent>("""{"event":"chat.new","eventData":{"chat_id":1},"attempts":"many","lastAttemptAt":{},"createdAt":"now","id":"e-1"}""");

        webhookEvent.Attempts.Should().Be(0);
        webhookEvent.LastAttemptAt.Should().BeNull();
        webhookEvent.CreatedAt.Should().BeNull();
        webhookEvent.AdditionalProperties.Keys.Should().Equal("attempts", "lastAttemptAt", "createdAt");
    }

    [Theory]
    [InlineData("\"agentId\":2924,\"agent\":null", 2924)] // PHP sends null for missing values
    [InlineData("\"agent\":null,\"agentId\":2924", 2924)]
    [InlineData("\"agentId\":2924,\"agent\":\"Anna\"", 2924)] // an unreadable value in addition to the id
    [InlineData("\"agentId\":\"Anna\",\"agent_id\":2924", 2924)]
    [InlineData("\"agent\":{\"id\":2931},\"agentId\":2924", 2924)] // the object has precedence over the plain id
    [InlineData("\"agent\":2924,\"agent\":{\"id\":2931}", 2931)] // duplicate name: the last one is used
    [InlineData("\"agent\":{\"id\":2931},\"agent\":null", null)]
    public void Parse_AgentOfLastMessageUnderSeveralNames_IsFound(string fields, int? expected) =>
        Parsed.Chat($"\"lastMessage\":{{\"id\":1,{fields}}}").LastMessage!.AgentId.Should().Be(expected);

    [Theory]
    [InlineData("\"name\":\"a\",\"name\":\"b\"", "b", 0)]
    [InlineData("\"name\":7,\"name\":\"b\"", "b", 0)] // an unreadable value that is replaced is not preserved
    [InlineData("\"name\":\"a\",\"name\":7", null, 1)]
    [InlineData("\"name\":\"a\",\"name\":null", null, 0)]
    [InlineData("\"name\":7,\"name\":null", null, 0)]
    [InlineData("\"name\":7,\"name\":8", null, 1)]
    [InlineData("\"name\":\"a\",\"n\\u0061me\":\"b\"", "b", 0)] // an escaped name is the same name
    public void Parse_DuplicateName_UsesTheLast(string fields, string? name, int preserved)
    {
        var customer = Parsed.Chat($"\"customer\":{{\"id\":1,{fields}}}").Customer!;

        customer.Name.Should().Be(name);
        customer.AdditionalProperties.Should().HaveCount(preserved);
    }

    [Fact]
    public void Parse_DuplicateEvent_UsesTheLast() =>
        Parsed.Event<CustomerNewEvent>("""{"event":"chat.new","eventData":{"chat_id":1,"id":2},"event":"customer.new","id":"e-1"}""").EventData.Id.Should().Be(2);

    [Fact]
    public void Parse_DuplicateEventData_UsesTheLastOnly()
    {
        var chat = Parsed.Event<ChatNewEvent>("""{"event":"chat.new","eventData":{"chat_id":1,"status":"open","x":1},"eventData":{"chat_id":2},"id":"e-1"}""").EventData;

        chat.Should().Be(new ChatEventData { ChatId = 2 });
    }

    [Fact]
    public void Parse_CustomConverterThrows_PreservesTheValue()
    {
        var options = new WebhookParserOptions();
        options.Converters.Add(new ThrowingConverter());

        var webhookEvent = new WebhookParser(options).Parse("""{"event":"chat.new","eventData":{"chat_id":1,"status":"open"},"id":"e-1"}""").GetEventOrThrow();

        var chat = webhookEvent.Should().BeOfType<ChatNewEvent>().Subject.EventData;
        chat.Status.Should().BeNull();
        chat.AdditionalProperties["status"].GetRawText().Should().Be("\"open\"");
    }

    private sealed class ThrowingConverter : System.Text.Json.Serialization.JsonConverter<ChatStatus>
    {
        public override ChatStatus Read(ref System.Text.Json.Utf8JsonReader reader, Type typeToConvert, System.Text.Json.JsonSerializerOptions options) =>
            throw new DivideByZeroException();

        public override void Write(System.Text.Json.Utf8JsonWriter writer, ChatStatus value, System.Text.Json.JsonSerializerOptions options) =>
            throw new NotSupportedException();
    }
}
