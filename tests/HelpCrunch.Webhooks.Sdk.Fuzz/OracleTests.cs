using System.Text;
using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.Fuzz;

/// <summary>Each promise is broken once by one faulty function. Those of the entry points are in <see cref="FuzzTests"/>.</summary>
public sealed class OracleTests
{
    private const string Event = """{"event":"chat.rated","eventData":{"chat_id":743,"rating":"»private«"},"id":"1"}""";
    private const string NoEvent = """{"eventData":"»private«"}""";

    private const string NeverThrows = "Parse never throws, but with a custom model and a custom converter it did.";
    private const string SerializerAgrees = "JsonSerializer reads what Parse reads.";
    private const string CanBeUsed = "An event that was read can be searched for drift and written.";
    private const string ReadsBack = "parse(write(parse(x))) equals parse(x).";
    private const string NoLeak = "A message does not quote the contents.";

    private static readonly WebhookEvent Other = WebhookParser.Default.Parse("""{"event":"chat.rated","eventData":{"chat_id":744},"id":"1"}""").GetEventOrThrow();

    [Theory]
    [InlineData(Event)]
    [InlineData(NoEvent)]
    [InlineData("»private«")]
    [InlineData("null")]
    [InlineData("\uFEFF" + Event)] // JsonSerializer rejects a byte order mark.
    [InlineData("""{"event":"chat.rated","eventData":{"chat_id":743,"applications":{ 743, 42 }},"id":"1"}""")] // JsonSerializer rejects malformed applications.
    [InlineData("""{"event":"chat.rated","eventData":{"chat_id":tru,"rating":"»private«"},"id":"1"}""")] // System.Text.Json quotes it.
    [InlineData("""{"event":"»private«","eventData":{},"id":"1"}""")] // Event types and ids are shown as sent.
    [InlineData("""{"event":"chat.rated","eventData":{},"id":"»private«"}""")]
    [InlineData("""{"event":"chat.rated","eventData":{"chat_id":743,"»private«":1},"id":"1"}""")] // Only names that are identifiers are shown.
    public void Examine_LibraryAsItIs_FindsNothing(string body) => PromiseBrokenBy(new Library(), body).Should().BeNull();

    [Fact]
    public void Examine_CustomParserThatThrows_IsFound() =>
        PromiseBrokenBy(new Library { ParseWithCustomParser = _ => throw new IOException() }).Should().Be(NeverThrows);

    [Fact]
    public void Examine_CustomParserWhoseErrorQuotes_IsFound() =>
        PromiseBrokenBy(new Library { ParseWithCustomParser = _ => Failure("It has »private«.", "$") }).Should().Be(NoLeak);

    [Theory]
    [InlineData(Event)]
    [InlineData("\uFEFF" + Event)]
    public void Examine_SerializerThatReadsSomethingElse_IsFound(string body) =>
        PromiseBrokenBy(new Library { Deserialize = json => json[0] == '{' ? Other : throw new JsonException() }, body).Should().Be(SerializerAgrees);

    [Fact]
    public void Examine_SerializerThatReadsNull_IsFound() =>
        PromiseBrokenBy(new Library { Deserialize = _ => null }).Should().Be(SerializerAgrees);

    [Fact]
    public void Examine_SerializerThatReadsNullFromAnotherBody_IsFound() =>
        PromiseBrokenBy(new Library { Deserialize = _ => null }, NoEvent).Should().Be(SerializerAgrees);

    [Fact]
    public void Examine_SerializerThatReadsWhatParseDoesNot_IsFound() =>
        PromiseBrokenBy(new Library { Deserialize = _ => Other }, NoEvent).Should().Be(SerializerAgrees);

    [Fact]
    public void Examine_SerializerThatRejectsWhatParseReads_IsFound() =>
        PromiseBrokenBy(new Library { Deserialize = _ => throw new JsonException() }).Should().Be(SerializerAgrees);

    [Fact]
    public void Examine_SerializerThatThrowsAnythingElse_IsFound() =>
        PromiseBrokenBy(new Library { Deserialize = _ => throw new IOException() }, NoEvent).Should().Be(SerializerAgrees);

    [Fact]
    public void Examine_SerializerWhoseMessageQuotes_IsFound() =>
        PromiseBrokenBy(new Library { Deserialize = _ => throw new JsonException("It has »private«.") }, NoEvent).Should().Be(NoLeak);

