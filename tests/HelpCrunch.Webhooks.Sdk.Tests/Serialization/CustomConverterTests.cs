using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace HelpCrunch.Webhooks.Sdk.Tests.Serialization;

/// <summary>
/// A custom converter has precedence for each value of its type: in a parser, and for the SDK's types in any options.
/// </summary>
public sealed class CustomConverterTests
{
    private static readonly DateTimeOffset CustomTime = new(2001, 2, 3, 4, 5, 6, TimeSpan.Zero);

    [Fact]
    public void CustomConverter_Long_IsUsedEverywhere()
    {
        var converter = new CustomConverter<long>(99);

        EachOfParser<ChatEvent>("chat.new", converter, chat =>
        {
            var data = chat.EventData;
            data.ChatId.Should().Be(99);
            data.ApplicationId.Should().Be(99);
            data.Applications.Should().Equal(99, 99);
            data.CommunicatedAgents.Should().Equal(99, 99);
            data.Customer!.Id.Should().Be(99);
            data.Department!.Id.Should().Be(99);
            data.Assignee!.Id.Should().Be(99);
            data.LastMessage!.Id.Should().Be(99);
            data.LastMessage.AgentId.Should().Be(99);
            chat.Attempts.Should().Be(2, "the type is int");
        });
        EachOfParser<CustomerEvent>("customer.new", converter, customer => customer.EventData.Id.Should().Be(99));
        EachOfParser<MessageEvent>("message.private", converter, message => message.EventData.Message!.Id.Should().Be(99));
        WrittenOfParser("chat.new", converter).Should()
            .Contain("\"chat_id\":\"custom\"").And.Contain("\"applicationId\":\"custom\"").And.Contain("\"applications\":[\"custom\",\"custom\"]")
            .And.Contain("\"agentId\":\"custom\"").And.Contain("\"customer\":{\"id\":\"custom\"").And.Contain("\"attempts\":2");
    }

    [Fact]
    public void CustomConverter_NullableLong_IsUsedEverywhere() => EachOfParser<ChatEvent>("chat.new", new CustomConverter<long?>(99), chat =>
    {
        chat.EventData.ApplicationId.Should().Be(99);
        chat.EventData.LastMessage!.AgentId.Should().Be(99);
    });

    [Fact]
    public void CustomConverter_Int_IsUsedEverywhere()
    {
        EachOfParser<ChatEvent>("chat.new", new CustomConverter<int>(99), chat =>
        {
            chat.Attempts.Should().Be(99);
            chat.EventData.ChatId.Should().Be(7);
        });
        WrittenOfParser("chat.new", new CustomConverter<int>(99)).Should().Contain("\"attempts\":\"custom\"");
    }

    [Fact]
    public void CustomConverter_String_IsUsedEverywhere()
    {
        var converter = new CustomConverter<string>((ref Utf8JsonReader reader) => reader.GetString() + "!");

        EachOfParser<ChatEvent>("chat.new", converter, chat =>
        {
            chat.Id.Should().NotEndWith("!", "the SDK reads the id of the webhook");
            chat.EventType.Should().Be("chat.new", "the SDK reads the event type");
            chat.EventData.Customer!.Name.Should().Be("Ann!");
            chat.EventData.Customer.Email.Should().Be("ann@example.com!");
            chat.EventData.Customer.UserId.Should().Be("u-1!");
            chat.EventData.Assignee!.Name.Should().Be("Bob!");
            chat.EventData.Department!.Name.Should().Be("Sales!");
            chat.EventData.LastMessage!.Text.Should().Be("Bye!");
            chat.EventData.Status.Should().Be(ChatStatus.OnHold, "the type is ChatStatus");
        });
        EachOfParser<CustomerEvent>("customer.new", converter, customer =>
        {
            customer.EventData.UserId.Should().Be("u-1!");
            customer.EventData.CustomData.GetString("Next payment date").Should().Be("2026-12-01 10:00:00", "custom data is raw JSON");
        });
        WrittenOfParser("chat.new", converter).Should().Contain("\"customer\":{\"id\":1,\"name\":\"custom\",\"email\":\"custom\",\"userId\":\"custom\"}");
    }

