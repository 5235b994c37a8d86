using System.Reflection;
using System.Text;
using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.Testing.Tests.Samples;

public sealed class WebhookSamplesTests
{
    public static TheoryData<string> EventTypes => [.. WebhookEventTypes.All];

    [Fact]
    public void CreateAll_EventTypes_AreTheDocumentedOnes() =>
        WebhookSamples.CreateAll().Select(webhookEvent => webhookEvent.EventType).Should().Equal(WebhookEventTypes.All);

    [Fact]
    public void CreateAll_Ids_AreDistinct() => WebhookSamples.CreateAll().Select(webhookEvent => webhookEvent.Id).Should().OnlyHaveUniqueItems();

    [Fact]
    public void Methods_DocumentedEvents_AreNamedAfterTheirConstants()
    {
        var constants = typeof(WebhookEventTypes).GetFields().ToDictionary(constant => constant.Name, constant => (string)constant.GetRawConstantValue()!);
        var methods = typeof(WebhookSamples).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => typeof(WebhookEvent).IsAssignableFrom(method.ReturnType) && method.GetParameters().Length == 0)
            .ToDictionary(method => method.Name, method => ((WebhookEvent)method.Invoke(null, null)!).EventType);

        methods.Should().Equal(constants);
    }

    [Theory]
    [MemberData(nameof(EventTypes))]
    public void Create_EachEvent_IsNewAndEqual(string eventType)
    {
        var first = WebhookSamples.Create(eventType);
        var second = WebhookSamples.Create(eventType);

        second.Should().Be(first).And.NotBeSameAs(first);
    }

    [Theory]
    [MemberData(nameof(EventTypes))]
    public void Create_EachEvent_IsComplete(string eventType)
    {
        string[] expected = eventType switch
        {
            // A customer's message is not from an agent, and only messages of agents to customers are broadcasts.
            "message.chat.customer" or "message.email.customer" => ["$.eventData.agent", "$.eventData.message.broadcastType"],
            "message.private" => ["$.eventData.message.broadcastType"],
            _ => [],
        };
        using var body = JsonDocument.Parse(WebhookBody.Write(WebhookSamples.Create(eventType)));

        EmptyPaths("$", body.RootElement).Should().Equal(expected);
    }

    [Theory]
    [MemberData(nameof(EventTypes))]
    public void Create_EachEvent_ParsesBackEqualAndWithoutDrift(string eventType)
    {
        var sample = WebhookSamples.Create(eventType);

        foreach (var options in new[] { null, new WebhookBodyOptions { EscapeLikePhp = true } })
        {
            var parsed = WebhookParser.Default.Parse(WebhookBody.Write(sample, options)).GetEventOrThrow();

            parsed.Should().Be(sample);
            parsed.GetDrift().Should().BeEmpty();
        }
    }

    [Fact]
    public void Create_UndocumentedEventType_Throws()
    {
        var create = () => WebhookSamples.Create("chat.merged");

        create.Should().Throw<ArgumentException>().WithMessage(
            "'chat.merged' is not a documented event type. Use one of WebhookEventTypes.All, or create an UnknownEvent.*").WithParameterName("eventType");
    }

    [Fact]
    public void ChatRated_With_ChangesTheCopyOnly()
    {
        var sample = WebhookSamples.ChatRated();

        var poor = sample with { EventData = sample.EventData with { Rating = ChatRating.Poor } };

        poor.EventData.Rating.Should().Be(ChatRating.Poor);
        WebhookSamples.ChatRated().EventData.Rating.Should().Be(ChatRating.Great);
    }

    [Fact]
    public void DocumentedBodies_Parsed_AreTheEventsOfTheirFamilies()
    {
        Parse(WebhookSamples.DocumentedChatBody()).Should().BeOfType<ChatSnoozedEvent>().Which.EventData.ChatId.Should().Be(5224081);
        Parse(WebhookSamples.DocumentedCustomerBody()).Should().BeOfType<CustomerEmailUpdatedEvent>().Which.EventData.Id.Should().Be(8745474);
        Parse(WebhookSamples.DocumentedMessageBody()).Should().BeOfType<MessageChatCustomerEvent>().Which.EventData.ChatId.Should().Be(5224081);
    }

    [Fact]
    public void DocumentedChatBody_AsPrinted_IsTheSameEvent()
    {
        var asPrinted = WebhookSamples.DocumentedChatBody(asPrinted: true);

        Encoding.UTF8.GetString(asPrinted).ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal).Should().Contain("\"applications\":{743,42}");
        Parse(asPrinted).Should().Be(Parse(WebhookSamples.DocumentedChatBody()));
    }

    private static WebhookEvent Parse(byte[] body) => WebhookParser.Default.Parse(body).GetEventOrThrow();

    /// <summary>The places of null, of empty arrays, and of empty objects.</summary>
    private static IEnumerable<string> EmptyPaths(string path, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => [path],
        JsonValueKind.Array when element.GetArrayLength() == 0 => [path],
        JsonValueKind.Object when !element.EnumerateObject().Any() => [path],
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => EmptyPaths($"{path}.{property.Name}", property.Value)),
        _ => [],
    };
}