    [Fact]
    public void Examine_SerializerWhosePathQuotes_IsFound() =>
        PromiseBrokenBy(new Library { Deserialize = _ => throw new JsonException("It is broken.", "$.»private«", 0, 0) }, NoEvent).Should().Be(NoLeak);

    [Fact]
    public void Examine_SerializerWhoseInnerMessageQuotes_IsFound() =>
        PromiseBrokenBy(new Library { Deserialize = _ => throw new JsonException("It is broken.", new IOException("It has »private«.")) }, NoEvent).Should().Be(NoLeak);

    [Fact]
    public void Examine_SerializerThatQuotesInvalidJson_IsFound() =>
        PromiseBrokenBy(new Library { Deserialize = _ => throw new JsonException("It has »private«.") }, NoEvent + "}").Should().Be(NoLeak);

    [Fact]
    public void Examine_EventThatCannotBeSearchedForDrift_IsFound() =>
        PromiseBrokenBy(new Library { FindDrift = _ => throw new IOException() }).Should().Be(CanBeUsed);

    [Fact]
    public void Examine_EventThatCannotBeWritten_IsFound() =>
        PromiseBrokenBy(new Library { Write = _ => throw new IOException() }).Should().Be(CanBeUsed);

    [Fact]
    public void Examine_EventThatIsWrittenAsInvalidJson_IsFound() =>
        PromiseBrokenBy(new Library { Write = _ => "{"u8.ToArray() }).Should().Be("What is written is JSON.");

    [Fact]
    public void Examine_EventThatIsWrittenAsAnother_IsFound() =>
        PromiseBrokenBy(new Library { Write = _ => JsonSerializer.SerializeToUtf8Bytes(Other) }).Should().Be(ReadsBack);

    [Fact]
    public void Examine_EventThatIsNotReadAgain_IsFound() =>
        PromiseBrokenBy(new Library { ReadAgain = _ => Failure("It is broken.", "$") }).Should().Be(ReadsBack);

    [Fact]
    public void Examine_EqualEventsWithDifferentHashCodes_AreFound()
    {
        var hashCodes = 0;

        PromiseBrokenBy(new Library { Hash = _ => hashCodes++ }).Should().Be("Equal events have equal hash codes.");
    }

    [Fact]
    public void Examine_EqualEventsWithDifferentDrift_AreFound()
    {
        var places = 0;

        PromiseBrokenBy(new Library { FindDrift = _ => [new(WebhookDriftKind.UnknownProperty, $"$[{places++}]")] }).Should().Be("Equal events have the same drift.");
    }

    [Fact]
    public void Examine_DriftThatQuotes_IsFound() =>
        PromiseBrokenBy(new Library { FindDrift = _ => [new(WebhookDriftKind.UnknownProperty, "$.»private«")] }).Should().Be("The drift does not quote the contents.");

    [Theory]
    [InlineData(Event)]
    [InlineData(NoEvent)]
    public void Examine_ToStringThatThrows_IsFound(string body) =>
        PromiseBrokenBy(new Library { Show = _ => throw new IOException() }, body).Should().Be("Events, errors and results can be shown.");

    [Theory]
    [InlineData(typeof(WebhookEvent), Event)]
    [InlineData(typeof(WebhookParseError), NoEvent)]
    [InlineData(typeof(WebhookParseResult), Event)]
    [InlineData(typeof(WebhookParseResult), NoEvent)]
    public void Examine_ToStringThatQuotes_IsFound(Type type, string body) =>
        PromiseBrokenBy(new Library { Show = shown => type.IsInstanceOfType(shown) ? "It has »private«." : "" }, body).Should().Be(NoLeak);

    [Theory]
    [InlineData("It has »private«.", "$")]
    [InlineData("It is broken.", "$.»private«")]
    public void Examine_ErrorThatQuotes_IsFound(string message, string path)
    {
        var quoting = new EntryPoint("quoting", _ => true, (_, _) => Failure(message, path));

        PromiseBrokenBy(new Library { Show = _ => "" }, NoEvent, quoting).Should().Be(NoLeak);
    }

    private static string? PromiseBrokenBy(Library library, string body = Event, params EntryPoint[] entryPoints) =>
        new Oracle(entryPoints is [] ? EntryPoint.All : entryPoints, library).Examine(Encoding.UTF8.GetBytes(body), 0)?.Promise;

    private static WebhookParseResult.Failure Failure(string message, string path) => new(new WebhookParseError(WebhookParseErrorCode.InvalidJson, message, path));
}
