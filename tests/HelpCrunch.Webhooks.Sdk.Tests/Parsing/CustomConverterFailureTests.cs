using System.Text.Json;
using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Tests.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Tests.Parsing;

/// <summary>Errors in custom converters and models. They are reported to the developer, and a delivery does not throw.</summary>
public sealed class CustomConverterFailureTests
{
    private const string Chat = """{"event":"chat.new","eventData":{"chat_id":1,"department":{"id":2,"name":"Sales"}},"id":"e-1"}""";

    private static readonly JsonSerializerOptions Lenient = new() { AllowTrailingCommas = true, ReadCommentHandling = JsonCommentHandling.Skip };
    private static readonly JsonSerializerOptions Reversing = ParserJsonOptions.With(new Reversed());

    [Fact]
    public void Constructor_FactoryThrows_Throws() =>
        FluentActions.Invoking(() => Parser(new ThrowingFactory(typeof(long?)))).Should().Throw<NotSupportedException>().WithMessage("create");

    [Fact]
    public void Constructor_FactoryThrowsForAnAddedEvent_Throws()
    {
        var options = new WebhookParserOptions { Converters = { new ThrowingFactory(typeof(CustomEvent<Needy>)) } }.AddEvent<Needy>("my.event");

        FluentActions.Invoking(() => new WebhookParser(options)).Should().Throw<NotSupportedException>().WithMessage("create");
    }

    [Fact]
    public void Constructor_FactoryThrowsForADocumentedEvent_ThrowsUnlessTheEventIsReplaced()
    {
        var options = new WebhookParserOptions { Converters = { new ThrowingFactory(typeof(ChatNewEvent)) } };

        FluentActions.Invoking(() => new WebhookParser(options)).Should().Throw<NotSupportedException>().WithMessage("create");
        FluentActions.Invoking(() => new WebhookParser(options.AddEvent<Needy>("chat.new"))).Should().NotThrow();
    }

    [Fact]
    public void Parse_Factory_IsNotCalledAgain()
    {
        var factory = new CountingFactory();
        var parser = Parser(factory);
        var before = factory.Asked;

        parser.Parse(Chat).GetEventOrThrow().Should().BeOfType<ChatNewEvent>().Which.Id.Should().Be("made");

        factory.Asked.Should().Be(before);
    }

    [Fact]
    public void Parse_DataConverterThrows_FailsAtTheDataWithTheException()
    {
        var error = Parser(new ThrowingConverter<ChatEventData>()).Parse(Chat).Should().BeOfType<WebhookParseResult.Failure>().Subject.Error;

        error.Code.Should().Be(WebhookParseErrorCode.InvalidEventData);
        error.Message.Should().Be("The data of 'chat.new' has no readable $.eventData: your type or converter threw FormatException.");
        error.Exception.Should().BeOfType<FormatException>();
        error.ToString().Should().NotContain("SECRET");
    }

    [Fact]
    public void Parse_IdConverterThrows_FailsAtTheDataIdWithTheException()
    {
        const string Body = """{"event":"chat.new","eventData":{"chat_id":743,"customer":{"id":1}},"id":"1"}""";

        var error = Parser(new ThrowingConverter<long>()).Parse(Body).Should().BeOfType<WebhookParseResult.Failure>().Subject.Error;

        error.Message.Should().Be("The data of 'chat.new' has no readable $.eventData.chat_id: your type or converter threw FormatException.");
        error.BytePositionInLine.Should().Be(Body.IndexOf("743", StringComparison.Ordinal));
        error.Exception.Should().BeOfType<FormatException>();
    }

    [Fact]
    public void Parse_MissingId_HasNoException()
    {
        var error = Parser(new ThrowingConverter<long>()).Parse("""{"event":"chat.new","eventData":{"customer":{"id":1}},"id":"1"}""")
            .Should().BeOfType<WebhookParseResult.Failure>().Subject.Error;

        error.Message.Should().Be("The data of 'chat.new' has no readable $.eventData.chat_id.");
        error.Exception.Should().BeNull();
    }

    [Fact]
    public void Parse_NullId_HasNoException()
    {
        var error = Parser(new ThrowingConverter<long>()).Parse("""{"event":"chat.new","eventData":{"department":{"id":2},"chat_id":null},"id":"1"}""")
            .Should().BeOfType<WebhookParseResult.Failure>().Subject.Error;

        error.Message.Should().Be("The data of 'chat.new' has no readable $.eventData.chat_id.");
        error.Exception.Should().BeNull();
    }

