using System.Reflection;
using HelpCrunch.Webhooks.Sdk;
using Newtonsoft.Json;

namespace Consumer.Tests;

/// <summary>Newtonsoft.Json cannot write JsonElement, so it must fail instead of losing data. The converter that works is in docs/extending.md.</summary>
public sealed class NewtonsoftJsonTests
{
    private const string Message =
        "This serializer would lose data of HelpCrunch webhooks, because it does not support JsonElement of System.Text.Json. Use System.Text.Json.JsonSerializer. With Newtonsoft.Json, add the converter from docs/extending.md to its settings.";

    private static readonly CustomerNewEvent Event = new()
    {
        Id = "e-1",
        EventData = new CustomerEventData { Id = 1, CustomData = CustomData.From(("Plan", "Pro")) },
    };

    private static readonly object[] Values =
    [
        Event,
        Event.EventData,
        Event.EventData.CustomData,
        Event.AdditionalProperties,
        UnknownEvent.FromJson("chat.linked", "{}", "e-1"),
        new CustomEvent<int>("chat.linked") { Id = "e-1", EventData = 1 },
        new ChatEventData { ChatId = 1 },
        new MessageEventData { ChatId = 1 },
        new ChatCustomer { Id = 1 },
        new ChatAgent { Id = 1 },
        new ChatDepartment { Id = 1 },
        new ChatLastMessage { Id = 1 },
        new ChatMessage { Id = 1 },
        new WebhookParseResult.Success(Event),
    ];

    public static TheoryData<Type> Types => [.. Values.Select(value => value.GetType())];

    [Fact]
    public void Types_AllModels_AreListed() => Values.Select(value => value.GetType()).Should().Contain(
        typeof(WebhookEvent).Assembly.GetExportedTypes()
            .Where(type => type.IsSealed && type.GetProperty("AdditionalProperties") is not null && !type.IsAssignableTo(typeof(WebhookEvent))));

    [Theory]
    [MemberData(nameof(Types))]
    public void SerializeObject_ATypeWithJsonElements_Throws(Type type) => FluentActions
        .Invoking(() => JsonConvert.SerializeObject(Values.Single(value => value.GetType() == type)))
        .Should().Throw<TargetInvocationException>().WithInnerException<NotSupportedException>().WithMessage(Message);

    [Theory]
    [InlineData(typeof(CustomerNewEvent))]
    [InlineData(typeof(CustomerEventData))]
    [InlineData(typeof(ChatEventData))]
    [InlineData(typeof(MessageEventData))]
    [InlineData(typeof(ChatCustomer))]
    [InlineData(typeof(ChatAgent))]
    [InlineData(typeof(ChatDepartment))]
    [InlineData(typeof(ChatLastMessage))]
    [InlineData(typeof(ChatMessage))]
    public void DeserializeObject_ARecord_Throws(Type type) => FluentActions.Invoking(() => JsonConvert.DeserializeObject("""{"id":1}""", type))
        .Should().Throw<TargetInvocationException>().WithInnerException<NotSupportedException>().WithMessage(Message);

    [Theory]
    [InlineData(typeof(WebhookEvent))] // Abstract.
    [InlineData(typeof(CustomData))]
    public void DeserializeObject_AnotherType_Throws(Type type) =>
        FluentActions.Invoking(() => JsonConvert.DeserializeObject("{}", type)).Should().Throw<JsonSerializationException>();

    [Fact]
    public void OpenValue_WrittenAndRead_IsTheSame()
    {
        JsonConvert.DeserializeObject<ChatStatus>(JsonConvert.SerializeObject(new ChatStatus("onhold"))).Value.Should().Be("onhold");
        JsonConvert.DeserializeObject<ChatStatus?>(JsonConvert.SerializeObject((ChatStatus?)null)).Should().BeNull();
    }

    [Fact]
    public void SystemTextJson_WrittenAndRead_IsTheSame() =>
        System.Text.Json.JsonSerializer.Deserialize<WebhookEvent>(System.Text.Json.JsonSerializer.Serialize<WebhookEvent>(Event)).Should().Be(Event);
}
