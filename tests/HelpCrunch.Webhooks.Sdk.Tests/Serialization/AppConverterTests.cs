using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Tests.Serialization;

/// <summary>
/// An app has converters for its JSON in its JsonSerializerOptions. Those of basic types do not convert HelpCrunch's values, because
/// HelpCrunch writes them in other forms.
/// </summary>
public sealed class AppConverterTests
{
    public static TheoryData<string, JsonConverter> BasicTypes => new()
    {
        { "string", new Strict<string>() },
        { "long", new Strict<long>() },
        { "long?", new Strict<long?>() },
        { "int", new Strict<int>() },
        { "int?", new Strict<int?>() },
        { "bool", new Strict<bool>() },
        { "bool?", new Strict<bool?>() },
        { "DateTimeOffset", new Strict<DateTimeOffset>() },
        { "DateTimeOffset?", new Strict<DateTimeOffset?>() },
        { "list of long", new Strict<IReadOnlyList<long>>() },
        { "object", new StrictObjects() },
        { "enum", new JsonStringEnumConverter() },
        { "factory", new StrictFactory() },
    };

    [Theory]
    [MemberData(nameof(BasicTypes))]
    public void Deserialize_AppConverterOfABasicType_ReadsEveryEventAsTheParserDoes(string type, JsonConverter converter)
    {
        var options = new JsonSerializerOptions { Converters = { converter } };

        foreach (var eventType in WebhookEventTypes.All)
        {
            var body = OneOfEach.Body(eventType);
            var read = JsonSerializer.Deserialize<WebhookEvent>(body, options);

            read.Should().Be(WebhookParser.Default.Parse(body).GetEventOrThrow(), "the app has a converter for {0}", type);
            JsonSerializer.Serialize(read, options).Should().Be(body, "the app has a converter for {0}", type);
        }
    }

    [Fact]
    public void Deserialize_AppConverterOfTimes_DoesNotRemoveHelpCrunchsTimes()
    {
        var options = new JsonSerializerOptions { Converters = { new DateOnlyTimes() } };
        const string Body = """{"event":"chat.closed","eventData":{"chat_id":7,"closedAt":"1607542031.500"},"createdAt":1607542030,"id":"e-1"}""";

        var inbox = JsonSerializer.Deserialize<Inbox>($$"""{"ReceivedAt":"2020-12-09","Event":{{Body}}}""", options)!;

        inbox.ReceivedAt.Should().Be(new DateTimeOffset(2020, 12, 9, 0, 0, 0, TimeSpan.Zero), "it is the app's value");
        inbox.Event.CreatedAt.Should().Be(DateTimeOffset.FromUnixTimeSeconds(1607542030));
        inbox.Event.EventData.ClosedAt.Should().Be(DateTimeOffset.FromUnixTimeMilliseconds(1607542031500));
        inbox.Event.GetDrift().Should().BeEmpty();
        JsonSerializer.Serialize(inbox, options).Should().StartWith("""{"ReceivedAt":"2020-12-09",""").And.Contain("\"closedAt\":\"1607542031.500\"");
    }

    [Fact]
    public void Deserialize_AppConverterOfAnOpenValue_IsUsed()
    {
        var options = new JsonSerializerOptions { Converters = { new CustomConverter<ChatStatus>(ChatStatus.Empty) } };

        var chat = JsonSerializer.Deserialize<ChatNewEvent>(OneOfEach.Body("chat.new"), options)!;

        chat.EventData.Status.Should().Be(ChatStatus.Empty, "a converter for a type of the SDK has no other purpose");
        JsonSerializer.Serialize(chat, options).Should().Contain("\"status\":\"custom\"");
    }

