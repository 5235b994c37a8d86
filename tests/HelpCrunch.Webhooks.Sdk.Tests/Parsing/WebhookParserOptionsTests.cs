using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Tests.Parsing;

public sealed class WebhookParserOptionsTests
{
    private static readonly JsonSerializerOptions Deep = new() { MaxDepth = 1000 };

    [Fact]
    public void MaxDepth_Default_Is64()
    {
        new WebhookParserOptions().MaxDepth.Should().Be(64);
        WebhookParser.Default.Parse(Nested(64)).Should().BeOfType<WebhookParseResult.Success>();
        WebhookParser.Default.Parse(Nested(65)).Should().BeOfType<WebhookParseResult.Failure>();
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(63)]
    [InlineData(65)]
    [InlineData(1000)]
    public void MaxDepth_Set_IsTheDeepestBodyRead(int maxDepth)
    {
        var parser = new WebhookParser(new WebhookParserOptions { MaxDepth = maxDepth });

        var deepest = parser.Parse(Nested(maxDepth)).GetEventOrThrow();
        var tooDeep = parser.Parse(Nested(maxDepth + 1)).Should().BeOfType<WebhookParseResult.Failure>().Subject.Error;

        deepest.Should().Be(parser.Parse(Nested(maxDepth)).GetEventOrThrow(), "equality compares all levels");
        tooDeep.Code.Should().Be(WebhookParseErrorCode.InvalidJson);
        tooDeep.Message.Should().Be(
            $"The body is nested too deeply at {tooDeep.Path} (line 0, byte {tooDeep.BytePositionInLine}). HelpCrunch's bodies have 4 levels; raise MaxDepth if your bodies have more.");
        tooDeep.Path.Should().Be("$.*" + string.Concat(Enumerable.Repeat("[0]", maxDepth - 1)));
    }

    [Fact]
    public void MaxDepth_OfTheDeepestBody_IsWrittenBack()
    {
        var parser = new WebhookParser(new WebhookParserOptions { MaxDepth = 1000 });
        var webhookEvent = parser.Parse(Nested(1000)).GetEventOrThrow();

        var written = JsonSerializer.Serialize(webhookEvent, Deep);

        parser.Parse(written).GetEventOrThrow().Should().Be(webhookEvent);
    }

    [Fact]
    public void MaxDepth_DeepValueWithALoneSurrogate_IsWrittenBack()
    {
        var deep = new string('[', 900) + "\"\\ud800\"" + new string(']', 900); // A lone surrogate, which the SDK writes without the checks of System.Text.Json.
        var parser = new WebhookParser(new WebhookParserOptions { MaxDepth = 1000 });
        var webhookEvent = parser.Parse($$"""{"event":"chat.new","eventData":{"chat_id":1},"id":"e-1","deep":{{deep}}}""").GetEventOrThrow();

        JsonSerializer.Serialize(webhookEvent, Deep).Should().EndWith($$""","deep":{{deep}}}""");
    }

    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(-1)]
    [InlineData(0)] // which means "default" elsewhere in System.Text.Json
    [InlineData(3)] // less than the documented bodies need
    [InlineData(1001)] // more than Utf8JsonWriter supports
    [InlineData(int.MaxValue)]
    public void MaxDepth_OutOfRange_Throws(int maxDepth)
    {
        var options = new WebhookParserOptions();

        var set = () => options.MaxDepth = maxDepth;

        set.Should().Throw<ArgumentOutOfRangeException>()
            .WithParameterName("value")
            .WithMessage($"MaxDepth must be between 4, which HelpCrunch's documented bodies need, and 1000.*Actual value was {maxDepth}.");
        options.MaxDepth.Should().Be(64);
    }

    [Fact]
    public void Converters_MaxDepthSet_GetTheDepthOfTheParser()
    {
        var options = new WebhookParserOptions { MaxDepth = 8 };
        options.Converters.Add(new DepthConverter());

        new WebhookParser(options).Parse("""{"event":"chat.new","eventData":{"chat_id":1,"customer":{"id":1,"name":"x"}},"id":"e-1"}""").GetEventOrThrow()
            .Should().BeOfType<ChatNewEvent>().Which.EventData.Customer!.Name.Should().Be("MaxDepth 8");
    }

    [Fact]
    public void Constructor_Options_AreCopied()
    {
        var options = new WebhookParserOptions();
        var parser = new WebhookParser(options);

        options.MaxDepth = 4;
        options.AddEvent<int>("chat.new");
        options.Converters.Add(new FixedStatusConverter());

        parser.Parse(Nested(64)).Should().BeOfType<WebhookParseResult.Success>();
        parser.Parse("""{"event":"chat.new","eventData":{"chat_id":1,"status":"open"},"id":"e-1"}""").GetEventOrThrow()
            .Should().BeOfType<ChatNewEvent>().Which.EventData.Status.Should().Be(ChatStatus.Open);
    }

    [Fact]
    public void Constructor_SameOptions_ServeSeveralParsers()
    {
        var options = new WebhookParserOptions().AddEvent<int>("seats.changed");
        options.Converters.Add(new FixedStatusConverter());

        foreach (var parser in (WebhookParser[])[new(options), new(options)])
        {
            parser.Parse("""{"event":"seats.changed","eventData":25,"id":"e-1"}""").GetEventOrThrow().Should().BeOfType<CustomEvent<int>>();
            parser.Parse("""{"event":"chat.new","eventData":{"chat_id":1,"status":"open"},"id":"e-1"}""").GetEventOrThrow()
                .Should().BeOfType<ChatNewEvent>().Which.EventData.Status.Should().Be(ChatStatus.Pending);
        }
    }

    [Fact]
    public void Constructor_Null_Throws() =>
        FluentActions.Invoking(() => new WebhookParser(null!)).Should().Throw<ArgumentNullException>().WithParameterName("options");

    [Fact]
    public void Default_Parser_IsASingletonWithDefaultOptions()
    {
        const string Body = """{"event":"chat.new","eventData":{"chat_id":1},"id":"e-1"}""";

        WebhookParser.Default.Should().BeSameAs(WebhookParser.Default);
        new WebhookParser().Parse(Body).Should().Be(WebhookParser.Default.Parse(Body));
    }

    /// <summary>Reads every string as the depth of the options it is called with.</summary>
    private sealed class DepthConverter : JsonConverter<string>
    {
        public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => $"MaxDepth {options.MaxDepth}";

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }

    /// <summary>An unknown event whose deepest array is at the given level. The body is the first level.</summary>
    private static string Nested(int levels) =>
        $$"""{"event":"zzz","x":{{new string('[', levels - 1)}}{{new string(']', levels - 1)}},"id":"e-1"}""";

    private sealed class FixedStatusConverter : JsonConverter<ChatStatus>
    {
        public override ChatStatus Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ChatStatus.Pending;

        public override void Write(Utf8JsonWriter writer, ChatStatus value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }
}