    [Fact]
    public void CustomConverter_Boolean_IsUsedEverywhere()
    {
        foreach (JsonConverter converter in (JsonConverter[])[new CustomConverter<bool>(true), new CustomConverter<bool?>(true)])
        {
            EachOfParser<CustomerEvent>("customer.new", converter, customer => customer.EventData.Unsubscribed.Should().BeTrue());
            EachOfParser<MessageEvent>("message.private", converter, message =>
            {
                message.EventData.Message!.Edited.Should().BeTrue();
                message.EventData.Message.Read.Should().BeTrue();
            });
            WrittenOfParser("message.private", converter).Should().Contain("\"edited\":\"custom\"").And.Contain("\"read\":\"custom\"");
        }
    }

    [Fact]
    public void CustomConverter_DateTimeOffset_IsUsedEverywhere()
    {
        foreach (JsonConverter converter in (JsonConverter[])[new CustomConverter<DateTimeOffset>(CustomTime), new CustomConverter<DateTimeOffset?>(CustomTime)])
        {
            EachOfParser<ChatEvent>("chat.new", converter, chat =>
            {
                chat.CreatedAt.Should().Be(CustomTime);
                chat.LastAttemptAt.Should().Be(CustomTime);
                chat.EventData.CreatedAt.Should().Be(CustomTime);
                chat.EventData.ClosedAt.Should().Be(CustomTime);
                chat.EventData.SnoozedUntil.Should().Be(CustomTime);
                chat.EventData.LastCustomerMessageAt.Should().Be(CustomTime);
                chat.EventData.LastMessage!.CreatedAt.Should().Be(CustomTime);
            });
            EachOfParser<MessageEvent>("message.private", converter, message => message.EventData.Message!.UpdatedAt.Should().Be(CustomTime));
            WrittenOfParser("chat.new", converter).Should()
                .Contain("\"closedAt\":\"custom\"").And.Contain("\"lastAttemptAt\":\"custom\"").And.NotContain("16075420");
        }
    }

    [Fact]
    public void CustomConverter_OpenValue_IsUsedEverywhere()
    {
        Each<ChatEvent>("chat.new", new CustomConverter<ChatStatus>(ChatStatus.Empty), chat => chat.EventData.Status.Should().Be(ChatStatus.Empty));
        Each<ChatEvent>("chat.new", new CustomConverter<ChatStatus?>(ChatStatus.Empty), chat => chat.EventData.Status.Should().Be(ChatStatus.Empty));
        Each<ChatEvent>("chat.new", new CustomConverter<ChatRating>(ChatRating.Poor), chat => chat.EventData.Rating.Should().Be(ChatRating.Poor));
        Each<ChatEvent>("chat.new", new CustomConverter<ChatClosedBy>(ChatClosedBy.Customer), chat => chat.EventData.ClosedBy.Should().Be(ChatClosedBy.Customer));
        Each<ChatEvent>("chat.new", new CustomConverter<AgentRole>(AgentRole.Agent), chat => chat.EventData.Assignee!.Role.Should().Be(AgentRole.Agent));
        Each<MessageEvent>(
            "message.private",
            new CustomConverter<BroadcastType>(BroadcastType.Trigger),
            message => message.EventData.Message!.BroadcastType.Should().Be(BroadcastType.Trigger));
        WrittenWith("chat.new", new CustomConverter<ChatStatus>(ChatStatus.Empty)).Should().Contain("\"status\":\"custom\"");
        WrittenWith("chat.new", new CustomConverter<AgentRole?>(AgentRole.Agent)).Should().Contain("\"role\":\"custom\"");
    }