    [Fact]
    public void AddEvent_AppConverterOfTimes_ReadsYourTypeButNotTheRecordInIt()
    {
        const string Body = """{"event":"chat.linked","eventData":{"At":"2020-12-09","Message":{"id":9,"createdAt":"1607542031.000"}},"id":"e-1"}""";
        var appOptions = new JsonSerializerOptions { Converters = { new DateOnlyTimes() } };
        var ofApp = new WebhookParser(new WebhookParserOptions().AddEvent<Linked>("chat.linked", appOptions));
        var ofParser = new WebhookParser(new WebhookParserOptions { Converters = { new CustomConverter<DateTimeOffset>(DateTimeOffset.UnixEpoch) } }
            .AddEvent<Linked>("chat.linked", appOptions));

        var withAppConverter = ((CustomEvent<Linked>)ofApp.Parse(Body).GetEventOrThrow()).EventData;
        var withParserConverter = ((CustomEvent<Linked>)ofParser.Parse(Body).GetEventOrThrow()).EventData;

        withAppConverter.At.Should().Be(new DateTimeOffset(2020, 12, 9, 0, 0, 0, TimeSpan.Zero));
        withAppConverter.Message.CreatedAt.Should().Be(DateTimeOffset.FromUnixTimeSeconds(1607542031));
        withParserConverter.At.Should().Be(DateTimeOffset.UnixEpoch);
        withParserConverter.Message.CreatedAt.Should().Be(DateTimeOffset.UnixEpoch, "the parser has the converter");
    }

    [Fact]
    public void Deserialize_OneConverterInTwoOptions_UsesTheConvertersOfEach()
    {
        const string Body = """{"chat_id":7,"status":"opened"}""";
        var shared = JsonSerializerOptions.Default.GetConverter(typeof(ChatEventData));
        var plain = new JsonSerializerOptions { Converters = { shared } };
        var custom = new JsonSerializerOptions { Converters = { shared, new CustomConverter<ChatStatus>(ChatStatus.Empty) } };

        JsonSerializer.Deserialize<ChatEventData>(Body, plain)!.Status.Should().Be(ChatStatus.Open);
        JsonSerializer.Deserialize<ChatEventData>(Body, custom)!.Status.Should().Be(ChatStatus.Empty);
        JsonSerializer.Deserialize<ChatEventData>(Body, plain)!.Status.Should().Be(ChatStatus.Open);
        JsonSerializer.Deserialize<ChatEventData>(Body, custom)!.Status.Should().Be(ChatStatus.Empty);
    }

    [Theory]
    [InlineData(typeof(WebhookEvent))]
    [InlineData(typeof(ChatEvent))]
    [InlineData(typeof(ChatNewEvent))]
    public void Serialize_ConverterOfTheSdkInOptions_DoesNotCallItself(Type type)
    {
        var options = new JsonSerializerOptions { Converters = { JsonSerializerOptions.Default.GetConverter(type) } };
        var body = OneOfEach.Body("chat.new");

        var read = JsonSerializer.Deserialize<ChatNewEvent>(body, options);

        JsonSerializer.Serialize(read, options).Should().Be(body);
        JsonSerializer.Serialize<ChatEvent>(read!, options).Should().Be(body);
        JsonSerializer.Serialize<WebhookEvent>(read!, options).Should().Be(body);
    }

    public sealed record Linked(DateTimeOffset At, ChatLastMessage Message);

    public sealed record Inbox(DateTimeOffset ReceivedAt, ChatClosedEvent Event);

    /// <summary>Reads and writes only a form that HelpCrunch does not use.</summary>
    private sealed class DateOnlyTimes : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            DateTimeOffset.ParseExact(reader.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    private sealed class Strict<T> : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new FormatException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => throw new FormatException();
    }

    private sealed class StrictObjects : JsonConverter<object>
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert == typeof(string) || typeToConvert == typeof(long);

        public override object Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new FormatException();

        public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) => throw new FormatException();
    }

    private sealed class StrictFactory : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.Namespace?.StartsWith("System", StringComparison.Ordinal) == true
            && (Nullable.GetUnderlyingType(typeToConvert) ?? typeToConvert).Namespace!.StartsWith("System", StringComparison.Ordinal);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) => throw new TimeoutException();
    }
}
