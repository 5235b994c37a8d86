using System.Text;
using HelpCrunch.Webhooks.Sdk.Tests.Corpus;

namespace HelpCrunch.Webhooks.Sdk.Tests.Parsing;

/// <summary>Parse never throws. Each kind of invalid body has its error, which does not quote the body.</summary>
public sealed class BadInputTests
{
    private const int Deep = 10_000;
    private const int Long = 5 * 1024 * 1024;

    [Theory]
    [InlineData(new byte[] { 0x80 })] // a continuation without a start
    [InlineData(new byte[] { 0xC3, 0x28 })] // a start without its continuation
    [InlineData(new byte[] { 0xC0, 0xAF })] // an overlong slash
    [InlineData(new byte[] { 0xE0, 0x80, 0xAF })] // a longer one
    [InlineData(new byte[] { 0xE2, 0x82 })] // two of three bytes
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })] // a surrogate
    [InlineData(new byte[] { 0xF0, 0x80, 0x80, 0xAF })] // four overlong bytes
    [InlineData(new byte[] { 0xF0, 0x9F, 0x98 })] // three of four bytes
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })] // beyond U+10FFFF
    [InlineData(new byte[] { 0xF5, 0x80, 0x80, 0x80 })] // a byte that UTF-8 does not use
    [InlineData(new byte[] { 0xFF })]
    public void Parse_InvalidUtf8InAString_FailsAtItsFirstByte(byte[] bytes)
    {
        byte[] body = [.. """{"event":"chat.new","id":"e-1","eventData":{"chat_id":1,"x":["é😀"""u8, .. bytes, .. "\"]}}"u8];

        Parsed.Error(body).Should().Be(new WebhookParseError(
            WebhookParseErrorCode.InvalidJson,
            "The body is not valid UTF-8 at $.eventData.*[0] (line 0, byte 68). Pass the request's body as received.",
            "$.eventData.*[0]")
        {
            BytePositionInLine = 68,
            EventType = "chat.new",
            Id = "e-1",
        });
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public void Parse_AnyBytesInAString_FailsAtTheFirstInvalidByte()
    {
        int[] seconds = [0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF]; // The limits of valid second bytes.
        int[] others = [0x7F, 0x80, 0xBF, 0xC0];
        var texts =
            from first in Enumerable.Range(0x7F, 0x81)
            from second in seconds
            from third in others
            from fourth in others
            select new[] { (byte)first, (byte)second, (byte)third, (byte)fourth, (byte)0xFF };
        foreach (var text in texts)
        {
            var validLength = Enumerable.Range(0, text.Length).Last(length => !Encoding.UTF8.GetString(text, 0, length).Contains('\uFFFD'));

            var error = Parsed.Error([.. "{\"x\":\""u8, .. text, .. "\"}"u8]);

            (error.Code, error.BytePositionInLine).Should().Be((WebhookParseErrorCode.InvalidJson, 6 + validLength), "the bytes are {0}", BitConverter.ToString(text));
        }
    }

    [Fact]
    public void Parse_TruncatedInACharacter_FailsAtItsFirstByte() =>
        Parsed.Error([.. "{\"x\":\""u8, 0xE2, 0x82]).BytePositionInLine.Should().Be(6);

    [Theory]
    [InlineData(false, false, 1)] // the zero byte after the first brace
    [InlineData(false, true, 0)]
    [InlineData(true, false, 0)]
    [InlineData(true, true, 0)]
    public void Parse_Utf16_FailsWithAdvice(bool bigEndian, bool byteOrderMark, int at)
    {
        var encoding = new UnicodeEncoding(bigEndian, byteOrderMark);
        byte[] body = [.. encoding.GetPreamble(), .. encoding.GetBytes("""{"event":"chat.new","eventData":{"chat_id":1},"id":"e-1"}""")];

        Parsed.Error(body).Should().Be(new WebhookParseError(
            WebhookParseErrorCode.InvalidJson,
            "The body is not UTF-8; it looks like UTF-16. Pass the request's body as received, or as a string.",
            "$")
        {
            BytePositionInLine = at,
        });
    }

    [Fact]
    public void Parse_OneCharacterOfUtf16_FailsWithAdvice() =>
        Parsed.Error([(byte)'{', 0]).Message.Should().Be("The body is not UTF-8; it looks like UTF-16. Pass the request's body as received, or as a string.");

    [Fact]
    public void Parse_ByteOrderMarkOnly_IsAnEmptyBody() =>
        Parsed.Error("\uFEFF").Message.Should().Be("The body is empty. Pass the request's body as received, before anything else has read it.");

    [Fact]
    public void Parse_TwoByteOrderMarks_IsInvalidJson() =>
        Parsed.Error("\uFEFF\uFEFF{}").Message.Should().Be("The body is not valid JSON at $ (line 0, byte 0).");

    [Theory]
    [InlineData("", "$", 0)] // the whole body
    [InlineData("""{"event":"chat.new","id":"e-1","eventData":""", "$.eventData", 1)]
    [InlineData("""{"event":"chat.new","id":"e-1","eventData":{"chat_id":1,"unknown":""", "$.eventData.*", 2)]
    [InlineData("""{"event":"chat.new","id":"e-1","eventData":{"chat_id":1,"customer":""", "$.eventData.customer", 2)]
    [InlineData("""{"event":"chat.new","id":"e-1","eventData":{"chat_id":1,"applications":""", "$.eventData.applications", 2)]
    [InlineData("""{"event":"chat.new","id":"e-1","unknown":""", "$.*", 1)]
    [InlineData("""{"event":"chat.new","id":"e-1","event":""", "$.event", 1)]
    [InlineData("""{"event":"customer.new","id":"e-1","eventData":{"id":1,"customData":""", "$.eventData.customData", 2)] // its names are hidden
    [InlineData("""{"event":"customer.new","id":"e-1","eventData":{"id":1,"customData":[{"property":"a","value":""", "$.eventData.customData[0].*", 4)]
    public void Parse_NestedTooDeeply_FailsAtTheFirstExcessLevel(string before, string path, int depth)
    {
        var levels = 64 - depth;
        var arrays = Parsed.Error(before + new string('[', Deep) + new string(']', Deep));
        var objects = Parsed.Error(before + string.Concat(Enumerable.Repeat("{\"a\":", Deep)) + "1");

        var inArrays = path + string.Concat(Enumerable.Repeat("[0]", levels));
        var inObjects = path + string.Concat(Enumerable.Repeat(".*", levels)); // `a` is not a documented name, so it is hidden.
        arrays.Should().BeEquivalentTo(TooDeep(inArrays, before.Length + levels), options => options.Excluding(error => error.EventType).Excluding(error => error.Id));
        objects.Should().BeEquivalentTo(TooDeep(inObjects, before.Length + (5 * levels)), options => options.Excluding(error => error.EventType).Excluding(error => error.Id));
    }

    [Theory]
    [Trait("Speed", "Slow")]
    [InlineData("""{"event":"chat.new","eventData":{"chat_id":1,"customer":{"id":1,"name":"§"}},"id":"e-1"}""")] // a known text
    [InlineData("""{"event":"chat.new","eventData":{"chat_id":1,"status":"§"},"id":"e-1"}""")] // an open value
    [InlineData("""{"event":"chat.new","eventData":{"chat_id":1,"createdAt":"§"},"id":"e-1"}""")] // a time
    [InlineData("""{"event":"chat.new","eventData":{"chat_id":1,"applicationId":"§"},"id":"e-1"}""")] // an id
    [InlineData("""{"event":"chat.new","eventData":{"chat_id":1,"applications":["§"]},"id":"e-1"}""")] // an id of a list
    [InlineData("""{"event":"chat.new","eventData":{"chat_id":1,"unknown":"§"},"id":"e-1"}""")] // an unknown property
    [InlineData("""{"event":"chat.new","eventData":{"chat_id":1,"§":1},"id":"e-1"}""")] // a name
    [InlineData("""{"event":"chat.new","eventData":{"chat_id":1},"attempts":"§","id":"e-1"}""")] // a count
    [InlineData("""{"event":"chat.new","eventData":{"chat_id":1},"id":"§"}""")] // the envelope's id
    [InlineData("""{"event":"§","eventData":{"chat_id":1},"id":"e-1"}""")] // the event
    [InlineData("""{"event":"zzz","eventData":"§","id":"e-1"}""")] // raw data
    [InlineData("""{"event":"customer.new","eventData":{"id":1,"customData":{"a":"§"}},"id":"e-1"}""")]
    [InlineData("""{"event":"customer.new","eventData":{"id":1,"customData":{"§":1}},"id":"e-1"}""")]
    [InlineData("""{"event":"customer.new","eventData":{"id":1,"customData":[{"property":"§","value":1}]},"id":"e-1"}""")]
    public void Parse_LongText_HasAShortToString(string template)
    {
        foreach (var text in (string[])[new string('7', Long), string.Concat(Enumerable.Repeat("\\u0037", Long / 60))])
        {
            var body = template.Replace("§", text, StringComparison.Ordinal);

            var webhookEvent = WebhookParser.Default.Parse(body).GetEventOrThrow();

            webhookEvent.ToString().Length.Should().BeLessThan(300);
            webhookEvent.Should().Be(WebhookParser.Default.Parse(body).GetEventOrThrow()); // Without a text of both sides, which would have megabytes.
        }
    }

    [Theory]
    [Trait("Speed", "Slow")]
    [InlineData("""{"event":"§","eventData":{"chat_id":1}}""")] // missing id
    [InlineData("""{"event":"chat.new","eventData":{"chat_id":"§"},"id":"e-1"}""")] // invalid identity
    [InlineData("""{"event":"chat.new","eventData":"§","id":"e-1"}""")] // invalid data
    [InlineData("""{"event":"chat.new","eventData":{"chat_id":1},"id":"§"}}""")] // trailing content
    [InlineData("""{"§":x""")] // a syntax error after a long name
    [InlineData("""{"event":"chat.new","eventData":{"chat_id":"§""")] // truncated
    [InlineData("\"§\"")] // not an object
    [InlineData("§")] // a long number
    public void Parse_LongTextInAnInvalidBody_ReturnsAShortError(string template)
    {
        var error = Parsed.Error(template.Replace("§", new string('7', Long), StringComparison.Ordinal));

        error.Message.Length.Should().BeLessThan(200);
        error.ToString().Length.Should().BeLessThan(500);
    }

    [Theory]
    [InlineData("""{"event":"chat.new","eventData":{"chat_id":-9223372036854775808},"id":"e-1"}""", long.MinValue)]
    [InlineData("""{"event":"chat.new","eventData":{"chat_id":9223372036854775807},"id":"e-1"}""", long.MaxValue)]
    [InlineData("""{"event":"chat.new","eventData":{"chat_id":"-9223372036854775808"},"id":"e-1"}""", long.MinValue)]
    [InlineData("""{"event":"chat.new","eventData":{"chat_id":0},"id":"e-1"}""", 0)]
    public void Parse_IdAtTheEndOfItsRange_IsRead(string body, long expected) =>
        Parsed.Event<ChatNewEvent>(body).EventData.ChatId.Should().Be(expected);

    [Fact]
    public void Parse_StringWithALoneSurrogate_ReadsTheReplacementCharacter() =>
        Parsed.Event<ChatNewEvent>("{\"event\":\"chat.new\",\"eventData\":{\"chat_id\":1,\"status\":\"\ud800\"},\"id\":\"e-1\"}").EventData.Status!.Value.Value.Should().Be("\uFFFD");

    [Fact]
    public void Parse_NullString_Throws() =>
        FluentActions.Invoking(() => WebhookParser.Default.Parse((string)null!)).Should().Throw<ArgumentNullException>().WithParameterName("json");

    [Fact]
    public void Parse_DefaultSpanAndSequence_AreEmptyBodies()
    {
        var expected = new WebhookParseResult.Failure(Parsed.Error(""));

        WebhookParser.Default.Parse(default(ReadOnlySpan<byte>)).Should().Be(expected);
        WebhookParser.Default.Parse(default(System.Buffers.ReadOnlySequence<byte>)).Should().Be(expected);
        WebhookParser.Default.Parse(Segment.Sequence([], [], [])).Should().Be(expected);
    }

    private static WebhookParseError TooDeep(string path, int at) => new(
        WebhookParseErrorCode.InvalidJson,
        $"The body is nested too deeply at {path} (line 0, byte {at}). HelpCrunch's bodies have 4 levels; raise MaxDepth if your bodies have more.",
        path)
    {
        BytePositionInLine = at,
    };
}
