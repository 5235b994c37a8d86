using System.Buffers;
using System.Text;
using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.Tests.Corpus;

/// <summary>Rules for every body. A new file is tested automatically.</summary>
public sealed class CorpusTests
{
    [Theory]
    [MemberData(nameof(PayloadFiles.All), MemberType = typeof(PayloadFiles))]
    public async Task Parse_File_BecomesItsSnapshot(string file) =>
        await Verifier.Verify(Rendering.Of(WebhookParser.Default.Parse(PayloadFiles.Read(file))))
            .UseDirectory("Snapshots")
            .UseTextForParameters(file);

    [Theory]
    [MemberData(nameof(PayloadFiles.Parseable), MemberType = typeof(PayloadFiles))]
    public void Parse_ParseableFile_IsAnEvent(string file) => Event(file).Should().NotBeNull();

    [Theory]
    [MemberData(nameof(PayloadFiles.Malformed), MemberType = typeof(PayloadFiles))]
    public void Parse_MalformedFile_IsAnError(string file) =>
        WebhookParser.Default.Parse(PayloadFiles.Read(file)).Should().BeOfType<WebhookParseResult.Failure>();

    [Theory]
    [MemberData(nameof(PayloadFiles.Events), MemberType = typeof(PayloadFiles))]
    public void Parse_EventFile_IsTheDocumentedEventOfItsName(string file)
    {
        var webhookEvent = Event(file);

        webhookEvent.EventType.Should().Be(Path.GetFileNameWithoutExtension(file));
        webhookEvent.Should().NotBeOfType<UnknownEvent>();
    }

    [Theory]
    [MemberData(nameof(PayloadFiles.Parseable), MemberType = typeof(PayloadFiles))]
    public void Parse_Twice_GivesEqualEvents(string file)
    {
        var (first, second) = (Event(file), Event(file));

        second.Should().NotBeSameAs(first);
        second.ShouldEqual(first);
        second.GetHashCode().Should().Be(first.GetHashCode());
    }

    [Theory]
    [MemberData(nameof(PayloadFiles.Parseable), MemberType = typeof(PayloadFiles))]
    public void Serialize_ParsedEvent_IsParsedAsAnEqualOne(string file)
    {
        var webhookEvent = Event(file);

        var written = JsonSerializer.SerializeToUtf8Bytes(webhookEvent);
        var again = WebhookParser.Default.Parse(written).GetEventOrThrow();

        again.ShouldEqual(webhookEvent, $"it was written as {Encoding.UTF8.GetString(written)}");
        again.GetHashCode().Should().Be(webhookEvent.GetHashCode());
        JsonSerializer.SerializeToUtf8Bytes(again).Should().Equal(written);
    }

    [Theory]
    [Trait("Speed", "Slow")]
    [MemberData(nameof(PayloadFiles.All), MemberType = typeof(PayloadFiles))]
    public void Parse_SequenceCutAtEachByte_GivesTheResultOfTheSpan(string file)
    {
        var body = PayloadFiles.Read(file);
        var expected = WebhookParser.Default.Parse(body);

        for (var cut = 0; cut <= body.Length; cut++)
        {
            WebhookParser.Default.Parse(Segment.Sequence(body[..cut], body[cut..])).ShouldEqual(expected, $"the cut is at byte {cut}");
        }

        WebhookParser.Default.Parse(new ReadOnlySequence<byte>(body)).ShouldEqual(expected);
    }

    [Theory]
    [Trait("Speed", "Slow")]
    [MemberData(nameof(PayloadFiles.All), MemberType = typeof(PayloadFiles))]
    public async Task ParseAsync_StreamOfSingleBytes_GivesTheResultOfTheSpan(string file)
    {
        var body = PayloadFiles.Read(file);
        using var stream = new SingleByteStream(body);

        var result = await WebhookParser.Default.ParseAsync(stream);

        result.ShouldEqual(WebhookParser.Default.Parse(body));
    }

    [Theory]
    [MemberData(nameof(PayloadFiles.Parseable), MemberType = typeof(PayloadFiles))]
    public void Parse_String_GivesTheResultOfTheSpan(string file)
    {
        var body = PayloadFiles.Read(file);

        WebhookParser.Default.Parse(Encoding.UTF8.GetString(body)).ShouldEqual(WebhookParser.Default.Parse(body));
    }

    [Theory]
    [MemberData(nameof(PayloadFiles.Json), MemberType = typeof(PayloadFiles))]
    public void Deserialize_Json_GivesTheResultOfTheParser(string file)
    {
        var body = PayloadFiles.Read(file);
        var withoutMark = body.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? body.AsSpan(Encoding.UTF8.Preamble.Length) : body;

        JsonSerializer.Deserialize<WebhookEvent>(withoutMark)!.ShouldEqual(Event(file));
    }

    [Theory]
    [MemberData(nameof(PayloadFiles.Malformed), MemberType = typeof(PayloadFiles))]
    public void Deserialize_Malformed_IsAJsonException(string file)
    {
        var deserialize = () => JsonSerializer.Deserialize<ChatEvent>(PayloadFiles.Read(file));

        if (Encoding.UTF8.GetString(PayloadFiles.Read(file)) == "null")
        {
            deserialize().Should().BeNull();
        }
        else
        {
            deserialize.Should().Throw<JsonException>();
        }
    }

    [Theory]
    [InlineData("Documented/chat.snoozed.json")]
    [InlineData("Documented/customer.email_updated.json")]
    [InlineData("Documented/message.chat.customer.json")]
    public void Serialize_DocumentedExample_IsItsCompactOriginal(string file)
    {
        var original = JsonSerializer.Serialize(JsonElement.Parse(PayloadFiles.Read(file)));

        JsonSerializer.Serialize(Event(file)).Should().Be(original);
    }

    [Theory]
    [MemberData(nameof(PayloadFiles.Events), MemberType = typeof(PayloadFiles))]
    public void Serialize_Event_IsItsCompactOriginal(string file)
    {
        var original = JsonSerializer.Serialize(JsonElement.Parse(PayloadFiles.Read(file)));

        JsonSerializer.Serialize(Event(file)).Should().Be(original);
    }

    [Fact]
    public void Snapshots_All_HaveAPayloadFile()
    {
        var expected = PayloadFiles.Names.Select(name => $"{nameof(CorpusTests)}.{nameof(Parse_File_BecomesItsSnapshot)}_{name.Replace('/', '-')}.verified.txt");

        ProjectFolder.FilesOf("Corpus/Snapshots").Where(name => name.EndsWith(".verified.txt", StringComparison.Ordinal)).Should().BeEquivalentTo(expected);
    }

    private static WebhookEvent Event(string file) => WebhookParser.Default.Parse(PayloadFiles.Read(file)).GetEventOrThrow();
}