    [Fact]
    public void Parse_StringConverter_DoesNotReadTheIdOfTheWebhook()
    {
        Parser(new ThrowingConverter<string>()).Parse(Chat).GetEventOrThrow().Id.Should().Be("e-1");
        Parser(new ThrowingConverter<string>()).Parse("""{"event":"chat.new","eventData":{"chat_id":1},"id":7}""").GetEventOrThrow().Id.Should().Be("7");
    }

    [Fact]
    public void Constructor_ConverterForAnIncompatibleType_Throws()
    {
        FluentActions.Invoking(() => Parser(new Claiming(typeof(ChatCustomer)))).Should().Throw<InvalidOperationException>().WithMessage(
            "CanConvert of the converter Claiming returns true for ChatCustomer, but it cannot convert this type. Change CanConvert, or remove the converter.");
        FluentActions.Invoking(() => Parser(new Claiming(typeof(UnknownEvent)))).Should().Throw<InvalidOperationException>();
        FluentActions.Invoking(() => new WebhookParser(new WebhookParserOptions { Converters = { new Claiming(typeof(CustomEvent<Needy>)) } }.AddEvent<Needy>("my.event")))
            .Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void Deserialize_IdConverterThrows_HasTheInnerException()
    {
        var options = ParserJsonOptions.With(new ThrowingConverter<long>());

        FluentActions.Invoking(() => JsonSerializer.Deserialize<ChatCustomer>("""{"id":1}""", options))
            .Should().Throw<JsonException>().WithInnerException<FormatException>();
    }

    [Fact]
    public void GetEventOrThrow_DataConverterThrows_HasTheExceptionInTheErrorOnly()
    {
        var exception = FluentActions.Invoking(() => Parser(new ThrowingConverter<ChatEventData>()).Parse(Chat).GetEventOrThrow())
            .Should().Throw<WebhookParseException>().Which;

        exception.Error.Exception.Should().BeOfType<FormatException>();
        exception.InnerException.Should().BeNull();
        exception.ToString().Should().NotContain("SECRET", "loggers write this text");
    }

    [Fact]
    public void Equals_SameErrorWithAnotherException_IsEqual()
    {
        var parser = Parser(new ThrowingConverter<ChatEventData>());

        parser.Parse(Chat).Should().Be(parser.Parse(Chat));
        parser.Parse(Chat).GetHashCode().Should().Be(parser.Parse(Chat).GetHashCode());
    }

    [Fact]
    public void Parse_CustomModelDoesNotFit_HasTheException()
    {
        var parser = new WebhookParser(new WebhookParserOptions().AddEvent<Needy>("my.event"));

        var error = parser.Parse("""{"event":"my.event","eventData":{},"id":"e-1"}""").Should().BeOfType<WebhookParseResult.Failure>().Subject.Error;

        error.Exception.Should().BeOfType<JsonException>();
    }

    [Fact]
    public void Parse_ConverterReadsAnotherType_FindsItsMetadata()
    {
        var parser = Parser(new DepartmentConverter());

        var chat = (ChatEvent)parser.Parse(Chat).GetEventOrThrow();

        chat.EventData.Department!.Name.Should().Be("Sales, read by way of another type");
    }

    [Fact]
    public void Parse_ConverterOfAnUndocumentedEvent_IsUsed()
    {
        var parser = new WebhookParser(new WebhookParserOptions { Converters = { new ConstantConverter<UnknownEvent>(() => new UnknownEvent("mine") { Id = "u", EventData = default }) } });

        parser.Parse("""{"event":"x.y","id":"e-1"}""").GetEventOrThrow().Id.Should().Be("u");
    }

    [Fact]
    public void Parse_NoDataAndAConverterOfItsType_IsInvalidEventData()
    {
        // System.Text.Json calls a converter for null only if its HandleNull is true.
        var parser = Parser(new ConstantConverter<ChatEventData>(() => new ChatEventData { ChatId = 1 }));

        parser.Parse("""{"event":"chat.new","eventData":null,"id":"e-1"}""")
            .Should().BeOfType<WebhookParseResult.Failure>().Which.Error.Code.Should().Be(WebhookParseErrorCode.InvalidEventData);
    }

    [Fact]
    public void Parse_NullDataAndAConverterThatHandlesNull_HasItsData()
    {
        var parser = Parser(new ConstantConverter<ChatEventData>(() => new ChatEventData { ChatId = 1 }, handleNull: true));

        parser.Parse("""{"event":"chat.new","eventData":null,"id":"e-1"}""").GetEventOrThrow().Should().BeOfType<ChatNewEvent>().Which.EventData.ChatId.Should().Be(1);
        parser.Parse("""{"event":"chat.new","id":"e-1"}""").Should().BeOfType<WebhookParseResult.Failure>().Which.Error.Code.Should().Be(WebhookParseErrorCode.InvalidEventData);
    }

    [Fact]
    public void Serialize_EventAsItsGenericBase_HasTheWireNames()
    {
        WebhookEvent<ChatEventData> webhookEvent = (ChatNewEvent)WebhookParser.Default.Parse(Chat).GetEventOrThrow();

        var written = JsonSerializer.Serialize(webhookEvent);

        written.Should().Be(JsonSerializer.Serialize<WebhookEvent>(webhookEvent));
        JsonSerializer.Deserialize<WebhookEvent<ChatEventData>>(written).Should().Be(webhookEvent);
    }

    [Theory]
    [InlineData("""{"event":"chat.new","eventData":{"chat_id":1,"applications":[{"id":1,},]},"id":"e-1"}""")] // the list has a trailing comma
    [InlineData("""{"event":"chat.new","eventData":{"chat_id":1,"lastMessage":{"id":1,"agent":{"id":1,}}},"id":"e-1"}""")]
    [InlineData("""{"event":"chat.new","eventData":{"chat_id":1,"lastMessage":{"id":1,"agent":{"id":1/* who */}}},"id":"e-1"}""")]
    public void Serialize_ReadWithLenientOptions_IsWrittenAndListed(string json)
    {
        var webhookEvent = JsonSerializer.Deserialize<WebhookEvent>(json, Lenient)!;

        FluentActions.Invoking(webhookEvent.GetDrift).Should().NotThrow();
        JsonSerializer.Deserialize<WebhookEvent>(JsonSerializer.Serialize(webhookEvent)).Should().Be(webhookEvent);
    }

    [Fact]
    public void Serialize_StringConverter_DoesNotChangeTheEventTypeOrTheId()
    {
        var webhookEvent = JsonSerializer.Deserialize<WebhookEvent>("""{"event":"chat.new","eventData":{"chat_id":1},"id":"1-e"}""", Reversing)!;

        var written = JsonSerializer.Serialize(webhookEvent, Reversing);

        webhookEvent.Id.Should().Be("1-e");
        written.Should().StartWith("""{"event":"chat.new",""").And.EndWith("\"id\":\"1-e\"}");
    }

    private static WebhookParser Parser(JsonConverter converter) => new(new WebhookParserOptions { Converters = { converter } });

    internal sealed record Needy
    {
        public required string Name { get; init; }
    }

    private sealed class CountingFactory : JsonConverterFactory
    {
        public int Asked { get; private set; }

        public override bool CanConvert(Type typeToConvert) => typeToConvert == typeof(ChatNewEvent);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
        {
            Asked++;
            return new ConstantConverter<ChatNewEvent>(() => new ChatNewEvent { Id = "made", EventData = new ChatEventData { ChatId = 1 } });
        }
    }

    private sealed class ThrowingFactory(Type taken) : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert == taken;

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("create");
    }

