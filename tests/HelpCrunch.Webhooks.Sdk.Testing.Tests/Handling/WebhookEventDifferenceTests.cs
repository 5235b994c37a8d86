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

    private static ChatRatedEvent WithStatus(ChatStatus status)
    {
        var sample = WebhookSamples.ChatRated();
        return sample with { EventData = sample.EventData with { Status = status } };
    }
}
