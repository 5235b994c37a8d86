using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using HelpCrunch.Webhooks.Sdk;

namespace Consumer.Tests;

/// <summary>The SDK's types in source-generated contexts of a consumer. The policies of the contexts affect only the consumer's types.</summary>
public sealed class ContextTests
{
    private static readonly Dictionary<string, JsonSerializerContext> Contexts = new()
    {
        ["default"] = DefaultJson.Default,
        ["web"] = WebJson.Default,
        ["snake_case"] = SnakeJson.Default,
    };

    /// <summary>The same policies without the contexts.</summary>
    private static readonly Dictionary<string, JsonSerializerOptions> ByReflection = Contexts.ToDictionary(
        context => context.Key,
        context => new JsonSerializerOptions(context.Value.Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() });

    public static TheoryData<string> Policies => [.. Contexts.Keys];

    [Theory]
    [MemberData(nameof(Policies))]
    public void Events_InAList_AreReadTypedAndWrittenAsReceived(string policy)
    {
        var type = TypeInfo<List<WebhookEvent>>(policy);
        var json = $"[{string.Join(',', WebhookEventTypes.All.Select(Bodies.Of).Append(Bodies.Unknown))}]";

        var events = JsonSerializer.Deserialize(json, type)!;

        events.Select(webhookEvent => webhookEvent.EventType).Should().Equal([.. WebhookEventTypes.All, "call.missed"]);
        events.Select(webhookEvent => webhookEvent.GetType()).Should().OnlyHaveUniqueItems();
        JsonSerializer.Serialize(events, type).Should().Be(json);
    }

    [Theory]
    [InlineData("default", "LastEvent", "LastChat", "LastClosed", "AllEvents", "ByStatus", "CustomData", "NoStatus")]
    [InlineData("web", "lastEvent", "lastChat", "lastClosed", "allEvents", "byStatus", "customData", "noStatus")]
    [InlineData("snake_case", "last_event", "last_chat", "last_closed", "all_events", "by_status", "custom_data", "no_status")]
    public void Inbox_OfTheConsumer_HoldsEventsAsMembersListsAndKeys(string policy, string last, string chat, string closed, string all, string status, string data, string none)
    {
        var type = TypeInfo<Inbox>(policy);
        var (newChat, closedChat) = (Bodies.Of("chat.new"), Bodies.Of("chat.closed"));
        var json = $$"""{"{{last}}":{{Bodies.Unknown}},"{{chat}}":{{newChat}},"{{closed}}":{{closedChat}},"{{all}}":[{{newChat}},{{Bodies.Unknown}},null],"{{status}}":{"on hold":1},"{{data}}":[],"{{none}}":null}""";

        var inbox = JsonSerializer.Deserialize(json, type)!;

        inbox.LastEvent.Should().BeOfType<UnknownEvent>();
        inbox.LastChat.Should().BeOfType<ChatNewEvent>();
        inbox.LastClosed!.EventType.Should().Be("chat.closed");
        inbox.AllEvents.Should().Equal(inbox.LastChat!, inbox.LastEvent!, null!);
        inbox.ByStatus[ChatStatus.OnHold].Should().Be(1);
        JsonSerializer.Serialize(inbox, type).Should().Be(json);
        JsonSerializer.Serialize(inbox, ByReflection[policy]).Should().Be(json);
    }

    [Theory]
    [InlineData("default", "OrderName", "TotalCount")]
    [InlineData("web", "orderName", "totalCount")]
    [InlineData("snake_case", "order_name", "total_count")]
    public void CustomEvent_OfTheConsumersData_UsesThePolicyInTheDataOnly(string policy, string name, string count)
    {
        var type = TypeInfo<CustomEvent<Order>>(policy);
        var json = Bodies.OrderPaid.Replace("orderName", name, StringComparison.Ordinal).Replace("totalCount", count, StringComparison.Ordinal);

        var webhookEvent = JsonSerializer.Deserialize(json, type)!;

        webhookEvent.EventData.Should().Be(new Order("A", 3));
        JsonSerializer.Serialize(webhookEvent, type).Should().Be(json);
    }

    [Fact]
    public void Converter_NamedInTheContext_ComesBeforeTheSdks()
    {
        var json = $"[{Bodies.Of("chat.closed")}]";

        var read = JsonSerializer.Deserialize(json, ConvertingJson.Default.ListWebhookEvent)!;

        read.Should().ContainSingle().Which.Should().BeOfType<ChatClosedEvent>().Which.EventData.Status!.Value.Value.Should().StartWith("house:");
        JsonSerializer.Serialize(read, ConvertingJson.Default.ListWebhookEvent).Should().Be(json);
    }

    private static JsonTypeInfo<T> TypeInfo<T>(string policy) => (JsonTypeInfo<T>)Contexts[policy].GetTypeInfo(typeof(T))!;
}