    private sealed class ThrowingConverter<T> : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new FormatException("SECRET");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => throw new FormatException("SECRET");
    }

    /// <summary>A converter of integers that is asked for another type.</summary>
    private sealed class Claiming(Type claimed) : JsonConverter<int>
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert == claimed;

        public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => 0;

        public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => throw new NotSupportedException();
    }

    private sealed class DepartmentConverter : JsonConverter<ChatDepartment>
    {
        public override ChatDepartment Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var other = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(ref reader, options)!;
            return new ChatDepartment { Id = other["id"].GetInt64(), Name = other["name"].GetString() + ", read by way of another type" };
        }

        public override void Write(Utf8JsonWriter writer, ChatDepartment value, JsonSerializerOptions options) => throw new NotSupportedException();
    }

    private sealed class ConstantConverter<TEvent>(Func<TEvent> make, bool handleNull = false) : JsonConverter<TEvent>
    {
        public override bool HandleNull => handleNull;

        public override TEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            reader.Skip();
            return make();
        }

        public override void Write(Utf8JsonWriter writer, TEvent value, JsonSerializerOptions options) => throw new NotSupportedException();
    }

    private sealed class Reversed : JsonConverter<string>
    {
        public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Turn(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(Turn(value));

        private static string Turn(string text) => new([.. text.Reverse()]);
    }
}