    [Fact]
    public void CustomConverter_Record_IsUsedEverywhere()
    {
        var customer = new ChatCustomer { Id = 99 };
        var agent = new ChatAgent { Id = 99 };
        var department = new ChatDepartment { Id = 99 };
        var lastMessage = new ChatLastMessage { Id = 99 };
        var message = new ChatMessage { Id = 99 };

        Each<ChatEvent>("chat.new", new CustomConverter<ChatCustomer>(customer), chat => chat.EventData.Customer.Should().BeSameAs(customer));
        Each<MessageEvent>("message.private", new CustomConverter<ChatCustomer>(customer), chat => chat.EventData.Customer.Should().BeSameAs(customer));
        Each<ChatEvent>("chat.new", new CustomConverter<ChatAgent>(agent), chat => chat.EventData.Assignee.Should().BeSameAs(agent));
        Each<MessageEvent>("message.private", new CustomConverter<ChatAgent>(agent), chat => chat.EventData.Agent.Should().BeSameAs(agent));
        Each<ChatEvent>("chat.new", new CustomConverter<ChatDepartment>(department), chat => chat.EventData.Department.Should().BeSameAs(department));
        Each<ChatEvent>("chat.new", new CustomConverter<ChatLastMessage>(lastMessage), chat => chat.EventData.LastMessage.Should().BeSameAs(lastMessage));
        Each<MessageEvent>("message.private", new CustomConverter<ChatMessage>(message), chat => chat.EventData.Message.Should().BeSameAs(message));
        WrittenWith("chat.new", new CustomConverter<ChatCustomer>(customer)).Should().Contain("\"customer\":\"custom\"");
        WrittenWith("message.private", new CustomConverter<ChatMessage>(message)).Should().Contain("\"message\":\"custom\"");
    }

    [Fact]
    public void CustomConverter_EventData_IsUsed()
    {
        var chatData = new ChatEventData { ChatId = 99 };
        var customerData = new CustomerEventData { Id = 99 };
        var messageData = new MessageEventData { ChatId = 99 };

        Each<ChatEvent>("chat.rated", new CustomConverter<ChatEventData>(chatData), chat => chat.EventData.Should().BeSameAs(chatData));
        Each<CustomerEvent>("customer.deleted", new CustomConverter<CustomerEventData>(customerData), customer => customer.EventData.Should().BeSameAs(customerData));
        Each<MessageEvent>("message.email.agent", new CustomConverter<MessageEventData>(messageData), message => message.EventData.Should().BeSameAs(messageData));
        WrittenWith("chat.new", new CustomConverter<ChatEventData>(chatData)).Should().Contain("\"eventData\":\"custom\"");
    }

    [Fact]
    public void CustomConverter_List_IsUsed()
    {
        var converter = new CustomConverter<IReadOnlyList<long>>((IReadOnlyList<long>)[99]);

        EachOfParser<ChatEvent>("chat.new", converter, chat =>
        {
            chat.EventData.Applications.Should().Equal(99);
            chat.EventData.CommunicatedAgents.Should().Equal(99);
        });
        WrittenOfParser("chat.new", converter).Should().Contain("\"applications\":\"custom\"").And.Contain("\"communicatedAgents\":\"custom\"");
    }

    [Fact]
    public void CustomConverter_CustomData_IsUsed()
    {
        var custom = new CustomData([new("custom", JsonElement.Parse("1"))]);

        Each<CustomerEvent>("customer.new", new CustomConverter<CustomData>(custom), customer => customer.EventData.CustomData.Should().BeSameAs(custom));
        WrittenWith("customer.new", new CustomConverter<CustomData>(custom)).Should().Contain("\"customData\":\"custom\"");
    }

