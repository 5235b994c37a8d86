using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.Tests.EventData;

/// <summary>Records copy lists and dictionaries, and compare them by content.</summary>
public sealed class RecordTests
{
    [Fact]
    public void Lists_OnInit_AreCopied()
    {
        List<long> ids = [1, 2];
        var data = new ChatEventData { ChatId = 1, CommunicatedAgents = ids, Applications = ids };
        ids.Add(3);

        data.CommunicatedAgents.Should().Equal(1, 2);
        data.Applications.Should().Equal(1, 2);
        data.Applications[1].Should().Be(2);
        data.Applications.Should().NotBeAssignableTo<IList<long>>("it is immutable");
    }

    [Fact]
    public void AdditionalProperties_DefaultElement_IsNull()
    {
        var data = new ChatDepartment { Id = 1, AdditionalProperties = new Dictionary<string, JsonElement> { ["new"] = default } };

        data.AdditionalProperties["new"].ValueKind.Should().Be(JsonValueKind.Null);
        JsonSerializer.Serialize(data).Should().Be("""{"id":1,"name":null,"new":null}""");
    }

    [Fact]
    public void Lists_Null_AreEmpty()
    {
        var data = new ChatEventData { ChatId = 1, CommunicatedAgents = null!, Applications = null! };

        data.CommunicatedAgents.Should().BeEmpty();
        data.Applications.Should().BeEmpty();
        data.Should().Be(new ChatEventData { ChatId = 1 });
    }

    [Fact]
    public void Lists_OfTheSameIds_AreEqual()
    {
        var one = new ChatEventData { ChatId = 1, CommunicatedAgents = [1, 2] };
        var same = new ChatEventData { ChatId = 1, CommunicatedAgents = new List<long> { 1, 2 } };

        same.Should().Be(one);
        same.GetHashCode().Should().Be(one.GetHashCode());
        (one with { CommunicatedAgents = [2, 1] }).Should().NotBe(one);
        (one with { CommunicatedAgents = [1] }).Should().NotBe(one);
        one.CommunicatedAgents.Equals("1, 2").Should().BeFalse();
    }

    [Fact]
    public void CustomData_Null_IsEmpty() => new CustomerEventData { Id = 1, CustomData = null! }.CustomData.Should().BeSameAs(CustomData.Empty);

    [Fact]
    public void With_OneMember_ChangesThatOnly()
    {
        var data = JsonSerializer.Deserialize<ChatEventData>(
            """{"chat_id":7,"status":"open","customer":{"id":1,"name":"Ann"},"applications":[743,42],"new":1}""")!;

        var changed = data with { Status = ChatStatus.Closed };

        data.Status.Should().Be(ChatStatus.Open);
        changed.Should().NotBe(data);
        (changed with { Status = ChatStatus.Open }).Should().Be(data);
        changed.AdditionalProperties["new"].GetInt32().Should().Be(1);
        (data with { Customer = data.Customer! with { Name = "Bob" } }).Should().NotBe(data);
    }

    [Fact]
    public void With_OnAnEvent_PreservesItsType()
    {
        var chatClosed = new ChatClosedEvent { Id = "w-1", EventData = new ChatEventData { ChatId = 7 } };
        WebhookEvent retried = chatClosed with { Attempts = 1 };

        retried.Should().BeOfType<ChatClosedEvent>().Which.Attempts.Should().Be(1);
        retried.Should().NotBe(chatClosed);
    }

    [Fact]
    public void AdditionalProperties_OnInit_AreCopied()
    {
        var given = new Dictionary<string, JsonElement>();
        ChatCustomer customer;
        using (var document = JsonDocument.Parse("\"+1 555\""))
        {
            given["phone"] = document.RootElement;
            customer = new ChatCustomer { Id = 1, AdditionalProperties = given };
            given.Clear();
        }

        customer.AdditionalProperties["phone"].GetString().Should().Be("+1 555", "the elements are copies, so the document can be disposed");
        customer.AdditionalProperties.Should().NotBeAssignableTo<IDictionary<string, JsonElement>>("they are immutable");
        JsonSerializer.Serialize(customer).Should().Be("""{"id":1,"name":null,"email":null,"userId":null,"phone":"\u002B1 555"}""");
    }

    [Fact]
    public void AdditionalProperties_Null_AreEmpty() =>
        new ChatCustomer { Id = 1, AdditionalProperties = null! }.Should().Be(new ChatCustomer { Id = 1 });

    [Theory]
    [InlineData("""{"id":1,"a":1,"b":{"x":[1,2],"y":"\u0065"}}""", """{"b":{"y":"e","x":[1, 2]},"a":1,"id":1}""", true)] // Another notation of the same JSON.
    [InlineData("""{"id":1,"a":1}""", """{"id":1,"a":2}""", false)]
    [InlineData("""{"id":1,"a":1}""", """{"id":1}""", false)]
    [InlineData("""{"id":1,"a":1}""", """{"id":1,"A":1}""", false)]
    public void AdditionalProperties_InEquality_AreCompared(string left, string right, bool expected)
    {
        var one = JsonSerializer.Deserialize<ChatCustomer>(left)!;
        var other = JsonSerializer.Deserialize<ChatCustomer>(right)!;

        one.Equals(other).Should().Be(expected);
        (one.GetHashCode() == other.GetHashCode() || !expected).Should().BeTrue("equal records have equal hash codes");
        one.AdditionalProperties.Equals(other.AdditionalProperties).Should().Be(expected);
    }

