using System.Buffers;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;
using HelpCrunch.Webhooks.Sdk.Tests.Corpus;

namespace HelpCrunch.Webhooks.Sdk.Tests.Serialization;

/// <summary>Every type of the SDK through plain <see cref="JsonSerializer"/>, read and written with any options of an app.</summary>
public sealed class JsonSerializerTests
{
    private static readonly JsonSerializerOptions Lenient = new() { ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static readonly JsonSerializerOptions RawByTheUser = new() { Converters = { new CustomConverter<JsonElement>(default(JsonElement)) } };
    private static readonly JsonSerializerOptions Shallow = new() { MaxDepth = 3 };
    private static readonly JsonSerializerOptions OneByteAtATime = new() { DefaultBufferSize = 1 };

    public static TheoryData<string> AllOptions => AppOptions.Names;

    [Theory]
    [MemberData(nameof(AllOptions))]
    public void Serialize_EventWithAppOptions_HasTheWireNamesOrderAndForms(string app)
    {
        var options = AppOptions.Of(app);
        foreach (var eventType in WebhookEventTypes.All)
        {
            var json = OneOfEach.Body(eventType);
            var parsed = WebhookParser.Default.Parse(json).GetEventOrThrow();
            var (leaf, family) = (parsed.GetType(), parsed.GetType().BaseType!);

            foreach (var type in (Type[])[leaf, family, typeof(WebhookEvent)])
            {
                var read = JsonSerializer.Deserialize(json, type, options);

                read.Should().BeOfType(leaf).And.Be(parsed);
                JsonSerializer.Serialize(read, type, options).Should().Be(json, "{0} is written in the format of the wire", type.Name);
            }
        }
    }

    [Theory]
    [MemberData(nameof(AllOptions))]
    public void Serialize_RecordWithAppOptions_HasTheWireNamesOrderAndForms(string app)
    {
        var options = AppOptions.Of(app);

        AssertBothWays<ChatEventData>(OneOfEach.ChatEventData, options);
        AssertBothWays<CustomerEventData>(OneOfEach.CustomerEventData, options);
        AssertBothWays<MessageEventData>(OneOfEach.MessageEventData, options);
        AssertBothWays<ChatCustomer>("""{"id":1,"name":"Ann","email":"ann@example.com","userId":"u-1","phone":"1"}""", options);
        AssertBothWays<ChatAgent>("""{"id":5,"name":"Bob","email":null,"role":"custom role"}""", options);
        AssertBothWays<ChatDepartment>("""{"id":3,"name":"Sales"}""", options);
        AssertBothWays<ChatLastMessage>("""{"id":9,"text":"set_rating","createdAt":"1607542030.713","agentId":5}""", options);
        AssertBothWays<ChatMessage>(
            """{"applicationId":null,"broadcastType":null,"createdAt":null,"edited":null,"id":9,"read":null,"text":null,"updatedAt":null}""",
            options);
        AssertBothWays<CustomData>("""{"Next payment date":"2026-12-01","Seats":3}""", options);
        AssertBothWays<ChatStatus>("\"on hold\"", options);
        AssertBothWays<ChatStatus?>("\"opened\"", options);
        AssertBothWays<ChatStatus?>("null", options);
        AssertBothWays<ChatRating>("\"great\"", options);
        AssertBothWays<ChatRating?>("null", options);
        AssertBothWays<ChatClosedBy>("\"agent\"", options);
        AssertBothWays<ChatClosedBy?>("null", options);
        AssertBothWays<AgentRole>("\"admin\"", options);
        AssertBothWays<AgentRole?>("null", options);
        AssertBothWays<BroadcastType>("\"auto email\"", options);
        AssertBothWays<BroadcastType?>("null", options);
        AssertBothWays<ChatCustomer>("null", options);
        AssertBothWays<WebhookEvent>("null", options);
    }

    [Theory]
    [MemberData(nameof(AllOptions))]
    public void Serialize_UnknownEventWithAppOptions_WritesItAsReceived(string app)
    {
        var options = AppOptions.Of(app);

        AssertBothWays<UnknownEvent>(OneOfEach.Envelope("call.missed", """{"CallId":1,"nested":{"a":[null]}}"""), options);
        AssertBothWays<WebhookEvent>(OneOfEach.Envelope("call.missed", "[1,2]"), options);
        AssertBothWays<WebhookEvent>(OneOfEach.Envelope("call.missed", "null"), options);
        AssertBothWays<WebhookEvent>("""{"event":"call.missed","attempts":0,"lastAttemptAt":null,"createdAt":null,"id":"w-1","account":{"id":1}}""", options);
    }

    [Theory]
    [InlineData("default", """{"OrderName":"A","TotalCount":3}""")]
    [InlineData("web", """{"orderName":"A","totalCount":3}""")]
    [InlineData("snake_case", """{"order_name":"A","total_count":3}""")]
    [InlineData("strict numbers", """{"OrderName":"A","TotalCount":3}""")]
    [InlineData("numbers as text", """{"OrderName":"A","TotalCount":"3"}""")]
    [InlineData("a consumer's context", """{"OrderName":"A","TotalCount":3}""")]
    [InlineData("without reflection, chained", """{"OrderName":"A","TotalCount":3}""")]
    public void Serialize_CustomEventWithAppOptions_PreservesTheEnvelope(string app, string data)
    {
        var options = AppOptions.Of(app);
        var json = OneOfEach.Envelope("order.paid", data);

        var read = JsonSerializer.Deserialize<CustomEvent<Order>>(json, options)!;

        read.EventType.Should().Be("order.paid");
        read.EventData.Should().Be(new Order("A", 3));
        read.Attempts.Should().Be(2);
        AssertBothWays<CustomEvent<Order>>(json, options);
        JsonSerializer.Serialize<WebhookEvent>(read, options).Should().Be(json);
    }

    [Fact]
    public void CustomEvent_WithTheConverterInOptions_NeedsNoFactory()
    {
        var options = new JsonSerializerOptions { Converters = { new CustomEventJsonConverter<Order>() } };

        AssertBothWays<CustomEvent<Order>>(OneOfEach.Envelope("order.paid", """{"OrderName":"A","TotalCount":3}"""), options);
    }

    [Fact]
    public void TypeInfoResolver_Alone_HasTheSdkTypesOnly()
    {
        var options = new JsonSerializerOptions { TypeInfoResolver = WebhookJson.TypeInfoResolver };
        foreach (var type in ModelTypes().Where(type => !type.IsGenericType))
        {
            options.GetTypeInfo(type).Type.Should().Be(type);
        }

        Type[] others = [typeof(WebhookInboxMessage), typeof(WebhookEvent<ChatEventData>), typeof(WebhookEvent<CustomerEventData>), typeof(WebhookEvent<MessageEventData>), typeof(WebhookEvent<JsonElement>)];
        foreach (var type in others)
        {
            options.GetTypeInfo(type).Type.Should().Be(type);
        }

        FluentActions.Invoking(() => options.GetTypeInfo(typeof(Order))).Should().Throw<NotSupportedException>();
    }

    [Fact]
    public void Deserialize_AnotherEvent_IsAJsonException()
    {
        AssertRejected<ChatSnoozedEvent>(OneOfEach.Body("chat.closed"), "The event 'chat.closed' is not a ChatSnoozedEvent.");
        AssertRejected<CustomerEvent>(OneOfEach.Body("chat.closed"), "The event 'chat.closed' is not a CustomerEvent.");
        AssertRejected<UnknownEvent>(OneOfEach.Body("chat.closed"), "The event 'chat.closed' is not a UnknownEvent.");
        AssertRejected<ChatEvent>(OneOfEach.Envelope("chat.opened_again", "{}"), "The event 'chat.opened_again' is not a ChatEvent.");
        AssertRejected<ChatEvent>(OneOfEach.Envelope("forged\\nline", "{}"), "The event 'forged\uFFFDline' is not a ChatEvent.");
    }

    [Fact]
    public void Deserialize_EventWithoutARequiredMember_IsAJsonException()
    {
        AssertRejected<WebhookEvent>("[]", "The value is not a webhook: it is a JSON StartArray, not an object.");
        AssertRejected<WebhookEvent>("\"chat.new\"", "The value is not a webhook: it is a JSON String, not an object.");
        AssertRejected<WebhookEvent>("""{"id":"w-1"}""", "The body has no string property 'event', so its type is not known.");
        AssertRejected<WebhookEvent>("""{"event":"x.y"}""", "The body has no readable property 'id', so a redelivery could not be recognized.");
        AssertRejected<ChatNewEvent>("""{"event":"chat.new","id":"w-1"}""", "The data of 'chat.new' has no readable $.eventData.");
        AssertRejected<ChatNewEvent>("""{"event":"chat.new","eventData":{},"id":"w-1"}""", "The data of 'chat.new' has no readable $.eventData.chat_id.");
        AssertRejected<CustomerEvent>("""{"event":"customer.new","eventData":{"id":null},"id":"w-1"}""", "The data of 'customer.new' has no readable $.eventData.id.");
        AssertRejected<CustomEvent<Order>>("[]", "The value is not a webhook: it is a JSON StartArray, not an object.");
        AssertRejected<CustomEvent<Order>>("""{"event":"order.paid","id":"w-1"}""", "The data of 'order.paid' has no readable $.eventData.");
        AssertRejected<CustomEvent<Order>>(
            """{"event":"order.paid","eventData":{"TotalCount":"many"},"id":"w-1"}""",
            "The data of 'order.paid' has no readable $.eventData: your type or converter threw JsonException.");
    }

    [Fact]
    public void Deserialize_RecordWithoutItsId_IsAJsonException()
    {
        AssertRejected<ChatEventData>("[]", "The value is not a ChatEventData: it is a JSON StartArray, not an object.");
        AssertRejected<ChatEventData>("{}", "The value is not a ChatEventData: the object does not have a readable integer id.");
        AssertRejected<ChatEventData>("""{"id":7}""", "The value is not a ChatEventData: the object does not have a readable integer id.");
        AssertRejected<CustomerEventData>("""{"chat_id":7}""", "The value is not a CustomerEventData: the object does not have a readable integer id.");
        AssertRejected<MessageEventData>("""{"chat_id":"seven"}""", "The value is not a MessageEventData: the object does not have a readable integer id.");
        AssertRejected<ChatCustomer>("""{"id":1.5}""", "The value is not a ChatCustomer: the object does not have a readable integer id.");
        AssertRejected<ChatAgent>("""{"id":null}""", "The value is not a ChatAgent: the object does not have a readable integer id.");
        AssertRejected<ChatDepartment>("1", "The value is not a ChatDepartment: it is a JSON Number, not an object.");
        AssertRejected<ChatLastMessage>("""{"id":{}}""", "The value is not a ChatLastMessage: the object does not have a readable integer id.");
        AssertRejected<ChatMessage>("""{"id":[]}""", "The value is not a ChatMessage: the object does not have a readable integer id.");
    }

    [Theory]
    [MemberData(nameof(OneOfEach.EventTypes), MemberType = typeof(OneOfEach))]
    public async Task Stream_InPiecesOfOneByte_IsReadTheSame(string eventType)
    {
        var json = $"[{OneOfEach.Body(eventType)},{OneOfEach.Body(eventType).Replace("\"id\":", "\"\\u0069d\":", StringComparison.Ordinal)}]";
        var expected = WebhookParser.Default.Parse(OneOfEach.Body(eventType)).GetEventOrThrow();
        using var stream = new SingleByteStream(Encoding.UTF8.GetBytes(json));

        var read = await JsonSerializer.DeserializeAsync<List<WebhookEvent>>(stream, OneByteAtATime);

        read.Should().Equal(expected, expected);
    }

    [Theory]
    [InlineData(1)] // Every token is split.
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    public void Reader_OverSegments_IsReadTheSame(int length)
    {
        foreach (var eventType in WebhookEventTypes.All)
        {
            var json = OneOfEach.Body(eventType);
            var expected = WebhookParser.Default.Parse(json).GetEventOrThrow();
            var escaped = json.Replace("\"on-hold\"", "\"on\\u002dhold\"", StringComparison.Ordinal).Replace("\"Ann\"", "\"\\u0041nn\"", StringComparison.Ordinal);
            var reader = new Utf8JsonReader(Segments(Encoding.UTF8.GetBytes($"[{json},{escaped}]"), length));

            var read = JsonSerializer.Deserialize<WebhookEvent[]>(ref reader);

            read.Should().Equal(expected, expected);
        }
    }

    [Fact]
    public void Read_OverSegments_EqualsReadOverASpan()
    {
        const string Json = """{"chat_id":"7","status":"unheard of","closedAt":"\u0031.5","applications":{"0":743,"2":"42"},"rating":5,"new \u00e9":{"a":[1]},"lastMessage":{"id":9,"agent":{"id":5}}}""";
        var expected = JsonSerializer.Deserialize<ChatEventData>(Json);
        var reader = new Utf8JsonReader(Segments(Encoding.UTF8.GetBytes(Json), 1));
        reader.Read();

        var converter = (JsonConverter<ChatEventData>)new WebhookJsonConverterFactory().CreateConverter(typeof(ChatEventData), JsonSerializerOptions.Default);
        var read = converter.Read(ref reader, typeof(ChatEventData), JsonSerializerOptions.Default);

        read.Should().Be(expected);
        reader.TokenType.Should().Be(JsonTokenType.EndObject);
        reader.BytesConsumed.Should().Be(Encoding.UTF8.GetByteCount(Json));
    }

    public static TheoryData<string> HostileValues =>
    [
        "null", "true", "1", "1.5", "1e999", "-0", "\"\"", "\"\\ud800\"", "\"\\u0000\"", "[]", "{}", "[null]", "[[]]", "[{}]", "{\"\":null}",
        "{\"id\":null}", "{\"id\":{\"id\":1}}", "{\"\\ud800\":\"\\udfff\"}", "[1,\"2\",{\"id\":3},null]", "99999999999999999999999999999999",
        "{\"property\":1}", "[{\"property\":\"\\ud800\",\"value\":1}]", "\"9e99\"", "9.9e11", "\"0x1\"", "{\"agent\":{\"id\":true}}",
    ];

    [Theory]
    [MemberData(nameof(HostileValues))]
    public void Deserialize_AnyValueForAnyMember_SucceedsOrThrowsJsonException(string value)
    {
        foreach (var eventType in (string[])["chat.new", "customer.new", "message.private"])
        {
            foreach (var json in WithEachValueReplaced(JsonElement.Parse(OneOfEach.Body(eventType)), value))
            {
                AssertReadOrRejected<WebhookEvent>(json);
            }
        }

        AssertReadOrRejected<ChatEventData>(value);
        AssertReadOrRejected<CustomerEventData>(value);
        AssertReadOrRejected<MessageEventData>(value);
        AssertReadOrRejected<CustomData>(value);
        AssertReadOrRejected<ChatLastMessage>(value);
        AssertReadOrRejected<CustomEvent<Order>>(value);
    }

    [Fact]
    public void Deserialize_InvalidUtf8AtAnyByte_ThrowsJsonException()
    {
        var body = Encoding.UTF8.GetBytes(OneOfEach.Body("chat.new"));
        for (var at = 0; at < body.Length; at++)
        {
            var broken = (byte[])body.Clone();
            broken[at] = 0xFF;
            var deserialize = () => JsonSerializer.Deserialize<WebhookEvent>(broken);

            deserialize.Should().ThrowExactly<JsonException>("byte {0} is not UTF-8", at);
        }
    }

    [Fact]
    public void Deserialize_InvalidJson_ThrowsWithThePositionOnly()
    {
        AssertRejected<WebhookEvent>("""{"event":"chat.new","id":"w-1","eventData":{"chat_id":tru,"customer":{"email":"jane@example.com"}}}""", 0, 57);
        AssertRejected<CustomEvent<Order>>("""{"event":"order.paid","id":"w-1","eventData":{"TotalCount":nul,"Email":"jane@example.com"}}""", 0, 62);
        AssertRejected<ChatCustomer>("{\"id\":1,\n\"name\":fals,\"email\":\"jane@example.com\"}", 1, 11);
        AssertRejected<CustomData>("""{"Plan":tru,"Email":"jane@example.com"}""", 0, 11);

        static void AssertRejected<T>(string json, int line, int at)
        {
            var exception = FluentActions.Invoking(() => JsonSerializer.Deserialize<T>(json)).Should().Throw<JsonException>().Which;
            exception.Message.Should().Be($"The value is not valid JSON, or nested too deeply, at line {line}, byte {at}.");
            exception.ToString().Should().NotContain("jane");
            (exception.LineNumber, exception.BytePositionInLine).Should().Be((line, at));
        }
    }

    [Fact]
    public void Deserialize_InvalidJsonInAList_ThrowsWithThePositionInTheList()
    {
        var exception = FluentActions.Invoking(() => JsonSerializer.Deserialize<List<ChatCustomer>>("[{\"id\":1},\n{\"id\":1,\n\"name\":tru}]")).Should().Throw<JsonException>().Which;

        (exception.LineNumber, exception.BytePositionInLine, exception.Path).Should().Be((2, 10, "$[1]"));
    }

    [Fact]
    public void Deserialize_RecordWithoutItsId_ThrowsWithItsStart()
    {
        var exception = FluentActions.Invoking(() => JsonSerializer.Deserialize<List<ChatCustomer>>("[{\"id\":1},\n{\"name\":\"Jane\"}]")).Should().Throw<JsonException>().Which;

        (exception.LineNumber, exception.BytePositionInLine, exception.Path).Should().Be((1, 1, "$[1]"));
    }

    [Fact]
    public void Serialize_UnknownEventOfADisposedDocument_WritesTheData()
    {
        var document = JsonDocument.Parse("""{"id":1}""");
        var unknown = new UnknownEvent("chat.merged") { Id = "1", EventData = document.RootElement };
        document.Dispose();

        JsonSerializer.Serialize(unknown).Should().StartWith("""{"event":"chat.merged","eventData":{"id":1},""");
    }

    [Fact]
    public void Deserialize_NestedDeeperThanMaxDepth_Throws() =>
        FluentActions.Invoking(() => JsonSerializer.Deserialize<ChatCustomer>("""{"id":1,"x":[[[1]]]}""", Shallow))
            .Should().Throw<JsonException>().WithMessage("The value is not valid JSON, or nested too deeply, at line 0, byte 14.");

    [Fact]
    public void Json_WithComments_IsWrittenWithoutThem()
    {
        var customer = JsonSerializer.Deserialize<ChatCustomer>("""{"id":1,"x":[1/*\u*/,],/* C:\users */}""", Lenient);

        JsonSerializer.Serialize(customer).Should().Be("""{"id":1,"name":null,"email":null,"userId":null,"x":[1]}""");
    }

    [Theory]
    [InlineData("""["\ud800",]""", """["\ud800"]""")]
    [InlineData("""[[],"\ud800"/* [, */,{},]""", """[[],"\ud800",{}]""")]
    [InlineData("""{ "\ud800" : /* , */ 1, "b": [ "\"" , -1.50e1, null, true, ], "c": { "d": "§", } , }""", """{"\ud800":1,"b":["\"",-1.50e1,null,true],"c":{"d":"§"}}""")]
    public void Serialize_LoneSurrogateWithCommentsAndTrailingCommas_OmitsThem(string value, string written)
    {
        var customer = JsonSerializer.Deserialize<ChatCustomer>($$"""{"id":1,"x":{{value}}}""", Lenient)!;

        var json = JsonSerializer.Serialize(customer);

        json.Should().Be($$"""{"id":1,"name":null,"email":null,"userId":null,"x":{{written}}}""");
        JsonSerializer.Deserialize<ChatCustomer>(json).Should().Be(customer);
    }

    [Fact]
    public void Serialize_LongValueWithALoneSurrogate_WritesAllOfIt()
    {
        var text = new string('x', 10_000);
        var customer = JsonSerializer.Deserialize<ChatCustomer>($$"""{"id":1,"x":["\ud800","{{text}}",1,]}""", Lenient)!;

        JsonSerializer.Serialize(customer).Should().Be($$"""{"id":1,"name":null,"email":null,"userId":null,"x":["\ud800","{{text}}",1]}""");
    }

    [Fact]
    public void Serialize_UndefinedElement_WritesNull()
    {
        JsonSerializer.Serialize(new CustomEvent<JsonElement>("zzz") { Id = "e-1", EventData = default })
            .Should().Be("""{"event":"zzz","eventData":null,"attempts":0,"lastAttemptAt":null,"createdAt":null,"id":"e-1"}""");
    }

    [Fact]
    public void Serialize_CustomEventWithALoneSurrogate_WritesItAsReceived()
    {
        const string Body = """{"event":"zzz","eventData":{"a":"\ud800"},"attempts":0,"lastAttemptAt":null,"createdAt":null,"id":"e-1"}""";

        JsonSerializer.Serialize(JsonSerializer.Deserialize<CustomEvent<JsonElement>>(Body)).Should().Be(Body);
    }

    [Fact]
    public void Serialize_CustomEventOfRawJsonWithACustomConverter_UsesTheConverter()
    {
        JsonSerializer.Serialize(new CustomEvent<JsonElement>("zzz") { Id = "e-1", EventData = default }, RawByTheUser)
            .Should().Be("""{"event":"zzz","eventData":"custom","attempts":0,"lastAttemptAt":null,"createdAt":null,"id":"e-1"}""");
    }

    [Fact]
    public void Serialize_AdditionalPropertyWithAKnownName_OmitsIt()
    {
        var more = new Dictionary<string, JsonElement> { ["event"] = JsonElement("\"chat.new\""), ["eventData"] = JsonElement("1"), ["more"] = JsonElement("2") };

        JsonSerializer.Serialize(new UnknownEvent("zzz") { Id = "e-1", EventData = JsonElement("3"), AdditionalProperties = more })
            .Should().Be("""{"event":"zzz","eventData":3,"attempts":0,"lastAttemptAt":null,"createdAt":null,"id":"e-1","more":2}""");
        JsonSerializer.Serialize(new CustomEvent<int>("zzz") { Id = "e-1", EventData = 3, AdditionalProperties = more })
            .Should().Be("""{"event":"zzz","eventData":3,"attempts":0,"lastAttemptAt":null,"createdAt":null,"id":"e-1","more":2}""");

        static JsonElement JsonElement(string json) => JsonSerializer.Deserialize<JsonElement>(json);
    }

    [Fact]
    public void Deserialize_InvalidUtf8OutsideTypedMembers_Throws()
    {
        AssertRejected<ChatEventData>("""{"chat_id":7,"unknown":["§"]}""");
        AssertRejected<CustomData>("""{"Plan":{"a":"§"}}""");
        AssertRejected<WebhookEvent>("""{"event":"chat.new","eventData":{"chat_id":7},"id":"w-1","unknown":"§"}""");
        AssertRejected<CustomEvent<Order>>("""{"event":"order.paid","eventData":{},"id":"w-1","unknown":"§"}""");

        static void AssertRejected<T>(string json)
        {
            var bytes = Encoding.UTF8.GetBytes(json);
            bytes[bytes.AsSpan().IndexOf("§"u8)] = 0xFF;
            FluentActions.Invoking(() => JsonSerializer.Deserialize<T>(bytes)).Should().Throw<JsonException>().Which.Message.Should().Be("A string is not valid UTF-8.");
        }
    }

    [Fact]
    public void Deserialize_InvalidUtf8OutsideTheRecord_Succeeds()
    {
        var bytes = Encoding.UTF8.GetBytes("""{"Customer":{"id":1},"unknown":"§"}""");
        bytes[bytes.AsSpan().IndexOf("§"u8)] = 0xFF;

        JsonSerializer.Deserialize<Holder>(bytes)!.Customer.Id.Should().Be(1);
    }

    [Theory]
    [InlineData(typeof(WebhookEvent), true)]
    [InlineData(typeof(ChatEvent), true)]
    [InlineData(typeof(ChatSnoozedEvent), true)]
    [InlineData(typeof(CustomEvent<Order>), true)]
    [InlineData(typeof(WebhookEvent<ChatEventData>), true)]
    [InlineData(typeof(ChatEventData), true)]
    [InlineData(typeof(CustomData), true)]
    [InlineData(typeof(ChatStatus), true)]
    [InlineData(typeof(ChatStatus?), false)]
    [InlineData(typeof(Order), false)]
    [InlineData(typeof(List<int>), false)]
    [InlineData(typeof(string), false)]
    public void Factory_CanConvert_IsTrueForTheTypesOfTheSdkOnly(Type type, bool expected) =>
        new WebhookJsonConverterFactory().CanConvert(type).Should().Be(expected);

    [Fact]
    public void Factory_EveryTypeWithItsAttribute_HasAConverterOfThatType()
    {
        var types = ModelTypes()
            .Select(type => type.IsGenericTypeDefinition ? type.MakeGenericType(typeof(Order)) : type)
            .ToList();

        types.Should().HaveCountGreaterThan(35);
        foreach (var type in types)
        {
            new WebhookJsonConverterFactory().CreateConverter(type, JsonSerializerOptions.Default).Type.Should().Be(type);
        }
    }

    private static IEnumerable<Type> ModelTypes() => typeof(WebhookEvent).Assembly.GetExportedTypes()
        .Where(type => type.GetCustomAttribute<JsonConverterAttribute>(inherit: false)?.ConverterType == typeof(WebhookJsonConverterFactory));

    private static void AssertBothWays<T>(string json, JsonSerializerOptions options)
    {
        var read = JsonSerializer.Deserialize<T>(json, options);

        JsonSerializer.Serialize(read, options).Should().Be(json);
        JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(read, options), options).Should().Be(read);
    }

    private static void AssertRejected<T>(string json, string message) =>
        FluentActions.Invoking(() => JsonSerializer.Deserialize<T>(json)).Should().Throw<JsonException>().Which.Message.Should().Be(message);

    private static void AssertReadOrRejected<T>(string json)
    {
        T? read;
        try
        {
            read = JsonSerializer.Deserialize<T>(json);
        }
        catch (JsonException)
        {
            return;
        }

        JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(read)).Should().Be(read, "{0} is written without losses", json);
    }

    /// <summary>A copy of the body for each of its values, with that value replaced.</summary>
    private static IEnumerable<string> WithEachValueReplaced(JsonElement element, string value)
    {
        yield return value;
        if (element.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        var properties = element.EnumerateObject().ToList();
        for (var replaced = 0; replaced < properties.Count; replaced++)
        {
            foreach (var json in WithEachValueReplaced(properties[replaced].Value, value))
            {
                yield return $"{{{string.Join(',', properties.Select((property, at) => $"\"{property.Name}\":{(at == replaced ? json : property.Value.GetRawText())}"))}}}";
            }
        }
    }

    private static ReadOnlySequence<byte> Segments(byte[] bytes, int length)
    {
        var first = new Segment(bytes.AsMemory(0, Math.Min(length, bytes.Length)), null);
        var last = first;
        for (var at = length; at < bytes.Length; at += length)
        {
            last = new Segment(bytes.AsMemory(at, Math.Min(length, bytes.Length - at)), last);
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? previous)
        {
            Memory = memory;
            if (previous is not null)
            {
                RunningIndex = previous.RunningIndex + previous.Memory.Length;
                previous.Next = this;
            }
        }
    }

    private sealed record Holder(ChatCustomer Customer);
}