    [Fact]
    public void CustomConverter_EventType_IsUsedThroughItsBases()
    {
        var custom = new ChatNewEvent { Id = "custom", EventData = new ChatEventData { ChatId = 99 } };
        var converter = new CustomConverter<ChatNewEvent>(custom);

        Each<ChatNewEvent>("chat.new", converter, chat => chat.Should().BeSameAs(custom));
        Each<ChatClosedEvent>("chat.closed", converter, chat => chat.EventData.ChatId.Should().Be(7));
        foreach (var type in (Type[])[typeof(ChatNewEvent), typeof(ChatEvent), typeof(WebhookEvent)])
        {
            JsonSerializer.Serialize(custom, type, With(converter)).Should().Be("\"custom\"", "it is written as a {0}", type.Name);
        }
    }

    [Fact]
    public void CustomConverter_DataOfACustomEvent_IsUsed()
    {
        var custom = new Order("custom", 99);
        var json = OneOfEach.Envelope("order.paid", "{}");

        var parsed = new WebhookParser(new WebhookParserOptions { Converters = { new CustomConverter<Order>(custom) } }.AddEvent<Order>("order.paid"))
            .Parse(json).GetEventOrThrow();
        var parsedWithMetadata = new WebhookParser(new WebhookParserOptions { Converters = { new CustomConverter<Order>(custom) } }
            .AddEvent("order.paid", ConsumerContext.Default.Order)).Parse(json).GetEventOrThrow();
        var read = JsonSerializer.Deserialize<CustomEvent<Order>>(json, With(new CustomConverter<Order>(custom)))!;

        parsed.Should().BeOfType<CustomEvent<Order>>().Which.EventData.Should().BeSameAs(custom);
        parsedWithMetadata.Should().BeOfType<CustomEvent<Order>>().Which.EventData.Should().BeSameAs(custom);
        read.EventData.Should().BeSameAs(custom);
        JsonSerializer.Serialize(read, With(new CustomConverter<Order>(custom))).Should().Contain("\"eventData\":\"custom\"");
    }

    [Fact]
    public void CustomConverter_EnvelopeOfACustomEvent_IsUsed()
    {
        var read = JsonSerializer.Deserialize<CustomEvent<Order>>(
            OneOfEach.Envelope("order.paid", """{"OrderName":"A","TotalCount":3}"""),
            ParserJsonOptions.With(new CustomConverter<DateTimeOffset>(CustomTime)))!;

        read.CreatedAt.Should().Be(CustomTime);
        JsonSerializer.Serialize(read, ParserJsonOptions.With(new CustomConverter<DateTimeOffset>(CustomTime))).Should().Contain("\"createdAt\":\"custom\"");
    }

    [Fact]
    public void CustomConverter_TwoOfOneType_UsesTheFirst()
    {
        JsonConverter[] converters = [new CustomConverter<ChatStatus>(ChatStatus.New), new CustomConverter<ChatStatus>(ChatStatus.Closed)];

        Parse(OneOfEach.Body("chat.new"), converters).Should().BeOfType<ChatNewEvent>().Which.EventData.Status.Should().Be(ChatStatus.New);
        JsonSerializer.Deserialize<ChatNewEvent>(OneOfEach.Body("chat.new"), With(converters))!.EventData.Status.Should().Be(ChatStatus.New);
    }

    [Fact]
    public void CustomConverter_Factory_IsUsed()
    {
        Each<ChatEvent>("chat.new", new CustomConverterFactory<ChatStatus>(ChatStatus.Empty), chat => chat.EventData.Status.Should().Be(ChatStatus.Empty));
        EachOfParser<ChatEvent>("chat.new", new CustomConverterFactory<DateTimeOffset?>(CustomTime), chat => chat.EventData.ClosedAt.Should().Be(CustomTime));
        EachOfParser<ChatEvent>("chat.new", new CustomConverterFactory<DateTimeOffset>(CustomTime), chat => chat.EventData.ClosedAt.Should().Be(CustomTime));
        WrittenWith("chat.new", new CustomConverterFactory<ChatStatus>(ChatStatus.Empty)).Should().Contain("\"status\":\"custom\"");
    }

