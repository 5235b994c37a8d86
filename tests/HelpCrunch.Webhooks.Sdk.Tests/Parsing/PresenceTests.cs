namespace HelpCrunch.Webhooks.Sdk.Tests.Parsing;

/// <summary>Ids are always present. Lists are never null. All other members can be null.</summary>
public sealed class PresenceTests
{
    [Fact]
    public void Parse_ChatWithItsIdOnly_IsReadAndTheRestIsEmpty()
    {
        var chat = Parsed.Event<ChatNewEvent>("""{"event":"chat.new","eventData":{"chat_id":5224081},"id":"e-1"}""");

        chat.Should().Be(new ChatNewEvent { Id = "e-1", EventData = new ChatEventData { ChatId = 5224081 } });
        chat.Attempts.Should().Be(0);
        chat.CreatedAt.Should().BeNull();
        chat.LastAttemptAt.Should().BeNull();
        chat.EventData.CommunicatedAgents.Should().NotBeNull().And.BeEmpty();
        chat.EventData.Applications.Should().NotBeNull().And.BeEmpty();
        chat.EventData.AdditionalProperties.Should().NotBeNull().And.BeEmpty();
        chat.AdditionalProperties.Should().NotBeNull().And.BeEmpty();
    }

    [Fact]
    public void Parse_CustomerWithItsIdOnly_IsReadAndTheRestIsEmpty()
    {
        var customer = Parsed.Event<CustomerNewEvent>("""{"event":"customer.new","eventData":{"id":8745474},"id":"e-1"}""").EventData;

        customer.Should().Be(new CustomerEventData { Id = 8745474 });
        customer.Unsubscribed.Should().BeNull();
        customer.CustomData.Should().NotBeNull().And.BeEmpty();
    }

    [Fact]
    public void Parse_MessageWithItsIdsOnly_IsReadAndTheRestIsEmpty()
    {
        var data = Parsed.Event<MessagePrivateEvent>("""{"event":"message.private","eventData":{"chat_id":5224081,"message":{"id":38488},"agent":{"id":2924},"customer":{"id":1}},"id":"e-1"}""").EventData;

        data.Should().Be(new MessageEventData
        {
            ChatId = 5224081,
            Message = new ChatMessage { Id = 38488 },
            Agent = new ChatAgent { Id = 2924 },
            Customer = new ChatCustomer { Id = 1 },
        });
    }

    [Theory]
    [InlineData("null")] // sent as null
    [InlineData("[]")] // PHP's empty object
    public void Parse_NullsAndEmptyObjects_AreReadAsNothing(string nothing)
    {
        var chat = Parsed.Chat($"\"communicatedAgents\":{nothing},\"applications\":{nothing},\"customer\":{nothing},\"department\":{nothing},\"assignee\":{nothing},\"lastMessage\":{nothing}");

        chat.Should().Be(new ChatEventData { ChatId = 5224081 });
    }

    [Fact]
    public void Init_Null_IsAnEmptyList()
    {
        var chat = new ChatEventData { ChatId = 1, CommunicatedAgents = null!, Applications = null!, AdditionalProperties = null! };

        chat.CommunicatedAgents.Should().BeEmpty();
        chat.Applications.Should().BeEmpty();
        chat.AdditionalProperties.Should().BeEmpty();
        new CustomerEventData { Id = 1, CustomData = null! }.CustomData.Should().BeEmpty();
    }

    [Fact]
    public void Init_List_IsCopied()
    {
        var ids = new List<long> { 743 };
        var chat = new ChatEventData { ChatId = 1, Applications = ids };

        ids.Add(42);

        chat.Applications.Should().Equal(743);
    }
}
