using System.Text;
using System.Text.Json.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Testing.Tests.Requests;

public sealed class WebhookBodyTests
{
    private static readonly WebhookBodyOptions Php = new() { EscapeLikePhp = true };

    [Fact]
    public void Write_MessageOfACustomer_IsCompactInTheDocumentedOrder() =>
        Text(WebhookBody.Write(WebhookSamples.MessageChatCustomer())).Should().Be(
            """{"event":"message.chat.customer","eventData":{"chat_id":5224081,"agent":null,"customer":{"id":8745474,"name":"Paul","email":"paul.hunter@example.com","userId":"example_9106"},"message":{"applicationId":77,"broadcastType":null,"createdAt":"1607542028.915","edited":false,"id":38488,"read":false,"text":"Thanks! Have a nice day.","updatedAt":"1607542028.915"}},"attempts":0,"lastAttemptAt":1607542030,"createdAt":1607542030,"id":"5b0c7d1e-9a34-4f6b-8c2d-000000000010"}""");

    [Theory]
    [InlineData("https://example.com/?a=1&b=<2>", """https:\/\/example.com\/?a=1&b=<2>""")]
    [InlineData("Zoë 😀", """Zo\u00eb \ud83d\ude00""")]
    [InlineData("a\"b\\c\n\u0001'+", """a\"b\\c\n\u0001'+""")]
    public void Write_EscapeLikePhp_EscapesSlashesAndUnicode(string text, string escaped)
    {
        var message = WebhookSamples.MessageChatCustomer();
        message = message with { EventData = message.EventData with { Message = message.EventData.Message! with { Text = text } } };

        Text(WebhookBody.Write(message, Php)).Should().Contain($"\"text\":\"{escaped}\",");
    }

    [Fact]
    public void Write_DefaultOptions_EscapesNeitherSlashesNorUnicode()
    {
        var customer = WebhookSamples.CustomerNew();
        customer = customer with { EventData = customer.EventData with { Name = "Zoë/<Paul>" } };

        Text(WebhookBody.Write(customer)).Should().Contain("\"name\":\"Zoë/<Paul>\"").And.Contain("$9999/mo");
    }

    [Fact]
    public void Write_CustomEvent_UsesTheResolver()
    {
        var linked = new CustomEvent<ChatLink>("chat.linked") { Id = "1", EventData = new ChatLink(743, 744) };

        Text(WebhookBody.Write(linked, new WebhookBodyOptions { TypeInfoResolver = ChatLinkJson.Default })).Should().Be(
            """{"event":"chat.linked","eventData":{"from":743,"to":744},"attempts":0,"lastAttemptAt":null,"createdAt":null,"id":"1"}""");
    }

    [Fact]
    public void Write_CustomEventWithoutResolver_Throws()
    {
        var write = () => WebhookBody.Write(new CustomEvent<ChatLink>("chat.linked") { Id = "1", EventData = new ChatLink(743, 744) });

        write.Should().Throw<NotSupportedException>();
    }

    [Fact]
    public void Write_ObjectWithMetadata_WritesIt() =>
        Text(WebhookBody.Write(new ChatLink(743, 744), ChatLinkJson.Default.ChatLink)).Should().Be("""{"from":743,"to":744}""");

    [Fact]
    public void WriteObject_AnonymousObject_KeepsItsNames() =>
        Text(WebhookBody.WriteObject(new { @event = "chat.new", eventData = new { chat_id = 743, url = "a/b" } }, Php)).Should().Be(
            """{"event":"chat.new","eventData":{"chat_id":743,"url":"a\/b"}}""");

    private static string Text(byte[] body) => Encoding.UTF8.GetString(body);
}

internal sealed record ChatLink([property: JsonPropertyName("from")] long From, [property: JsonPropertyName("to")] long To);

[JsonSerializable(typeof(ChatLink))]
internal sealed partial class ChatLinkJson : JsonSerializerContext;