    [Fact]
    public void CustomConverter_Null_IsPassedIfHandleNull()
    {
        const string Json = """{"event":"chat.new","eventData":{"chat_id":7,"status":null,"closedAt":null,"customer":null,"assignee":null},"attempts":0,"id":"w-1"}""";

        Parse(Json, new CustomConverter<ChatStatus>(ChatStatus.Empty), new CustomConverter<ChatCustomer>(new ChatCustomer { Id = 99 }))
            .Should().BeOfType<ChatNewEvent>().Which.EventData.Should().BeEquivalentTo(new { Status = (ChatStatus?)null, Customer = (ChatCustomer?)null });
        Parse(Json, new PlaceholderConverter()).Should().BeOfType<ChatNewEvent>().Which.EventData.Customer!.Id.Should().Be(0);
        JsonSerializer.Serialize(new MessageEventData { ChatId = 7 }, With(new PlaceholderConverter())).Should().Contain("\"customer\":\"placeholder\"");
        JsonSerializer.Serialize(new MessageEventData { ChatId = 7 }, With(new CustomConverter<ChatCustomer>(new ChatCustomer { Id = 99 })))
            .Should().Contain("\"customer\":null");
    }

    public static TheoryData<string, JsonConverter> ThrowingConverters => new()
    {
        { "JsonException", new CustomConverter<ChatStatus>((ref Utf8JsonReader _) => throw new JsonException("no")) },
        { "FormatException", new CustomConverter<ChatStatus>((ref Utf8JsonReader _) => throw new FormatException("no")) },
        { "InvalidOperationException", new CustomConverter<ChatStatus>((ref Utf8JsonReader reader) => reader.GetBoolean() ? ChatStatus.New : ChatStatus.Open) },
        { "ArgumentNullException", new CustomConverter<ChatStatus>((ref Utf8JsonReader _) => new ChatStatus(null!)) },
        { "NullReferenceException", new CustomConverter<ChatStatus>((ref Utf8JsonReader _) => new ChatStatus(((string)null!).Trim())) },
        { "OperationCanceledException", new CustomConverter<ChatStatus>((ref Utf8JsonReader _) => throw new OperationCanceledException()) },
        { "a read too far", new CustomConverter<ChatStatus>((ref Utf8JsonReader reader) =>
            {
                reader.Read();
                return ChatStatus.New;
            }) },
        { "a read past the end", new CustomConverter<ChatStatus>((ref Utf8JsonReader reader) =>
            {
                while (reader.Read())
                {
                }

                return ChatStatus.New;
            }) },
    };

    [Theory]
    [MemberData(nameof(ThrowingConverters))]
    public void CustomConverter_ThrowsOrReadsTooFar_PreservesTheValue(string what, JsonConverter converter)
    {
        var parsed = Parse(OneOfEach.Body("chat.new"), converter).Should().BeOfType<ChatNewEvent>().Subject;
        var read = JsonSerializer.Deserialize<ChatNewEvent>(OneOfEach.Body("chat.new"), With(converter))!;

        parsed.EventData.Status.Should().BeNull("the converter caused {0}", what);
        parsed.EventData.AdditionalProperties["status"].GetString().Should().Be("on-hold");
        parsed.EventData.ClosedAt.Should().NotBeNull("the rest is read");
        parsed.Attempts.Should().Be(2);
        read.Should().Be(parsed);
        JsonSerializer.Serialize(parsed).Should().Be(OneOfEach.Body("chat.new"));
    }

