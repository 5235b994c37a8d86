using System.Text.Json;
using HelpCrunch.Webhooks.Sdk.Tests.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Tests.Parsing;

/// <summary>The id of the envelope is documented as a string. A number must not lose the delivery.</summary>
public sealed class NumericIdTests
{
    [Theory]
    [InlineData("7")]
    [InlineData("-7")]
    [InlineData("0")]
    [InlineData("1.50")]
    [InlineData("1E+3")]
    [InlineData("252041623430381984218")] // More than 64 bits.
    public void Parse_NumberAsId_IsTheTextAsSent(string number)
    {
        var body = $$"""{"event":"chat.new","eventData":{"chat_id":1},"id":{{number}} }""";

        var webhookEvent = WebhookParser.Default.Parse(body).GetEventOrThrow();

        webhookEvent.Id.Should().Be(number);
        webhookEvent.GetDrift().Should().Equal(new WebhookDrift(WebhookDriftKind.UnreadableValue, "$.id"));
        webhookEvent.AdditionalProperties["id"].GetRawText().Should().Be(number);
        webhookEvent.ToString().Should().Be($"ChatNewEvent {{ EventType = chat.new, Id = {number} }}");
    }

    [Theory]
    [InlineData("""{"id":7,"event":"chat.new","eventData":{"chat_id":1}}""")]
    [InlineData("""{"eventData":{"chat_id":1},"id":7,"event":"chat.new"}""")]
    [InlineData("""{"event":"x.y","id":7}""")]
    [InlineData("""{"\u0069d":7,"event":"chat.new","eventData":{"chat_id":1}}""")]
    public void Parse_NumberAsIdAnywhere_IsReadAndWrittenAsANumber(string body)
    {
        var webhookEvent = WebhookParser.Default.Parse(body).GetEventOrThrow();
        var read = JsonSerializer.Deserialize<WebhookEvent>(body)!;

        webhookEvent.Id.Should().Be("7");
        read.Should().Be(webhookEvent);
        JsonSerializer.Serialize(read).Should().EndWith(",\"id\":7}");
        JsonSerializer.Deserialize<WebhookEvent>(JsonSerializer.Serialize(read)).Should().Be(webhookEvent);
    }

    [Theory]
    [InlineData("""{"event":"chat.new","id":7,"id":"e-1","eventData":{"chat_id":1}}""", "e-1", 0)] // Duplicate: the last one is used.
    [InlineData("""{"event":"chat.new","id":"e-1","id":7,"eventData":{"chat_id":1}}""", "7", 1)]
    [InlineData("""{"event":"chat.new","id":7,"id":8,"eventData":{"chat_id":1}}""", "8", 1)]
    [InlineData("""{"event":"chat.new","id":true,"id":8,"eventData":{"chat_id":1}}""", "8", 1)]
    public void Parse_SeveralIds_UsesTheLastOne(string body, string id, int drift)
    {
        var webhookEvent = WebhookParser.Default.Parse(body).GetEventOrThrow();

        webhookEvent.Id.Should().Be(id);
        webhookEvent.GetDrift().Should().HaveCount(drift);
    }

    [Theory]
    [InlineData("""{"event":"chat.new","id":7,"id":null,"eventData":{"chat_id":1}}""")]
    [InlineData("""{"event":"chat.new","id":7,"id":[],"eventData":{"chat_id":1}}""")]
    [InlineData("""{"event":"chat.new","id":false,"eventData":{"chat_id":1}}""")]
    public void Parse_LastIdIsNotReadable_IsMissingId(string body) =>
        Parsed.Error(body).Code.Should().Be(WebhookParseErrorCode.MissingId);

    [Fact]
    public void Parse_NumberAsIdAndInvalidData_HasTheIdInTheError() =>
        Parsed.Error("""{"event":"chat.new","id":7,"eventData":[]}""").Id.Should().Be("7");

    [Fact]
    public void Serialize_IdReplaced_WritesTheNewId()
    {
        var webhookEvent = WebhookParser.Default.Parse("""{"event":"x.y","id":7}""").GetEventOrThrow();

        JsonSerializer.Serialize(webhookEvent with { Id = "mine" }).Should().EndWith(",\"id\":\"mine\"}");
    }

    [Fact]
    public void Parse_StringConverterThrowsForANumber_DoesNotLoseTheDelivery()
    {
        var converter = new CustomConverter<string>((ref Utf8JsonReader reader) => reader.GetString()!.Trim());
        var parser = new WebhookParser(new WebhookParserOptions { Converters = { converter } });

        parser.Parse("""{"event":"chat.new","id":7,"eventData":{"chat_id":1}}""").GetEventOrThrow().Id.Should().Be("7");
    }

    [Fact]
    public void Parse_StringConverterReadsNumbers_DoesNotReadTheId()
    {
        var converter = new CustomConverter<string>((ref Utf8JsonReader reader) => "n-" + reader.GetInt64());
        var parser = new WebhookParser(new WebhookParserOptions { Converters = { converter } });

        var webhookEvent = parser.Parse("""{"event":"chat.new","id":7,"eventData":{"chat_id":1}}""").GetEventOrThrow();

        webhookEvent.Id.Should().Be("7", "the id identifies a redelivery");
        webhookEvent.GetDrift().Should().ContainSingle();
    }
}
