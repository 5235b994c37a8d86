using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.Tests.Events;

public sealed class UnknownEventTests
{
    private const string WithoutData = """{"event":"ping","attempts":0,"lastAttemptAt":null,"createdAt":null,"id":"e-1"}""";

    [Fact]
    public void EventData_Absent_IsAnEmptyObject()
    {
        var unknown = Parse(WithoutData);

        unknown.HasEventData.Should().BeFalse();
        unknown.EventData.ValueKind.Should().Be(JsonValueKind.Object);
        unknown.EventData.GetRawText().Should().Be("{}");
        unknown.EventData.TryGetProperty("to", out _).Should().BeFalse();
        unknown.EventData.EnumerateObject().Should().BeEmpty();
        FluentActions.Invoking(() => unknown.EventData.GetProperty("to")).Should().Throw<KeyNotFoundException>();
    }

    [Fact]
    public void EventData_Absent_IsWrittenAsAbsent() => JsonSerializer.Serialize(Parse(WithoutData)).Should().Be(WithoutData);

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("\"text\"")]
    public void EventData_Present_IsTheRawJsonAndIsWrittenBack(string data)
    {
        var body = WithoutData.Replace("\"ping\",", $"\"ping\",\"eventData\":{data},", StringComparison.Ordinal);

        var unknown = Parse(body);

        unknown.HasEventData.Should().BeTrue();
        unknown.EventData.GetRawText().Should().Be(data);
        JsonSerializer.Serialize(unknown).Should().Be(body);
    }

    [Fact]
    public void EventData_DefaultOfAnInitializer_IsAbsent()
    {
        var made = new UnknownEvent("ping") { Id = "e-1", EventData = default };

        made.HasEventData.Should().BeFalse();
        made.EventData.ValueKind.Should().Be(JsonValueKind.Object);
        made.Equals(Parse(WithoutData)).Should().BeTrue();
        made.GetHashCode().Should().Be(Parse(WithoutData).GetHashCode());
    }

    [Fact]
    public void EventData_DocumentOfTheCallerIsDisposed_IsPreserved()
    {
        UnknownEvent made;
        CustomEvent<JsonElement> custom;
        using (var document = JsonDocument.Parse("""{"to":7}"""))
        {
            made = new UnknownEvent("ping") { Id = "e-1", EventData = document.RootElement };
            custom = new CustomEvent<JsonElement>("ping") { Id = "e-1", EventData = document.RootElement };
        }

        made.EventData.GetProperty("to").GetInt32().Should().Be(7);
        custom.EventData.GetProperty("to").GetInt32().Should().Be(7);
    }

    [Fact]
    public void With_OtherData_HasIt()
    {
        var changed = Parse(WithoutData) with { EventData = JsonElement.Parse("7") };

        changed.HasEventData.Should().BeTrue();
        changed.EventData.GetInt32().Should().Be(7);
        (changed with { EventData = default }).Equals(Parse(WithoutData)).Should().BeTrue();
    }

    [Fact]
    public void Equals_AbsentAndEmptyData_AreDifferent() =>
        Parse(WithoutData).Equals(UnknownEvent.FromJson("ping", "{}", "e-1")).Should().BeFalse();

    [Fact]
    public void FromJson_PlainValues_IsTheParsedEvent()
    {
        var made = UnknownEvent.FromJson("chat.linked", """{ "to": 5224090 }""", "e-1");

        made.Equals(Parse("""{"event":"chat.linked","eventData":{"to":5224090},"id":"e-1"}""")).Should().BeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{} {}")]
    public void FromJson_InvalidJson_Throws(string json) =>
        FluentActions.Invoking(() => UnknownEvent.FromJson("chat.linked", json, "e-1")).Should().Throw<JsonException>();

    [Fact]
    public void FromJson_Null_Throws()
    {
        FluentActions.Invoking(() => UnknownEvent.FromJson(null!, "{}", "e-1")).Should().Throw<ArgumentNullException>().WithParameterName("eventType");
        FluentActions.Invoking(() => UnknownEvent.FromJson("chat.linked", null!, "e-1")).Should().Throw<ArgumentNullException>().WithParameterName("json");
        FluentActions.Invoking(() => UnknownEvent.FromJson("chat.linked", "{}", null!)).Should().Throw<ArgumentNullException>().WithParameterName("id");
    }

    private static UnknownEvent Parse(string body) => (UnknownEvent)WebhookParser.Default.Parse(body).GetEventOrThrow();
}