    [Theory]
    [InlineData(false)] // Stops at the start of the object.
    [InlineData(true)] // Stops inside.
    public void CustomConverter_ReadsTooLittle_PreservesTheValue(bool stopInside)
    {
        var converter = new CustomConverter<ChatCustomer>((ref Utf8JsonReader reader) =>
        {
            if (stopInside)
            {
                reader.Read();
            }

            return new ChatCustomer { Id = 99 };
        });

        var parsed = Parse(OneOfEach.Body("chat.new"), converter).Should().BeOfType<ChatNewEvent>().Subject;

        parsed.EventData.Customer.Should().BeNull("System.Text.Json rejects such a converter too");
        parsed.EventData.AdditionalProperties["customer"].GetProperty("id").GetInt64().Should().Be(1);
        parsed.EventData.ChatId.Should().Be(7);
    }

    [Fact]
    public void CustomConverter_OfABaseType_IsUsedAsSystemTextJsonDoes()
    {
        var converter = new ObjectsAsText();
        const string Body = """{"event":"chat.new","eventData":{"chat_id":7,"customer":{"id":1,"name":"Ann"}},"id":"e-1"}""";

        var parsed = Parse(Body, converter).Should().BeOfType<ChatNewEvent>().Subject;
        var read = JsonSerializer.Deserialize<ChatCustomer>("""{"id":1,"name":"Ann"}""", ParserJsonOptions.With(converter))!;

        parsed.EventData.Customer!.Name.Should().Be("custom Ann");
        read.Name.Should().Be("custom Ann");
        JsonSerializer.Serialize(read, ParserJsonOptions.With(converter)).Should().Be("""{"id":1,"name":"written","email":null,"userId":null}""");
    }

    [Fact]
    public void CustomConverter_OfABaseType_NeedsNoMetadataOfTheType()
    {
        // In an app without reflection, nothing resolves the type.
        var options = new WebhookParserOptions { Converters = { new ObjectsAsText() }, TypeInfoResolver = new ThrowingResolver(typeof(string)) };
        var parser = new WebhookParser(options);

        var parsed = parser.Parse("""{"event":"chat.new","eventData":{"chat_id":7,"customer":{"id":1,"name":"Ann"}},"id":"e-1"}""").GetEventOrThrow();

        parsed.Should().BeOfType<ChatNewEvent>().Which.EventData.Customer!.Name.Should().Be("custom Ann");
    }

    [Fact]
    public void Deserialize_FactoryThrows_ThrowsForEveryBody()
    {
        var options = With(new ThrowingFactory());

        FluentActions.Invoking(() => JsonSerializer.Deserialize<WebhookEvent>("""{"event":"chat.new","eventData":{"chat_id":7},"id":"e-1"}""", options))
            .Should().Throw<TimeoutException>().WithMessage("create");
    }

    [Fact]
    public void CustomConverter_ThrowsForAnId_MakesTheObjectUnreadable()
    {
        var converter = new CustomConverter<long>((ref Utf8JsonReader _) => throw new FormatException("personal"));

        new WebhookParser(new WebhookParserOptions { Converters = { converter } }).Parse(OneOfEach.Body("chat.new"))
            .Should().BeOfType<WebhookParseResult.Failure>().Which.Error.Message
            .Should().Be("The data of 'chat.new' has no readable $.eventData.chat_id: your type or converter threw FormatException.");
    }

    [Fact]
    public void CustomConverter_ThrowsForTheData_MakesTheEventUnreadable()
    {
        var converter = new CustomConverter<ChatEventData>((ref Utf8JsonReader _) => throw new FormatException("personal"));

        new WebhookParser(new WebhookParserOptions { Converters = { converter } }).Parse(OneOfEach.Body("chat.new"))
            .Should().BeOfType<WebhookParseResult.Failure>().Which.Error.Code.Should().Be(WebhookParseErrorCode.InvalidEventData);
    }

    [Fact]
    public void CustomConverter_ThrowsForAnEventType_UsesTheSdk()
    {
        var converter = new CustomConverter<ChatNewEvent>((ref Utf8JsonReader _) => throw new FormatException("personal"));

        Parse(OneOfEach.Body("chat.new"), converter).Should().Be(Parse(OneOfEach.Body("chat.new")));
    }

