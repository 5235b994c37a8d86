using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace HelpCrunch.Webhooks.Sdk.Tests.Parsing;

/// <summary>Custom events.</summary>
public sealed partial class CustomEventTests
{
    private const string Body = """
        {"event":"chat.tagged","eventData":{"chatId":5224081,"tags":["vip","new"]},"attempts":1,"lastAttemptAt":1607542031,"createdAt":1607542030,"id":"e-1","version":2}
        """;

    private const string SnakeBody = """{"event":"chat.tagged","eventData":{"chat_id":5224081,"status":"open"},"id":"e-1"}""";

    public sealed record TaggedData(long ChatId, IReadOnlyList<string> Tags);

    public sealed record SnakeData(long ChatId, string Status);

    public sealed record ValidatingData
    {
        public int Seats { get; init => field = value > 0 ? value : throw new InvalidOperationException("No seats."); }
    }

    public sealed record RatedData(ChatRating Rating, long Stars);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(SnakeData))]
    internal sealed partial class SnakeContext : JsonSerializerContext;

    [Fact]
    public void AddEvent_ByReflection_ReadsTheDataWithWebDefaults()
    {
        var parser = new WebhookParser(new WebhookParserOptions().AddEvent<TaggedData>("chat.tagged"));

        var webhookEvent = parser.Parse(Body).GetEventOrThrow().Should().BeOfType<CustomEvent<TaggedData>>().Subject;

        webhookEvent.EventType.Should().Be("chat.tagged");
        webhookEvent.EventData.ChatId.Should().Be(5224081);
        webhookEvent.EventData.Tags.Should().Equal("vip", "new");
        webhookEvent.Id.Should().Be("e-1");
        webhookEvent.Attempts.Should().Be(1);
        webhookEvent.CreatedAt.Should().Be(new DateTimeOffset(2020, 12, 9, 19, 27, 10, TimeSpan.Zero));
        webhookEvent.LastAttemptAt.Should().Be(new DateTimeOffset(2020, 12, 9, 19, 27, 11, TimeSpan.Zero));
        webhookEvent.AdditionalProperties.Keys.Should().Equal("version");
        webhookEvent.ToString().Should().Be("CustomEvent { EventType = chat.tagged, Id = e-1 }");
    }

    [Fact]
    public void AddEvent_WithTypeInfo_ReadsTheDataWithItsOptions()
    {
        var parser = new WebhookParser(new WebhookParserOptions().AddEvent("chat.tagged", SnakeContext.Default.SnakeData));

        var webhookEvent = parser.Parse("""{"event":"chat.tagged","eventData":{"chat_id":5224081,"status":"open"},"id":"e-1"}""").GetEventOrThrow();

        webhookEvent.Should().BeOfType<CustomEvent<SnakeData>>().Which.EventData.Should().Be(new SnakeData(5224081, "open"));
    }

    [Fact]
    public void AddEvent_WithSnakeCaseOptions_ReadsTheDataWithThem()
    {
        var options = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
        var parser = new WebhookParser(new WebhookParserOptions().AddEvent<SnakeData>("chat.tagged", options));

        parser.Parse(SnakeBody).GetEventOrThrow().Should().BeOfType<CustomEvent<SnakeData>>().Which.EventData.Should().Be(new SnakeData(5224081, "open"));
    }

    [Fact]
    public void AddEvent_WithTheOptionsOfAContext_ReadsTheDataWithItsMetadata()
    {
        var parser = new WebhookParser(new WebhookParserOptions().AddEvent<SnakeData>("chat.tagged", SnakeContext.Default.Options));

        parser.Parse(SnakeBody).GetEventOrThrow().Should().BeOfType<CustomEvent<SnakeData>>().Which.EventData.Should().Be(new SnakeData(5224081, "open"));
    }

    [Fact]
    public void AddEvent_OptionsChangedLater_AreCopies()
    {
        var options = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
        var parserOptions = new WebhookParserOptions().AddEvent<SnakeData>("chat.tagged", options);
        options.PropertyNamingPolicy = null;

        new WebhookParser(parserOptions).Parse(SnakeBody).GetEventOrThrow().Should().BeOfType<CustomEvent<SnakeData>>().Which.EventData.ChatId.Should().Be(5224081);
    }

    [Fact]
    public void AddEvent_OptionsWithAConverter_ComeAfterTheConvertersOfTheParser()
    {
        var options = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Converters = { new HundredfoldConverter() } };
        var plain = new WebhookParserOptions().AddEvent<SnakeData>("chat.tagged", options);
        var withConverter = new WebhookParserOptions { Converters = { new NegativeConverter() } }.AddEvent<SnakeData>("chat.tagged", options);

        ChatIdOf(plain).Should().Be(522408100);
        ChatIdOf(withConverter).Should().Be(-5224081);
        ChatIdOf(withConverter).Should().Be(-5224081, "the same options serve several parsers");
        options.Converters.Should().ContainSingle("the options of the caller are not changed");

        static long ChatIdOf(WebhookParserOptions options) =>
            ((CustomEvent<SnakeData>)new WebhookParser(options).Parse(SnakeBody).GetEventOrThrow()).EventData.ChatId;
    }

    [Fact]
    public void AddEvent_TypeInfoMadeByHand_IsUsedAsItIs()
    {
        var typeInfo = JsonTypeInfo.CreateJsonTypeInfo<MadeData>(JsonSerializerOptions.Default);
        typeInfo.CreateObject = () => new MadeData { IsMadeByHand = true };

        new WebhookParser(new WebhookParserOptions().AddEvent("chat.tagged", typeInfo)).Parse("""{"event":"chat.tagged","eventData":{},"id":"e-1"}""").GetEventOrThrow()
            .Should().BeOfType<CustomEvent<MadeData>>().Which.EventData.IsMadeByHand.Should().BeTrue();
    }

    [Fact]
    public void Parser_TypeInfoMadeByHandAndConverters_Throws()
    {
        var typeInfo = JsonTypeInfo.CreateJsonTypeInfo<MadeData>(JsonSerializerOptions.Default);
        var options = new WebhookParserOptions { Converters = { new HundredfoldConverter() } }.AddEvent("chat.tagged", typeInfo);

        FluentActions.Invoking(() => new WebhookParser(options)).Should().Throw<InvalidOperationException>().WithMessage(
            "The JsonTypeInfo passed to AddEvent for MadeData is not the one that its options return, so Converters cannot be added to it. Pass the JsonTypeInfo of a JsonSerializerContext, or the one that JsonSerializerOptions.GetTypeInfo returns.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AddEvent_TypeInfoOfChangeableOptions_ThrowsWithOrWithoutConverters(bool hasConverter)
    {
        var json = new JsonSerializerOptions { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        var options = new WebhookParserOptions();
        if (hasConverter)
        {
            options.Converters.Add(new HundredfoldConverter());
        }

        FluentActions.Invoking(() => options.AddEvent("chat.tagged", (JsonTypeInfo<MadeData>)json.GetTypeInfo(typeof(MadeData)))).Should().Throw<ArgumentException>()
            .WithParameterName("typeInfo").WithMessage(
                "The options of the JsonTypeInfo for MadeData are not read-only, so they return another JsonTypeInfo each time. Call MakeReadOnly() on the JsonSerializerOptions before GetTypeInfo, or pass the JsonTypeInfo of a JsonSerializerContext.*");

        json.MakeReadOnly();
        new WebhookParser(options.AddEvent("chat.tagged", (JsonTypeInfo<MadeData>)json.GetTypeInfo(typeof(MadeData))))
            .Parse("""{"event":"chat.tagged","eventData":{},"id":"e-1"}""").GetEventOrThrow().Should().BeOfType<CustomEvent<MadeData>>();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AddEvent_TypeInfoOfANewContext_IsUsedWithOrWithoutConverters(bool hasConverter)
    {
        var options = new WebhookParserOptions().AddEvent("chat.tagged", new SnakeContext(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower }).SnakeData);
        if (hasConverter)
        {
            options.Converters.Add(new HundredfoldConverter());
        }

        new WebhookParser(options).Parse(SnakeBody).GetEventOrThrow().Should().BeOfType<CustomEvent<SnakeData>>().Which.EventData.ChatId.Should().Be(hasConverter ? 522408100 : 5224081);
    }

    [Fact]
    public void AddEvent_DocumentedEvent_ReplacesThatEventOnly()
    {
        var parser = new WebhookParser(new WebhookParserOptions().AddEvent("chat.snoozed", SnakeContext.Default.SnakeData));

        parser.Parse("""{"event":"chat.snoozed","eventData":{"chat_id":1,"status":"open"},"id":"e-1"}""").GetEventOrThrow()
            .Should().BeOfType<CustomEvent<SnakeData>>();
        parser.Parse("""{"event":"chat.unsnoozed","eventData":{"chat_id":1,"status":"open"},"id":"e-1"}""").GetEventOrThrow()
            .Should().BeOfType<ChatUnsnoozedEvent>();
        parser.Parse("""{"event":"chat.tagged","eventData":{"chat_id":1,"status":"open"},"id":"e-1"}""").GetEventOrThrow()
            .Should().BeOfType<UnknownEvent>();
        WebhookParser.Default.Parse("""{"event":"chat.snoozed","eventData":{"chat_id":1,"status":"open"},"id":"e-1"}""").GetEventOrThrow()
            .Should().BeOfType<ChatSnoozedEvent>("the default parser does not have the model");
    }

    [Theory]
    [InlineData("""{"eventData":{"chat_id":1,"status":"open"},"id":"e-1","event":"chat.tagged"}""")] // the data precedes the event
    [InlineData("""{"event":"chat.new","eventData":{"chat_id":1,"status":"open"},"id":"e-1","event":"chat.tagged"}""")] // duplicate: the first one names another event
    [InlineData("""{"event":"chat.\u0074agged","eventData":{"chat_id":1,"status":"open"},"id":"e-1"}""")] // escaped
    public void Parse_CustomEventInAnotherOrder_IsRead(string body) =>
        new WebhookParser(new WebhookParserOptions().AddEvent("chat.tagged", SnakeContext.Default.SnakeData)).Parse(body).GetEventOrThrow()
            .Should().BeOfType<CustomEvent<SnakeData>>().Which.EventData.Should().Be(new SnakeData(1, "open"));

    [Theory]
    [InlineData("null", null)] // no data
    [InlineData("[]", "JsonException")] // not an object
    [InlineData("\"open\"", "JsonException")]
    [InlineData("{\"seats\":\"many\"}", "JsonException")] // a property that does not fit
    [InlineData("{\"seats\":0}", "InvalidOperationException")] // the type throws for the value
    public void Parse_DataDoesNotFitTheType_IsInvalidEventDataWithTheException(string data, string? cause)
    {
        var parser = new WebhookParser(new WebhookParserOptions().AddEvent<ValidatingData>("seats.changed"));

        var reason = cause is null ? "" : $": your type or converter threw {cause}";
        parser.Parse($$"""{"id":"e-1","event":"seats.changed","eventData":{{data}}}""").Should().Be(new WebhookParseResult.Failure(
            new WebhookParseError(WebhookParseErrorCode.InvalidEventData, $"The data of 'seats.changed' has no readable $.eventData{reason}.", "$.eventData")
            {
                BytePositionInLine = 48,
                EventType = "seats.changed",
                Id = "e-1",
            }));
    }

    [Fact]
    public void Parse_CustomEventWithoutData_IsInvalidEventData() =>
        new WebhookParser(new WebhookParserOptions().AddEvent<ValidatingData>("seats.changed")).Parse("""{"event":"seats.changed","id":"e-1"}""")
            .Should().Be(new WebhookParseResult.Failure(
                new WebhookParseError(WebhookParseErrorCode.InvalidEventData, "The data of 'seats.changed' has no readable $.eventData.", "$.eventData")
                {
                    EventType = "seats.changed",
                    Id = "e-1",
                }));

    [Fact]
    public void Parse_CustomEventOfAScalar_IsRead() =>
        new WebhookParser(new WebhookParserOptions().AddEvent<int>("seats.changed")).Parse("""{"event":"seats.changed","eventData":25,"id":"e-1"}""").GetEventOrThrow()
            .Should().BeOfType<CustomEvent<int>>().Which.EventData.Should().Be(25);

    [Fact]
    public void Parse_CustomEventOfRawJson_EqualsByContent()
    {
        var parser = new WebhookParser(new WebhookParserOptions().AddEvent<JsonElement>("seats.changed"));

        var first = parser.Parse("""{"event":"seats.changed","eventData":{"a":1,"b":[2]},"id":"e-1"}""");
        var second = parser.Parse("""{"event":"seats.changed","eventData":{ "b": [2], "a": 1 },"id":"e-1"}""");

        first.Should().Be(second);
        first.GetHashCode().Should().Be(second.GetHashCode());
    }

    [Theory]
    [InlineData(true)] // added before the event
    [InlineData(false)] // added after the event
    public void Parse_CustomEventWithConverters_CallsThemFirst(bool before)
    {
        var options = new WebhookParserOptions();
        var converter = new HundredfoldConverter();
        if (before)
        {
            options.Converters.Add(converter);
        }

        options.AddEvent<RatedData>("chat.scored");
        if (!before)
        {
            options.Converters.Add(converter);
        }

        new WebhookParser(options).Parse("""{"event":"chat.scored","eventData":{"rating":"great","stars":5},"id":"e-1"}""").GetEventOrThrow()
            .Should().BeOfType<CustomEvent<RatedData>>().Which.EventData.Should().Be(new RatedData(ChatRating.Great, 500));
    }

    [Fact]
    public void Serialize_CustomEvent_DeserializesToAnEqualOne()
    {
        var webhookEvent = new WebhookParser(new WebhookParserOptions().AddEvent<SnakeData>("chat.tagged"))
            .Parse("""{"event":"chat.tagged","eventData":{"chatId":1,"status":"open"},"id":"e-1","version":2}""").GetEventOrThrow();

        var json = JsonSerializer.Serialize(webhookEvent, JsonSerializerOptions.Web);

        json.Should().Be("""{"event":"chat.tagged","eventData":{"chatId":1,"status":"open"},"attempts":0,"lastAttemptAt":null,"createdAt":null,"id":"e-1","version":2}""");
        JsonSerializer.Deserialize<CustomEvent<SnakeData>>(json, JsonSerializerOptions.Web).Should().Be(webhookEvent);
    }

    [Theory]
    [InlineData("""{"chatId":1,"status":"open"}""")] // A documented event with a custom model.
    [InlineData("""{"chat_id":7,"chatId":1,"status":"open"}""")] // The SDK's model could read it as well.
    public void Deserialize_CustomEventOfADocumentedType_UsesTheModel(string data)
    {
        var json = $$"""{"event":"chat.new","eventData":{{data}},"id":"e-1"}""";

        var webhookEvent = JsonSerializer.Deserialize<CustomEvent<SnakeData>>(json, JsonSerializerOptions.Web);

        webhookEvent.Should().Be(new WebhookParser(new WebhookParserOptions().AddEvent<SnakeData>("chat.new")).Parse(json).GetEventOrThrow());
        webhookEvent!.EventData.Should().Be(new SnakeData(1, "open"));
    }

    [Fact]
    public void AddEvent_SameEventTwice_Throws() =>
        FluentActions.Invoking(() => new WebhookParserOptions().AddEvent<TaggedData>("chat.tagged").AddEvent("chat.tagged", SnakeContext.Default.SnakeData))
            .Should().Throw<ArgumentException>()
            .WithMessage(new ArgumentException("The event 'chat.tagged' has already been added. Add each event type once.", "eventType").Message);

    [Fact]
    public void AddEvent_EmptyEvent_Throws() =>
        FluentActions.Invoking(() => new WebhookParserOptions().AddEvent<TaggedData>(""))
            .Should().Throw<ArgumentException>()
            .WithMessage(new ArgumentException("The event type is empty. Pass the string that HelpCrunch sends in 'event'.", "eventType").Message);

    [Fact]
    public void AddEvent_Null_Throws()
    {
        FluentActions.Invoking(() => new WebhookParserOptions().AddEvent<TaggedData>(null!)).Should().Throw<ArgumentNullException>().WithParameterName("eventType");
        FluentActions.Invoking(() => new WebhookParserOptions().AddEvent(null!, SnakeContext.Default.SnakeData)).Should().Throw<ArgumentNullException>().WithParameterName("eventType");
        FluentActions.Invoking(() => new WebhookParserOptions().AddEvent("chat.tagged", (JsonTypeInfo<SnakeData>)null!)).Should().Throw<ArgumentNullException>().WithParameterName("typeInfo");
        FluentActions.Invoking(() => new WebhookParserOptions().AddEvent<SnakeData>("chat.tagged", (JsonSerializerOptions)null!)).Should().Throw<ArgumentNullException>().WithParameterName("options");
        FluentActions.Invoking(() => new WebhookParserOptions().AddEvent<SnakeData>(null!, JsonSerializerOptions.Default)).Should().Throw<ArgumentNullException>().WithParameterName("eventType");
        FluentActions.Invoking(() => new CustomEvent<SnakeData>(null!) { Id = "", EventData = new(1, "") }).Should().Throw<ArgumentNullException>().WithParameterName("eventType");
        FluentActions.Invoking(() => new UnknownEvent(null!) { Id = "", EventData = default }).Should().Throw<ArgumentNullException>().WithParameterName("eventType");
    }

    private sealed class HundredfoldConverter : JsonConverter<long>
    {
        public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetInt64() * 100;

        public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) => writer.WriteNumberValue(value / 100);
    }

    private sealed class NegativeConverter : JsonConverter<long>
    {
        public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => -reader.GetInt64();

        public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) => writer.WriteNumberValue(-value);
    }

    public sealed record MadeData
    {
        public bool IsMadeByHand { get; init; }
    }
}
