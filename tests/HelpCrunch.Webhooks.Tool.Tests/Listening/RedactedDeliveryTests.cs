using System.Net;

namespace HelpCrunch.Webhooks.Tool.Tests.Listening;

public class RedactedDeliveryTests
{
    [Fact]
    public async Task Get_Webhook_HasNoPersonalDataAndIsStillRead()
    {
        await using var listener = await Listener.StartAsync();
        using var sent = await listener.SendAsync(Bodies.Message);

        var redacted = await listener.Client.GetStringAsync("/_listen/deliveries/1/redacted");

        redacted.Should().NotContainAny("Iryna", "iryna", "broken", "252041ed").And.HaveLength(Bodies.Message.Length);
        WebhookParser.Default.Parse(redacted).GetEventOrThrow().Should().BeOfType<MessageChatCustomerEvent>();
        (await listener.Client.GetStringAsync("/_listen/deliveries/1/redacted")).Should().Be(redacted, "equal values stay equal");
    }

    [Fact]
    public async Task Get_NotJson_Is422()
    {
        await using var listener = await Listener.StartAsync();
        using var sent = await listener.SendAsync("Iryna");

        using var response = await listener.Client.GetAsync(new Uri("/_listen/deliveries/1/redacted", UriKind.Relative));

        response.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        (await response.Content.ReadAsStringAsync()).Should().Be("The body is not valid JSON, so it cannot be redacted.");
    }
}