    [Fact]
    public void AdditionalProperties_AsADictionary_FindExactNamesOnly()
    {
        var properties = JsonSerializer.Deserialize<ChatCustomer>("""{"id":1,"b":1,"a":"x"}""")!.AdditionalProperties;

        properties.Keys.Should().Equal("b", "a");
        properties.Values.Select(value => value.ToString()).Should().Equal("1", "x");
        properties.Count.Should().Be(2);
        properties.ContainsKey("a").Should().BeTrue();
        properties.ContainsKey("A").Should().BeFalse();
        properties.TryGetValue("c", out _).Should().BeFalse();
        properties.Select(property => property.Key).Should().Equal("b", "a");
    }

    [Theory]
    [InlineData("""{"chat_id":7,"status":5}""", "status")]
    [InlineData("""{"chat_id":7,"closedAt":"tomorrow"}""", "closedAt")]
    [InlineData("""{"chat_id":7,"applicationId":"web"}""", "applicationId")]
    [InlineData("""{"chat_id":7,"applications":"all"}""", "applications")]
    [InlineData("""{"chat_id":7,"customer":"Ann"}""", "customer")]
    public void Serialize_UnreadableValue_IsWrittenBackUntilTheMemberIsSet(string json, string name)
    {
        var data = JsonSerializer.Deserialize<ChatEventData>(json)!;

        var written = JsonElement.Parse(JsonSerializer.Serialize(data));
        var changed = JsonElement.Parse(JsonSerializer.Serialize(data with
        {
            Status = ChatStatus.Open,
            ClosedAt = DateTimeOffset.UnixEpoch,
            ApplicationId = 3,
            Applications = [3],
            Customer = new ChatCustomer { Id = 3 },
        }));

        written.GetProperty(name).GetRawText().Should().Be(data.AdditionalProperties[name].GetRawText());
        changed.EnumerateObject().Count(property => property.Name == name).Should().Be(1);
        changed.GetProperty("status").GetString().Should().Be("open");
        changed.GetProperty("closedAt").GetString().Should().Be("0.000");
        changed.GetProperty("applicationId").GetInt64().Should().Be(3);
        changed.GetProperty("applications").GetRawText().Should().Be("[3]");
        changed.GetProperty("customer").GetProperty("id").GetInt64().Should().Be(3);
    }

    [Fact]
    public void Serialize_UnreadableValueOfAMessage_IsWrittenBackUntilTheMemberIsSet()
    {
        var message = JsonSerializer.Deserialize<ChatMessage>("""{"id":1,"text":{"html":""},"read":"no","edited":2,"broadcastType":1}""")!;

        message.Should().BeEquivalentTo(new { Text = (string?)null, Read = (bool?)null, Edited = (bool?)null, BroadcastType = (BroadcastType?)null });
        JsonSerializer.Serialize(message).Should()
            .Be("""{"applicationId":null,"broadcastType":1,"createdAt":null,"edited":2,"id":1,"read":"no","text":{"html":""},"updatedAt":null}""");
        JsonSerializer.Serialize(message with { Text = "Hi", Read = true, Edited = false, BroadcastType = BroadcastType.Trigger }).Should()
            .Be("""{"applicationId":null,"broadcastType":"trigger","createdAt":null,"edited":false,"id":1,"read":true,"text":"Hi","updatedAt":null}""");
    }

    [Fact]
    public void Serialize_UnreadableValueOfTheEnvelope_IsWrittenBackUntilTheMemberIsSet()
    {
        var webhookEvent = JsonSerializer.Deserialize<WebhookEvent>("""{"event":"x.y","attempts":"many","createdAt":"soon","id":"w-1"}""")!;

        JsonSerializer.Serialize(webhookEvent).Should()
            .Be("""{"event":"x.y","attempts":"many","lastAttemptAt":null,"createdAt":"soon","id":"w-1"}""");
        JsonSerializer.Serialize(webhookEvent with { Attempts = 2, CreatedAt = DateTimeOffset.UnixEpoch }).Should()
            .Be("""{"event":"x.y","attempts":2,"lastAttemptAt":null,"createdAt":0,"id":"w-1"}""");
    }

    [Fact]
    public void Serialize_ListOfObjects_IsWrittenBackUntilTheMemberIsSet()
    {
        var data = JsonSerializer.Deserialize<ChatEventData>("""{"chat_id":7,"applications":[{"id":743,"name":"Site"},{"id":"42"}]}""")!;

        data.Applications.Should().Equal(743, 42);
        JsonElement.Parse(JsonSerializer.Serialize(data)).GetProperty("applications").GetRawText().Should().Be("""[{"id":743,"name":"Site"},{"id":"42"}]""");
        JsonElement.Parse(JsonSerializer.Serialize(data with { Applications = [743] })).GetProperty("applications").GetRawText().Should().Be("[743]");
    }
}