    [Fact]
    public void CustomConverter_OfIds_SurvivesARoundTrip()
    {
        var options = ParserJsonOptions.With(new AddThousandConverter());

        var data = JsonSerializer.Deserialize<ChatEventData>("""{"chat_id":1,"applications":[{"id":3,"name":"z"}]}""", options)!;
        var written = JsonSerializer.Serialize(data, options);

        data.Applications.Should().Equal(1003);
        written.Should().Contain("\"applications\":[{\"id\":3,\"name\":\"z\"}]");
        JsonSerializer.Deserialize<ChatEventData>(written, options).Should().Be(data);
    }

    [Fact]
    public void Converters_AddedLater_DoNotAffectTheParser()
    {
        var options = new WebhookParserOptions();
        var parser = new WebhookParser(options);
        options.Converters.Add(new CustomConverter<ChatStatus>(ChatStatus.Empty));

        parser.Parse(OneOfEach.Body("chat.new")).GetEventOrThrow().Should().Be(Parse(OneOfEach.Body("chat.new")));
    }

    /// <summary>The event from the parser and from JsonSerializer, both with the converter.</summary>
    private static void Each<TEvent>(string eventType, JsonConverter converter, Action<TEvent> assert)
        where TEvent : WebhookEvent
    {
        var json = OneOfEach.Body(eventType);
        assert(Parse(json, converter).Should().BeAssignableTo<TEvent>().Subject);
        assert(JsonSerializer.Deserialize<WebhookEvent>(json, With(converter)).Should().BeAssignableTo<TEvent>().Subject);
        assert(JsonSerializer.Deserialize<TEvent>(json, With(converter))!);
    }

    /// <summary>The event from the parser with the converter, and from JsonSerializer with the options that the parser calls converters with.</summary>
    private static void EachOfParser<TEvent>(string eventType, JsonConverter converter, Action<TEvent> assert)
        where TEvent : WebhookEvent
    {
        var json = OneOfEach.Body(eventType);
        assert(Parse(json, converter).Should().BeAssignableTo<TEvent>().Subject);
        assert(JsonSerializer.Deserialize<WebhookEvent>(json, ParserJsonOptions.With(converter)).Should().BeAssignableTo<TEvent>().Subject);
    }

    private static string WrittenOfParser(string eventType, JsonConverter converter) =>
        JsonSerializer.Serialize(Parse(OneOfEach.Body(eventType)), ParserJsonOptions.With(converter));

    private static string WrittenWith(string eventType, JsonConverter converter) =>
        JsonSerializer.Serialize(Parse(OneOfEach.Body(eventType)), With(converter));

    private static WebhookEvent Parse(string json, params JsonConverter[] converters)
    {
        var options = new WebhookParserOptions();
        foreach (var converter in converters)
        {
            options.Converters.Add(converter);
        }

        return new WebhookParser(options).Parse(json).GetEventOrThrow();
    }

    private static JsonSerializerOptions With(params JsonConverter[] converters)
    {
        var options = new JsonSerializerOptions();
        foreach (var converter in converters)
        {
            options.Converters.Add(converter);
        }

        return options;
    }

    private sealed class PlaceholderConverter : JsonConverter<ChatCustomer>
    {
        public override bool HandleNull => true;

        public override ChatCustomer Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new() { Id = 0 };

        public override void Write(Utf8JsonWriter writer, ChatCustomer value, JsonSerializerOptions options) => writer.WriteStringValue("placeholder");
    }

    private sealed class ObjectsAsText : JsonConverter<object>
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert == typeof(string);

        public override object Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => "custom " + reader.GetString();

        public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) => writer.WriteStringValue("written");
    }

    private sealed class ThrowingResolver(Type missing) : IJsonTypeInfoResolver
    {
        public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) => type == missing ? throw new NotSupportedException("no metadata") : null;
    }

    private sealed class ThrowingFactory : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert == typeof(ChatStatus);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) => throw new TimeoutException("create");
    }
}
