namespace HelpCrunch.Webhooks.Sdk.Testing.Tests.Handling;

public sealed class WebhookEventDifferenceTests
{
    [Fact]
    public void Find_EqualEvents_IsEmpty() => WebhookEventDifference.Find(WebhookSamples.ChatRated(), WebhookSamples.ChatRated()).Should().BeEmpty();

    [Fact]
    public void Find_SpellingsOfOneStatus_IsEmpty()
    {
        var open = WithStatus(ChatStatus.Open);

        WebhookEventDifference.Find(open, WithStatus(new ChatStatus("opened"))).Should().BeEmpty();
    }

    [Fact]
    public void Find_ChangedMembers_AreListedByPath()
    {
        var expected = WebhookSamples.ChatRated();
        var data = expected.EventData;
        var actual = expected with
        {
            Attempts = 1,
            EventData = data with { Rating = ChatRating.Poor, Applications = [1], Customer = data.Customer! with { Name = null }, LastMessage = data.LastMessage! with { AgentId = null } },
        };

        WebhookEventDifference.Find(expected, actual).Select(difference => difference.ToString()).Should().Equal(
            "$.eventData.customer.name: expected \"Paul\", but found null",
            "$.eventData.rating: expected \"great\", but found \"poor\"",
            "$.eventData.applications: expected [743,42], but found [1]",
            "$.eventData.lastMessage.agentId: expected 2924, but found no property",
            "$.attempts: expected 0, but found 1");
    }

    [Fact]
    public void Find_AddedCustomData_IsListedByPath()
    {
        var expected = WebhookSamples.CustomerNew();
        expected = expected with { EventData = expected.EventData with { CustomData = CustomData.From(("Plan", "Pro")) } };
        var actual = expected with { EventData = expected.EventData with { CustomData = CustomData.From(("Plan", "Pro"), ("Next payment", 1)) } };

        WebhookEventDifference.Find(expected, actual).Should().ContainSingle().Which.ToString()
            .Should().Be("$.eventData.customData['Next payment']: expected no property, but found 1");
    }

    [Fact]
    public void Find_TwoModelsOfOneBody_NamesTheirTypes()
    {
        var known = WebhookSamples.ChatRated();
        using var body = System.Text.Json.JsonDocument.Parse(WebhookBody.Write(known));
        var unknown = new UnknownEvent(known.EventType)
        {
            Id = known.Id,
            CreatedAt = known.CreatedAt,
            LastAttemptAt = known.LastAttemptAt,
            EventData = body.RootElement.GetProperty("eventData").Clone(),
        };

        WebhookEventDifference.Find(known, unknown).Should().ContainSingle().Which.ToString()
            .Should().Be("$: expected ChatRatedEvent, but found UnknownEvent");
    }

    [Fact]
    public void Find_DeepData_IsListedByPath()
    {
        const int Depth = 999; // With the event, 1,000.
        var names = Enumerable.Repeat("a", Depth);
        var parser = new WebhookParser(new WebhookParserOptions { MaxDepth = 1000 });
        WebhookEvent Deep(int value) => parser.Parse(
            $"{{\"event\":\"chat.merged\",\"eventData\":{string.Concat(names.Select(name => $"{{\"{name}\":"))}{value}{new string('}', Depth)},\"id\":\"1\"}}").GetEventOrThrow();

        WebhookEventDifference.Find(Deep(1), Deep(2)).Should().ContainSingle().Which.ToString()
            .Should().Be($"$.eventData.{string.Join('.', names)}: expected 1, but found 2");
    }

    [Theory]
    [InlineData("""{"\ud800":1}""", """{"\ud800":2}""")]
    [InlineData("""{"\ud800":1}""", """{"a":2}""")]
    [InlineData("""{"a":1}""", """{"\ud800":2}""")]
    public void Find_NameIsNotText_ComparesTheObject(string expected, string actual)
    {
        var difference = WebhookEventDifference.Find(UnknownEvent.FromJson("chat.merged", expected, "1"), UnknownEvent.FromJson("chat.merged", actual, "1"));

        difference.Should().ContainSingle().Which.ToString().Should().Be($"$.eventData: expected {expected}, but found {actual}");
    }

    private static ChatRatedEvent WithStatus(ChatStatus status)
    {
        var sample = WebhookSamples.ChatRated();
        return sample with { EventData = sample.EventData with { Status = status } };
    }
}
